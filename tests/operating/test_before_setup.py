"""An instance that nobody has set up shows how to, and a demonstration says that it is one."""

import re

import pytest
from django.core.exceptions import MiddlewareNotUsed

from hamshahr.config.before_setup import BeforeSetup
from tests.commands.conftest import Shell, eventually, failed_plainly, free_port
from tests.operating.test_setting_up import ALL


@pytest.fixture
def not_set_up(rf, settings):
    """Ask an instance that is not set up for a page."""
    settings.OPEN = False
    return lambda path="/": BeforeSetup(lambda _: pytest.fail("passed on"))(rf.get(path))


@pytest.mark.parametrize("path", ["/", "/fa/search/?q=flood", "/api/v1/search", "/../etc/passwd"])
def test_every_address_says_how_to_set_it_up_in_five_languages(not_set_up, path):
    answer = not_set_up(path)
    page = answer.content.decode()

    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert "hamshahr setup" in page
    assert re.findall(r'<section lang="(\w+)" dir="(\w+)"', page) == [
        ("fa", "rtl"), ("en", "ltr"), ("fr", "ltr"), ("es", "ltr"), ("ar", "rtl"),
    ]  # fmt: skip


def test_the_page_asks_nothing_of_the_database(not_set_up):
    not_set_up()  # the fixture ``db`` is not there: a query would fail the test


def test_once_it_is_set_up_the_page_is_out_of_the_way(settings):
    settings.OPEN = True
    with pytest.raises(MiddlewareNotUsed):
        BeforeSetup(lambda _: None)


def test_a_demonstration_says_that_it_is_one_on_every_page(client, settings, db):
    settings.DEMO, settings.ASSOCIATION = True, ""
    for path in ("/en/", "/en/about/", "/en/nowhere/"):
        assert "This is a demonstration" in client.get(path).text
    settings.DEMO, settings.ASSOCIATION = False, "Cities <b>of</b> the lake"
    page = client.get("/en/about/").text
    assert "This is a demonstration" not in page
    assert "This site is run by <bdi>Cities &lt;b&gt;of&lt;/b&gt; the lake</bdi>." in page


def test_an_association_is_called_as_the_pages_language_calls_it(client, settings, db):
    settings.ASSOCIATION = "شبکهٔ شهرها"
    settings.ASSOCIATION_IN = {"en": "Network of cities"}

    assert "Network of cities" in client.get("/en/about/").text
    assert "شبکهٔ شهرها" in client.get("/fr/about/").text


@pytest.fixture(scope="module")
def fresh(a_folder) -> Shell:
    """An instance that nobody has set up."""
    shell = Shell(a_folder / "fresh")
    shell.environment.pop("HAMSHAHR_DEMO", None)
    return shell


@pytest.mark.slow
def test_serving_before_and_after_setup(fresh):
    port = free_port()
    waiting = fresh.begin("serve", "--port", str(port), "--workers", "1")
    try:
        assert "This instance is not set up yet. Run: hamshahr setup" in waiting.stdout.readline()
        assert eventually(lambda: status_of(port) == 503, seconds=60)
    finally:
        waiting.terminate()
        waiting.communicate(timeout=20)
    assert not (fresh.data / "postgres").exists(), "no database was made for it"

    done = fresh.run("setup", "--yes", *ALL)
    assert (done.returncode, done.stderr) == (0, "")
    refused = failed_plainly(fresh.run("serve", "--demo", "--port", str(port)), "serve")
    assert "is set up for شبکهٔ شهرها at https://cities.example.org" in refused

    serving = fresh.begin("serve", "--port", str(port), "--workers", "1", "--no-jobs")
    try:
        assert eventually(lambda: status_of(port, "cities.example.org") == 200, seconds=180)
        assert status_of(port, "evil.example") == 400
        assert status_of(port, "localhost") == 400
    finally:
        serving.terminate()
        serving.communicate(timeout=20)


def status_of(port: int, host: str = "localhost") -> int:
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/en/about/", headers={"Host": host})
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()
