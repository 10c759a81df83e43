"""A real browser at a real server: the one command serves the library of the tests."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from hamshahr.kernel.backups.databases import Databases

# What is installed on Debian; anything else by its path in CHROMIUM
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-dev-shm-usage",
]  # fmt: skip
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
_TOLD_ON_PURPOSE = re.compile(r"status of 4\d\d|ERR_INTERNET_DISCONNECTED|ERR_FAILED")
# The models are read before the first page
_STARTS_WITHIN_SECONDS = 90


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def copies(django_db_setup, django_db_blocker):
    """Addresses of two copies of the test database: journeys do not undo what they do.

    Made before a browser is there, whose event loop would stop Django's queries.
    """
    with django_db_blocker.unblock():
        given = connection.get_connection_params()
        connection.close()  # a database in which somebody reads cannot be copied
    parts = {
        key: given[key] for key in ("host", "port", "user", "password", "dbname") if given.get(key)
    }
    apart = Databases(psycopg.conninfo.make_conninfo(**parts))
    names = [f"{apart.live}_{kind}" for kind in ("read", "changed")]
    with psycopg.connect(apart.at("postgres"), autocommit=True) as elsewhere:
        for name in names:
            elsewhere.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
            elsewhere.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                    sql.Identifier(name), sql.Identifier(apart.live)
                )
            )
    yield [apart.at(name) for name in names]
    for name in names:
        apart.drop(name)


@pytest.fixture(scope="package")
def database(copies):
    """The address of a database that all journeys leave as the others expect it."""
    return copies[0]


@pytest.fixture(scope="package")
def copied(copies):
    """The address of another, for journeys whose deeds stay."""
    return copies[1]


@pytest.fixture(scope="package")
def site(database, tmp_path_factory):
    """The address of a running Hamshahr, without a slash at its end."""
    with serving(database, tmp_path_factory.mktemp("serving"), "--no-jobs") as address:
        yield address


@contextmanager
def serving(database, data, *words, **said):
    """Serve a database while the context lasts, and yield the address; ``said``: variables."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://localhost:{port}"  # browsers bind passkeys to names, never to numbers
    environment = os.environ | {
        "DATABASE_URL": database, "HAMSHAHR_DATA": str(data),
        "HAMSHAHR_ADDRESS": address, "HAMSHAHR_ASSOCIATION": "Cities of the Plain", **said,
    }  # fmt: skip
    environment.pop("HAMSHAHR_DEMO", None)  # the journeys lay people of their own
    command = [sys.executable, "-m", "hamshahr.config.command_line", "serve"]
    with (data / "log").open("w") as log:
        server = subprocess.Popen(
            [*command, "--port", str(port), "--workers", "1", *words],
            env=environment, cwd=data, stdout=log, stderr=log,
        )  # fmt: skip
    try:
        _wait(server, f"{address}/en/search/?q=flood", data / "log")
        yield address
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait(server, address, log):
    until = time.monotonic() + _STARTS_WITHIN_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=30):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"The server did not start:\n{log.read_text()}")


@pytest.fixture(scope="package")
def browser(copies):
    """Chromium, once the databases are there.

    Closed before the tests of other packages: its event loop would stop Django's queries.
    """
    from playwright.sync_api import sync_playwright

    if not Path(CHROMIUM).exists():
        pytest.fail("No Chromium here. On Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


class Watch:
    """What went wrong in a window: complaints of the browser, requests to other machines."""

    def __init__(self, site):
        self.site = site
        self.complaints = []
        self.left = []

    def over(self, context):
        context.route("**/*", self._pass_or_stop)
        context.on(
            "console", lambda said: said.type == "error" and self.complaints.append(said.text)
        )
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def _pass_or_stop(self, route):
        if route.request.url.startswith((self.site + "/", "data:", "blob:")):
            route.continue_()
        else:
            self.left.append(route.request.url)
            route.abort()


@pytest.fixture
def window(browser, site):
    """Open a page: ``window("/fa/", width=…, scripts=False, dark=True)``.

    Afterwards the browser must have had no complaint and must have asked no other machine.
    """
    contexts, watch = [], Watch(site)

    def opened(path, *, size=WIDE, scripts=True, dark=False, locale="fa-IR"):
        context = browser.new_context(
            base_url=site, viewport=size, java_script_enabled=scripts, locale=locale,
            color_scheme="dark" if dark else "light", reduced_motion="reduce",
        )  # fmt: skip
        context.set_default_timeout(10_000)
        watch.over(context)
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert watch.left == []
    # A page that is not there is told to the console, too, and what was not sent for want of a line
    said = [text for text in watch.complaints if not _TOLD_ON_PURPOSE.search(text)]
    assert said == []
