"""What costs is limited for each network; reading is not."""

import json

import pytest

from hamshahr.faces.site import limits
from hamshahr.faces.site.limits import Limit, network_of
from tests.site.addresses import LANGUAGES
from tests.site.reading import Page

pytestmark = pytest.mark.django_db

OFFICE = "203.0.113.7"
HTTPS = ("HTTP_X_FORWARDED_PROTO", "https")


@pytest.fixture(autouse=True)
def _small_limits(monkeypatch):
    monkeypatch.setattr(
        limits,
        "LIMITS",
        {kind: Limit(3, 0.1) for kind in ("search", "picture", "form")}
        | {limits.REFUSED: Limit(2, 0.001)},
    )


def statuses(client, address, count, *, method="get", **environment):
    ask = getattr(client, method)
    return [ask(address, REMOTE_ADDR=OFFICE, **environment).status_code for _ in range(count)]


@pytest.mark.parametrize(
    "address", ["/en/search/?q=bus", "/en/feed/?q=bus", "/api/v1/search?q=bus"]
)
def test_searches_are_limited(client, address):
    assert statuses(client, address, 5) == [200, 200, 200, 429, 429]


def test_forms_are_limited(client):
    address = "/en/experiences/tehran-brt/claim/"
    assert statuses(client, address, 5, method="post") == [422, 422, 422, 429, 429]


@pytest.mark.parametrize(
    "address", ["/en/", "/en/search/?topic=water", "/en/search/?q=", "/en/about/"]
)
def test_reading_is_not_limited(client, address):
    assert set(statuses(client, address, 8)) == {200}


def test_a_kept_page_is_shown_without_end(client, settings):
    settings.PAGE_CACHE_BYTES = 4_000_000
    assert set(statuses(client, "/en/search/?q=bus", 8)) == {200}


def test_other_networks_are_served_meanwhile(client):
    statuses(client, "/en/search/?q=bus", 5)
    assert client.get("/en/search/?q=bus", REMOTE_ADDR="198.51.100.1").status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_when_to_come_back_and_keeps_the_words(client, language):
    address = f"/{language}/search/?q=آب"
    statuses(client, address, 3)
    answer = client.get(address, REMOTE_ADDR=OFFICE)
    page = Page(answer)

    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 10
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert page.one("html").attributes["lang"] == language
    again = page.one("a", of_class="button").attributes["href"]
    assert again == f"/{language}/search/?q=%D8%A2%D8%A8"
    assert not page.all("form", role="search")


OURS = {"Origin": "http://testserver"}
CLAIM = "/fa/experiences/tehran-brt/claim/"
WORDS = "این خیابان <b>ماست</b>"


@pytest.fixture
def tired(client):
    """A reader in whose network enough forms were sent; her browser tells where hers come from."""
    statuses(client, CLAIM, 3, method="post")
    return lambda said, **headers: client.post(CLAIM, said, REMOTE_ADDR=OFFICE, headers=headers)


def test_who_sent_a_form_is_shown_it_and_sends_it_again_by_one_button(tired, client):
    page = Page(answer := tired({"message": WORDS, "name": "نسرین", "empty": ""}, **OURS))

    assert answer.status_code == 429
    assert [pre.text for pre in page.all("pre")] == [WORDS, "نسرین"]
    held = {
        one.attributes["name"]: one.attributes["value"]
        for one in page.all("input", type="hidden")
        if one.inherited("action") == CLAIM
    }
    assert held.pop("csrfmiddlewaretoken")
    assert held == {"message": WORDS, "name": "نسرین", "empty": ""}


def test_a_flood_of_forms_is_not_read(tired):
    answers = [tired({"message": WORDS}, **OURS) for _ in range(4)]

    assert [bool(Page(answer).all("pre")) for answer in answers] == [True, True, False, False]
    assert {answer.status_code for answer in answers} == {429}
    assert [hasattr(answers[which].wsgi_request, "_post") for which in (0, -1)] == [True, False]


def test_what_another_site_sent_is_not_shown_and_no_password_is(tired):
    for origin in (OURS, {"Origin": "https://evil.example"}):
        answer = tired({"message": WORDS, "password": "of-her-own-Cat"}, **origin)

        assert not Page(answer).all("form", action=CLAIM)
        assert "of-her-own-Cat" not in answer.text
        assert len(Page(answer).all("pre")) == (origin is OURS)


def test_a_program_is_told_in_the_declared_form(client):
    statuses(client, "/api/v1/search?q=bus", 3)
    answer = client.get("/api/v1/search?q=bus", REMOTE_ADDR=OFFICE)

    assert (answer.status_code, json.loads(answer.content)) == (
        429,
        {"detail": "Too Many Requests."},
    )
    assert "Retry-After" in answer.headers


def test_limits_may_be_left_to_the_proxy(client, settings):
    settings.LIMIT_FACTOR = 0
    assert set(statuses(client, "/en/search/?q=bus", 8)) == {200}


def test_who_writes_another_address_each_time_is_still_one(client):
    spoofed = [
        client.get(
            "/en/search/?q=bus", REMOTE_ADDR=OFFICE, HTTP_X_FORWARDED_FOR=f"198.51.100.{number}"
        ).status_code
        for number in range(5)
    ]
    assert spoofed == [200, 200, 200, 429, 429]


@pytest.mark.parametrize(
    ("near", "forwarded", "network"),
    [
        # By our proxy on this machine: the last address is the one it saw
        ("127.0.0.1", "203.0.113.7", "203.0.113.7/32"),
        ("127.0.0.1", "198.51.100.9, 203.0.113.7", "203.0.113.7/32"),
        ("172.18.0.2", "evil, 203.0.113.7", "203.0.113.7/32"),
        ("127.0.0.1", "203.0.113.7:4711", "203.0.113.7/32"),
        ("127.0.0.1", "[2001:db8:1:2:3::4]:4711", "2001:db8:1:2::/64"),
        ("127.0.0.1", "::ffff:203.0.113.7", "203.0.113.7/32"),
        ("", "203.0.113.7", "203.0.113.7/32"),  # by a socket file
        # Past the proxy: what it says of itself is not believed
        ("203.0.113.7", "198.51.100.9", "203.0.113.7/32"),
        ("2001:db8:1:2::99", "198.51.100.9", "2001:db8:1:2::/64"),
        # Nothing that can be read
        ("127.0.0.1", "", ""),
        ("127.0.0.1", "203.0.113.7, evil", ""),
        ("127.0.0.1", "," * 999, ""),
        ("evil", "", ""),
    ],
)
def test_behind_a_proxy_readers_are_told_apart(rf, settings, near, forwarded, network):
    settings.SECURE_PROXY_SSL_HEADER, settings.PROXIES = HTTPS, []
    asked = rf.get("/", REMOTE_ADDR=near, HTTP_X_FORWARDED_FOR=forwarded)

    assert network_of(asked) == network


@pytest.mark.parametrize(
    ("near", "forwarded", "network"),
    [
        ("192.0.2.1", "203.0.113.7, 192.0.2.44", "203.0.113.7/32"),
        ("192.0.2.1", "198.51.100.9, 203.0.113.7, 192.0.2.44", "203.0.113.7/32"),
        ("10.0.0.1", "203.0.113.7", "10.0.0.1/32"),
    ],
)
def test_a_chain_of_listed_proxies_is_gone_back(rf, settings, near, forwarded, network):
    settings.SECURE_PROXY_SSL_HEADER, settings.PROXIES = HTTPS, ["192.0.2.0/24"]
    asked = rf.get("/", REMOTE_ADDR=near, HTTP_X_FORWARDED_FOR=forwarded)

    assert network_of(asked) == network


def test_without_a_proxy_nothing_forwarded_is_believed(rf, settings):
    settings.SECURE_PROXY_SSL_HEADER = None
    for near, network in ((OFFICE, f"{OFFICE}/32"), ("127.0.0.1", ""), ("10.0.0.9", "10.0.0.9/32")):
        asked = rf.get("/", REMOTE_ADDR=near, HTTP_X_FORWARDED_FOR="198.51.100.9")
        assert network_of(asked) == network


def test_what_is_limited_is_there():
    from django.urls import get_resolver

    def names(patterns, within=""):
        for one in patterns:
            if hasattr(one, "url_patterns"):
                yield from names(one.url_patterns, one.namespace or within)
            elif one.name:
                yield f"{within}:{one.name}"

    assert set(names(get_resolver().url_patterns)) >= limits.SEARCHES
