"""Arriving: the bare address, the reader's language, the first page."""

import pytest

from tests.site.addresses import LANGUAGES
from tests.site.reading import Page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_home_page_asks_what_the_city_is_trying_to_solve(client, language):
    page = Page(client.get(f"/{language}/"))

    field = page.one("textarea", name="q")
    assert field.attributes["id"] in {label.attributes["for"] for label in page.all("label")}
    assert page.all("section", of_class="theme")
    assert len(page.rows) == 6


def test_the_home_page_asks_in_persian(client):
    assert Page(client.get("/fa/")).one("h1").text != Page(client.get("/en/")).one("h1").text


def test_every_example_on_the_home_page_finds_something_that_fits(client):
    page = Page(client.get("/en/"))
    examples = [
        link.attributes["href"]
        for link in page.all("a")
        if (list_item := link.within) and list_item.inherited("class") == "examples"
    ] or [a.attributes["href"] for a in page.all("a") if "?q=" in a.attributes.get("href", "")]

    assert len(examples) >= 3
    for url in examples:
        found = Page(client.get(url))
        assert found.rows
        assert not found.all(of_class="notice")


def test_topics_on_the_home_page_lead_to_as_many_as_they_say(client):
    page = Page(client.get("/fa/"))
    topics = {
        data.within.attributes["href"]: int(data.attributes["value"])
        for data in page.all("data")
        if data.within and data.within.tag == "a"
    }

    assert len(topics) > 20
    for url, count in list(topics.items())[::3]:
        all_of_it = [
            link.attributes["href"]
            for link in Page(client.get(url)).all("a", of_class="arrow-link")
        ]
        assert Page(client.get(all_of_it[0])).total == count, url


@pytest.mark.parametrize(
    ("cookie", "browser", "language"),
    [
        (None, None, "fa"),
        (None, "de-DE,de;q=0.9", "fa"),
        (None, "de,fr-CA;q=0.8,en;q=0.7", "fr"),
        (None, "en-GB,en;q=0.9", "en"),
        ("es", "en-GB,en;q=0.9", "es"),
        ("xx", "ar", "ar"),
        ("xx", None, "fa"),
        ("../../en", "fr", "fr"),
        (None, "*", "fa"),
        (None, "," * 600, "fa"),
        (None, "en;q=banana", "fa"),
    ],
)
def test_a_bare_address_leads_to_the_readers_language(client, cookie, browser, language):
    if cookie:
        client.cookies["language"] = cookie
    headers = {"Accept-Language": browser} if browser else {}

    answer = client.get("/", headers=headers)

    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/{language}/"
    assert "Accept-Language" in answer.headers["Vary"]
    assert "Cookie" in answer.headers["Vary"]


def test_a_bare_address_keeps_its_path_and_query(client):
    client.cookies["language"] = "fr"

    answer = client.get("/search/?q=eau")

    assert answer.headers["Location"] == "/fr/search/?q=eau"


def test_the_language_of_the_last_page_is_remembered(client):
    client.get("/es/about/")

    assert client.get("/").headers["Location"] == "/es/"


def test_nothing_is_remembered_of_readers_who_need_no_remembering(client):
    assert client.get("/fa/").cookies == {}
    assert client.get("/en/", headers={"Accept-Language": "en"}).cookies == {}


def test_a_remembered_language_is_not_set_again(client):
    assert client.get("/es/").cookies["language"].value == "es"
    assert client.get("/es/about/").cookies == {}


def test_an_address_that_is_not_there_is_not_remembered(client):
    assert client.get("/es/nowhere/").cookies == {}


def test_the_browsers_language_is_offered_on_a_page_in_another(client):
    page = Page(client.get("/fa/search/?q=آب", headers={"Accept-Language": "fr"}))

    offer = page.one(of_class="offered")
    assert (offer.attributes["lang"], offer.attributes["dir"]) == ("fr", "ltr")
    link = next(
        a for a in page.all("a") if a.inherited("class") == "wrap" and a.within.within is offer
    )
    assert link.attributes["href"].startswith("/fr/search/?q=")


@pytest.mark.parametrize(
    ("cookie", "browser"), [(None, "fa"), (None, "de"), ("fr", "en"), (None, None)]
)
def test_nothing_is_offered_where_nothing_better_is_known(client, cookie, browser):
    if cookie:
        client.cookies["language"] = cookie
    headers = {"Accept-Language": browser} if browser else {}

    assert not Page(client.get("/fa/", headers=headers)).all(of_class="offered")


@pytest.mark.parametrize(
    "path", ["", "about/", "search/?q=آب&topic=water&page=2", "experiences/tehran-brt/"]
)
def test_every_page_leads_to_itself_in_the_other_languages(client, path, settings):
    page = Page(client.get(f"/en/{path}"))

    for language in LANGUAGES:
        links = {a.attributes["href"] for a in page.all("a", hreflang=language)}
        links |= {
            one.attributes["href"].removeprefix(settings.PUBLIC_ADDRESS)
            for one in page.all("link", hreflang=language)
        }
        assert len(links) == 1 or language == "en"
        assert client.get(links.pop()).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/es/card.png",
        "/es/experiences/tehran-brt/card.png",
        "/es/experiences/tehran-brt.json",
        "/es/feed/",
    ],
)
def test_what_is_no_page_sets_no_cookie_and_may_be_kept_by_anybody(client, address):
    answer = client.get(address)

    assert answer.status_code == 200
    assert answer.cookies == {}
    assert "private" not in answer.headers["Cache-Control"]
