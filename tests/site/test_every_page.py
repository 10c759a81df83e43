"""What holds for every page, whatever it shows."""

import re

import pytest

from tests.site.addresses import LANGUAGES, PAGES
from tests.site.reading import Page

pytestmark = pytest.mark.django_db

in_every_language = pytest.mark.parametrize("language", LANGUAGES)
each_page = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)

# Its pieces point at made-up places
GALLERY = PAGES["gallery"]
# Elements that make a browser fetch something by itself
_FETCHING = {"link": "href", "use": "href", "object": "data"} | dict.fromkeys(
    ("script", "img", "iframe", "source", "video", "audio", "embed"), "src"
)


@pytest.fixture
def read(client, _pages_read):
    """Read a page; the same page is asked for once for all the tests of this file."""

    def page(address):
        if address not in _pages_read:
            _pages_read[address] = Page(client.get(address))
        return _pages_read[address]

    return page


@pytest.fixture(scope="module")
def _pages_read():
    return {}


@in_every_language
@each_page
def test_a_page_stands_whole_in_its_language_and_direction(read, path, language):
    page = read(f"/{language}/{path}")

    assert page.answer.status_code == 200
    html = page.one("html")
    assert (html.attributes["lang"], html.attributes["dir"]) == (language, LANGUAGES[language])
    assert len(page.all("h1")) == 1
    assert page.one("h1").text
    assert next(title.text for title in page.all("title") if title.within is page.one("head"))
    assert page.one("main").attributes["id"] == "main"


@in_every_language
@each_page
def test_no_piece_of_a_template_reaches_the_reader(read, path, language):
    source = read(f"/{language}/{path}").source

    for unrendered in ("<c-", "</c-", "{%", "{{", "{#", "None</", "&lt;svg", "%(", "__proxy__"):
        assert unrendered not in source


@each_page
def test_nothing_is_fetched_from_another_machine(read, path):
    for element in read(f"/fa/{path}").elements:
        attribute = _FETCHING.get(element.tag)
        url = element.attributes.get(attribute, "") if attribute else ""
        if element.tag == "link" and element.attributes.get("rel") in {"alternate", "canonical"}:
            continue
        assert not re.match(r"(?:[a-z]+:)?//", url), f"{element.tag} {url}"
        assert "style" not in element.attributes
        assert not any(name.startswith("on") for name in element.attributes)


@each_page
def test_the_browser_is_told_to_fetch_nothing_from_another_machine(read, path):
    policy = read(f"/fa/{path}").answer.headers["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


@each_page
def test_no_page_may_be_framed_or_guessed_at(read, path):
    headers = read(f"/fa/{path}").answer.headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


@in_every_language
@each_page
def test_identifiers_are_unique_and_labels_find_their_fields(read, path, language):
    page = read(f"/{language}/{path}")
    identifiers = [
        element.attributes["id"]
        for element in page.elements
        # The pattern of a tile is the same drawing wherever it stands
        if "id" in element.attributes and not element.attributes["id"].startswith("girih-")
    ]

    assert len(identifiers) == len(set(identifiers))
    for element in page.all("label"):
        assert "for" not in element.attributes or element.attributes["for"] in identifiers
    for element in page.elements:
        for named in element.attributes.get("aria-describedby", "").split():
            assert named in identifiers


@pytest.mark.parametrize("path", [path for path in PAGES.values() if path != GALLERY])
def test_every_link_inside_the_site_leads_somewhere(client, read, path):
    page = read(f"/en/{path}")
    internal = {
        link.attributes["href"]
        for link in page.all("a")
        if link.attributes.get("href", "").startswith("/en/")
    }
    fragments = {
        link.attributes["href"][1:]
        for link in page.all("a")
        if link.attributes.get("href", "").startswith("#")
    }

    assert fragments <= {element.attributes.get("id") for element in page.elements}
    for url in sorted(internal)[::3]:
        answer = client.head(url)
        # What is for somebody who signs in asks a stranger to
        assert answer.status_code == 200 or "/sign-in/" in answer.get("Location", ""), url


def test_the_components_gallery_is_no_part_of_the_readers_way(client):
    for path in ("", "about/", "topics/"):
        assert "/design/" not in client.get(f"/fa/{path}").text.replace("/static/design/", "")


@pytest.mark.parametrize(
    "path", ["", "search/", "search/?q=flood", "experiences/tehran-brt/", "topics/"]
)
def test_persian_pages_write_persian_digits(read, path):
    page = read(f"/fa/{path}")

    for element in page.elements:
        own = element.tag in {"p", "td", "dd", "h2", "span", "data", "li"}
        in_persian = element.inherited("lang") == "fa"
        if not own or not in_persian or any(one.within is element for one in page.elements):
            continue
        if element.inherited("dir") == "ltr" or "visually-hidden" in element.classes:
            continue
        # Names of plans and papers in Latin letters keep their digits
        if not re.search(r"[A-Za-z]", element.text):
            assert not re.search(r"[0-9]", element.text), element.text


def test_a_persian_page_dates_by_the_solar_hijri_calendar(client, settings):
    text = client.get("/fa/experiences/tehran-brt/").text

    assert "۱۳۸۶/۸۷ (۲۰۰۸\u00a0م)" in text
    assert re.search(
        r"\d+ (?:فروردین|آبان|آذر|دی|بهمن|اسفند|مهر|شهریور|مرداد|تیر|خرداد|اردیبهشت) [۰-۹]{4}", text
    )


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_other_pages_date_by_the_gregorian_calendar(client, language):
    text = client.get(f"/{language}/experiences/tehran-brt/").text

    assert "2008" in text
    assert "۱۳۸۶/۸۷ (" not in text
