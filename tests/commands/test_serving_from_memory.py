"""The server keeps pages, and never too long: changes, two workers, a database that goes."""

import gzip
import json
import os
import re
import signal
import socket
import time
import urllib.error
import urllib.request
from contextlib import ExitStack
from http.client import HTTPConnection

import pytest

from hamshahr.kernel.embedded_postgres import instance
from tests.cast import cable_car, line, write_lines
from tests.commands.conftest import Shell, eventually, free_port

pytestmark = pytest.mark.slow

LIST = "/fa/search/"
# What the product promises between a change and the last page from before it
SECONDS = 1.0


class Site:
    """A server with two workers, on a database of its own that can be stopped and started."""

    def __init__(self, folder, just_laid):
        self._database = instance(just_laid("own").data, durable=False, linger=0.0)
        self._held = ExitStack()
        self.start_database()
        self.shell = Shell(folder / "site", DATABASE_URL=self._address, HAMSHAHR_DEMO="1")
        self.bring_in(folder, line())
        self.port = free_port()
        words = ("serve", "--port", str(self.port), "--workers", "2", "--no-jobs")
        self._server = self.shell.begin(*words)

    def start_database(self):
        self._address = self._held.enter_context(self._database.hold()).dsn()

    def stop_database(self):
        self._held.close()
        assert self._database.stop_if_unused()

    def bring_in(self, folder, *lines):
        file = write_lines(folder / "own.jsonl", lines)
        done = self.shell.run("import-experiences", file, "--no-wait")
        assert done.returncode == 0, done.stderr

    def read(self, address=LIST, **headers):
        """Return status, headers and text of an answer, over a connection of its own."""
        asking = urllib.request.Request(f"http://127.0.0.1:{self.port}{address}", headers=headers)
        try:
            with urllib.request.urlopen(asking, timeout=20) as answer:
                return answer.status, answer.headers, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read().decode()

    def read_often(self, address=LIST):
        """Read over so many new connections that each worker takes its share of them."""
        return [self.read(address) for _ in range(16)]

    def is_up(self):
        try:
            return all(status == 200 for status, _, _ in self.read_often())
        except OSError:
            return False

    def end(self):
        os.kill(self._server.pid, signal.SIGTERM)
        try:
            self._server.communicate(timeout=20)
        finally:
            if self._server.poll() is None:
                os.killpg(self._server.pid, signal.SIGKILL)
            self._held.close()
            self._database.stop_if_unused()


@pytest.fixture(scope="module")
def site(a_folder, just_laid):
    site = Site(a_folder, just_laid)
    try:
        assert eventually(site.is_up, 90)
        yield site
    finally:
        site.end()


def test_a_change_by_another_process_is_seen_by_each_worker_within_a_second(site, tmp_path):
    title = cable_car()["title"]
    assert not any(title in text for _, _, text in site.read_often())

    site.bring_in(tmp_path, line(), cable_car())
    time.sleep(SECONDS)  # the change was there before the command ended

    assert all(title in text for _, _, text in site.read_often())


def test_a_person_with_a_session_is_never_shown_what_is_kept(site, settings):
    tags = {headers["ETag"] for _, headers, _ in site.read_often()}
    status, headers, _ = site.read(Cookie=f"{settings.SESSION_COOKIE_NAME}=hers")

    assert (status, headers["Cache-Control"]) == (200, "private, no-store")
    assert headers["ETag"] is None
    assert len(tags) == 1  # whichever worker answers
    assert site.read(**{"If-None-Match": tags.pop()})[0] == 304


def test_a_packed_page_unpacks_to_the_page(site):
    asking = HTTPConnection("127.0.0.1", site.port, timeout=20)
    asking.request("GET", LIST, headers={"Accept-Encoding": "gzip"})
    page = gzip.decompress(asking.getresponse().read())
    asking.request("HEAD", LIST)
    head = asking.getresponse()

    assert head.read() == b""
    assert int(head.headers["Content-Length"]) == len(page)
    assert page.decode() == site.read()[2]
    asking.close()


@pytest.mark.parametrize(
    ("target", "host", "status"),
    [
        ("http://evil.example/en/about/", "localhost", 200),
        ("http://localhost/en/about/", "evil.example", 400),
        ("http://evil.example/en/about/", "evil.example", 400),
        ("http://evil.example/en/about", "localhost", 301),
        ("//evil.example/en/about", "localhost", 404),
        ("/en/about/", "localhost:99999", 200),
        ("/en/about/", "[::1]:8000", 200),
        ("/en/about/", "[::2]:8000", 400),
        ("/en/about/", "localhost\r\nHost: evil.example", 400),
        ("/en/about/", "localhost@evil.example", 400),
    ],
)
def test_a_forged_host_gets_nothing_made_of_it(site, target, host, status):
    with socket.create_connection(("127.0.0.1", site.port), timeout=20) as asking:
        asked = f"GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        asking.sendall(asked.encode())
        told = b"".join(iter(lambda: asking.recv(65_536), b"")).decode()
    head, _, page = told.partition("\r\n\r\n")

    assert head.split(" ", 2)[1] == str(status)
    assert "evil" not in head
    assert not re.search(r'(?:href|src|action|content)="[^"]*evil', page)
    assert "99999" not in told


def test_a_database_that_goes_is_said_at_once_and_comes_back_by_itself(site):
    site.stop_database()
    started = time.monotonic()
    # Each worker meets the closed database; whoever does so first may wait for three seconds
    assert eventually(lambda: all(status == 503 for status, _, _ in site.read_often()), 20)
    assert time.monotonic() - started < 12

    started = time.monotonic()
    for status, headers, text in site.read_often():
        assert (status, headers["Retry-After"]) == (503, "10")
        assert 'lang="fa" dir="rtl"' in text
    assert time.monotonic() - started < 8
    assert list(json.loads(site.read("/api/v1/search?q=bus")[2])) == ["detail"]

    site.start_database()
    started = time.monotonic()
    assert eventually(site.is_up, 15)
    assert time.monotonic() - started < 8
