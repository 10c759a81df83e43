"""Addresses that nobody should send get a plain refusal, never a failure of ours."""

import pytest

from tests.site.reading import Page

pytestmark = pytest.mark.django_db

NOT_THERE = [
    "/xx/search/",
    "/fa/nowhere/",
    "/fa/experiences/",
    "/fa/experiences/no-such-experience/",
    "/fa/experiences/no-such-experience/claim/",
    "/fa/experiences/tehran-brt/steal/",
    "/fa/experiences/" + "a" * 5_000 + "/",
    "/fa/experiences/%00/",
    "/fa/experiences/tehran-brt%00/",
    "/fa/experiences/اتوبوس/",
    "/fa/topics/no-such-topic/",
    "/fa/topics/water/steal/",
    "/fa/topics/%00/",
    "/fa/regions/atlantis/",
    "/fa/goals/18/",
    "/fa/../../etc/passwd",
    "/fa/%2e%2e/%2e%2e/etc/passwd",
    "/static/../hamshahr/config/settings/__init__.py",
    "/%00",
    "/fa/%00",
    "/\u202efa/",
    "/%ED%A0%80/",
    "/" + "x/" * 3_000,
    "/api/v1/nowhere",
    "/api/",
    "/admin/",
    "/.git/config",
    "/.env",
]


@pytest.mark.parametrize("address", NOT_THERE, ids=lambda address: repr(address[:40]))
def test_what_is_not_there_is_not_found(client, address):
    answer = client.get(address)

    assert answer.status_code in {400, 404}, answer.headers.get("Location")


@pytest.mark.parametrize(
    "address", ["//evil.example/", "//evil.example/fa/", "///evil.example", "/\\evil.example/"]
)
def test_no_address_leads_to_another_site(client, address):
    answer = client.get("/", PATH_INFO=address)  # as a server passes it on

    if answer.status_code != 404:
        assert answer.headers["Location"].startswith(("/fa/", "/%2F"))


def test_a_page_that_is_not_there_says_what_to_do_in_the_readers_language(client):
    page = Page(client.get("/ar/nowhere/"))

    assert page.one("html").attributes["lang"] == "ar"
    assert page.one("form", role="search").attributes["action"] == "/ar/search/"


def test_a_page_that_is_not_there_runs_nothing_of_its_address(client):
    assert "<script>alert" not in client.get("/fa/<script>alert(1)</script>/").text


def test_a_page_that_is_not_there_claims_no_translations(client):
    assert not Page(client.get("/fa/nowhere/")).all("link", rel="alternate")


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("path", ["", "search/", "about/", "topics/", "experiences/tehran-brt/"])
def test_pages_for_reading_are_only_read(client, method, path):
    assert getattr(client, method)(f"/fa/{path}").status_code == 405


def test_a_host_that_is_not_ours_is_refused(client):
    assert client.get("/fa/", headers={"Host": "evil.example"}).status_code == 400
