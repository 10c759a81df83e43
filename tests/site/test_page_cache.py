"""Pages are kept for the next reader, and never shown where they do not belong."""

import gzip

import pytest
from django.db import connection
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from hamshahr.domains.experiences.models import Experience
from hamshahr.faces.site import views
from hamshahr.faces.site.kept_pages import names, takes_gzip
from hamshahr.faces.site.page_cache import PageCacheMiddleware
from hamshahr.kernel.content_version.reading import ask_again
from hamshahr.kernel.public_pages import tidy
from tests.site.addresses import LANGUAGES
from tests.site.reading import Page

pytestmark = pytest.mark.django_db

ABOUT = "/en/about/"
EXPERIENCE = "/en/experiences/tehran-brt/"


@pytest.fixture(autouse=True)
def _pages_made_anew(settings):
    """Keep pages here."""
    settings.PAGE_CACHE_BYTES = 4_000_000
    ask_again()


@pytest.fixture
def queries():
    """Count the queries of a request; asking for the version of the content is none of a page's."""

    def counted(client, address, **headers):
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address, headers=headers)
        assert answer.status_code == 200
        return [one for one in captured if "content_version" not in one["sql"]]

    return counted


def cache_control(answer):
    return answer.headers["Cache-Control"]


def test_a_page_is_made_once(client, queries):
    assert queries(client, EXPERIENCE)
    assert queries(client, EXPERIENCE) == []


def test_a_kept_page_is_the_page(client):
    address = "/fa/experiences/tehran-brt/"
    made, kept = client.get(address), client.get(address)

    assert made.content == kept.content
    for name in ("Content-Type", "Content-Language", "Content-Security-Policy", "X-Frame-Options",
                 "X-Content-Type-Options", "Cache-Control", "Vary", "ETag"):  # fmt: skip
        assert made.headers[name] == kept.headers[name], name


def test_a_change_is_seen(client):
    before = client.get(EXPERIENCE)
    Experience.objects.filter(code="tehran-brt").update(title="Buses that are not stuck")
    ask_again()  # half a second later
    after = client.get(EXPERIENCE)

    assert "Buses that are not stuck" in after.text
    assert before.headers["ETag"] != after.headers["ETag"]


def test_nothing_of_an_older_version_stays_in_memory():
    asked = RequestFactory().get(ABOUT)
    cache = PageCacheMiddleware(lambda _: HttpResponse("page"))
    cache(asked)
    assert len(cache.pages) == 1
    Experience.objects.update(title="BRT")
    ask_again()
    cache(RequestFactory().get("/fa/about/"))

    assert len(cache.pages) == 1


@pytest.mark.parametrize(
    "address", ["/{}/", "/{}/about/", "/{}/search/?topic=water", "/{}/topics/"]
)
def test_each_language_has_its_own(client, address):
    tags = {client.get(address.format(code)).headers["ETag"] for code in LANGUAGES}
    for code in LANGUAGES:
        kept = client.get(address.format(code))
        assert kept.headers["Content-Language"] == code
        assert Page(kept).one("html").attributes["lang"] == code

    assert len(tags) == len(LANGUAGES)


def test_whoever_has_the_page_is_told_so(client):
    tag = client.get(ABOUT).headers["ETag"]
    answer = client.get(ABOUT, headers={"If-None-Match": tag})

    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["ETag"] == tag
    assert {"Cache-Control", "Vary"} <= set(answer.headers)
    assert "Content-Type" not in answer.headers


def test_the_tag_counts_and_not_the_date(client):
    later = "Fri, 01 Jan 2100 00:00:00 GMT"
    assert client.get(ABOUT, headers={"If-Modified-Since": later}).status_code == 200
    both = {"If-Modified-Since": later, "If-None-Match": '"another"'}
    assert client.get(ABOUT, headers=both).status_code == 200


@pytest.mark.parametrize(
    ("header", "is_known"),
    [
        ('"abc"', True), ('W/"abc"', True), ('"abc-gzip"', True), ('"x", W/"abc"', True),
        ("*", True), ('"ab"', False), ("abc", False), ("", False), ('"abc', False),
        ('"x,abc"', False), ('"' * 999, False),
    ],
)  # fmt: skip
def test_a_page_is_known_by_its_tag(header, is_known):
    assert names(header, "abc") is is_known


def test_a_page_is_packed_for_browsers_that_unpack_it(client):
    plain = client.get(ABOUT)
    packed = client.get(ABOUT, headers={"Accept-Encoding": "gzip, deflate, br"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert int(packed.headers["Content-Length"]) == len(packed.content) < len(plain.content) / 2
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert "Accept-Encoding" in plain.headers["Vary"]


@pytest.mark.parametrize(
    ("header", "takes"),
    [("gzip", True), ("br, GZIP;q=0.5", True), ("*", True), ("gzip;q=0", False), ("", False),
     ("identity", False), ("*, gzip;q=0", False), ("gzip;q=banana", False)],
)  # fmt: skip
def test_a_browser_says_what_it_unpacks(header, takes):
    assert takes_gzip(header) is takes


def test_a_head_request_is_answered_from_what_is_kept(client, queries):
    got = client.get(EXPERIENCE)
    with CaptureQueriesContext(connection) as captured:
        head = client.head(EXPERIENCE)

    assert len(captured) == 0
    assert head.headers["ETag"] == got.headers["ETag"]
    assert head.headers["Content-Length"] == got.headers["Content-Length"]


def test_a_part_is_asked_for_in_vain(client):
    answer = client.get(ABOUT, headers={"Range": "bytes=0-9"})

    assert answer.status_code == 200
    assert len(answer.content) > 10


def test_anybody_may_keep_a_public_page_and_asks_again(client):
    answer = client.get("/fa/about/")

    assert cache_control(answer) == "public, max-age=0, must-revalidate"
    assert "Set-Cookie" not in answer.headers
    assert answer.cookies == {}


def test_who_is_given_a_cookie_is_given_it_alone(client):
    answer = client.get("/es/about/")

    assert answer.cookies["language"].value == "es"
    assert cache_control(answer) == "private, no-cache"


def test_a_person_neither_reads_what_is_kept_nor_adds_to_it(client, settings, monkeypatch):
    made = []
    monkeypatch.setattr(views, "render", lambda *_, **__: HttpResponse(f"page {len(made)}"))
    shown = client.get("/fa/about/").text
    made.append("anew")
    client.cookies[settings.SESSION_COOKIE_NAME] = "hers"
    hers = client.get("/fa/about/")
    assert (shown, hers.text) == ("page 0", "page 1")
    assert cache_control(hers) == "private, no-store"

    made.append("anew")
    del client.cookies[settings.SESSION_COOKIE_NAME]
    assert client.get("/fa/about/").text == "page 0"


@pytest.mark.parametrize("credentials", [{"Authorization": "Bearer x"}, {"Cookie": "sso=x"}])
def test_whoever_may_be_somebody_reads_a_page_of_his_own(client, queries, credentials):
    queries(client, EXPERIENCE)

    assert queries(client, EXPERIENCE, **credentials)
    assert cache_control(client.get(EXPERIENCE, headers=credentials)) == "private, no-store"


def test_a_form_is_for_one_reader(client):
    for _ in range(2):
        answer = client.get("/fa/experiences/tehran-brt/claim/")
        assert cache_control(answer).startswith("private")
        assert "ETag" not in answer.headers
    tokens = {
        Page(client.get("/fa/experiences/tehran-brt/claim/"))
        .all("input", name="csrfmiddlewaretoken")[0]
        .attributes["value"]
        for _ in range(2)
    }
    assert len(tokens) == 2


@pytest.mark.parametrize("cookie", ["", "csrftoken=" + "a" * 32])
def test_a_page_with_a_token_is_not_kept_whatever_it_says_of_itself(client, monkeypatch, cookie):
    monkeypatch.setattr(views, "render", lambda request, *_: HttpResponse(get_token(request)))
    headers = {"Cookie": cookie} if cookie else {}
    first, second = (client.get("/fa/about/", headers=headers) for _ in range(2))

    assert first.text != second.text
    assert cache_control(first).startswith("private")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda answer: answer.set_cookie("seen", "1"),
        lambda answer: answer.__setitem__("Cache-Control", "private"),
        lambda answer: answer.__setitem__("Cache-Control", "no-store, max-age=0"),
        lambda answer: answer.__setitem__("Vary", "User-Agent"),
        lambda answer: answer.__setitem__("Vary", "*"),
        lambda answer: setattr(answer, "status_code", 404),
    ],
)
def test_an_answer_that_is_not_for_all_is_not_kept(client, monkeypatch, spoil):
    made = []

    def answer(*_):
        made.append(1)
        one = HttpResponse("page")
        spoil(one)
        return one

    monkeypatch.setattr(views, "render", answer)
    for _ in range(2):
        assert "public" not in cache_control(client.get("/fa/about/"))
    assert len(made) == 2


def test_a_page_is_told_nothing_that_it_is_not_kept_under(client, monkeypatch):
    told = []

    def answer(request, *_):
        told.append(request)
        return HttpResponse(f"{request.headers} {request.COOKIES} {request.GET} {request.META}")

    monkeypatch.setattr(views, "render", answer)
    page = client.get(
        "/fa/about/?utm_source=evil&q=evil",
        headers={"User-Agent": "evil", "Accept-Language": "fa,evil", "X-Forwarded-Host": "evil",
                 "Referer": "evil", "Cookie": "language=evil", "X-Original-URL": "/evil"},
    ).text  # fmt: skip

    assert told
    assert "evil" not in page


def test_words_that_were_added_to_an_address_are_shown_to_nobody(client):
    spiked = client.get(ABOUT + "?utm_source=evil&%3Cscript%3E=1")

    assert "evil" not in spiked.text
    assert spiked.content == client.get(ABOUT).content


def test_added_parameters_take_no_room():
    cache = PageCacheMiddleware(lambda _: HttpResponse("page"))
    for number in range(50):
        cache(RequestFactory().get(f"{ABOUT}?utm_{number}=x&random={number}"))

    assert len(cache.pages) + len(cache.queried) == 1


def test_many_questions_drive_out_no_page(settings):
    settings.PAGE_CACHE_BYTES = 40_000
    cache = PageCacheMiddleware(lambda _: HttpResponse("page" * 250))
    cache(RequestFactory().get(ABOUT))
    for number in range(200):
        cache(RequestFactory().get(f"/en/search/?q=flood{number}"))

    assert len(cache.pages) == 1
    assert cache.queried.weight <= 10_000


@pytest.mark.parametrize(
    ("query", "tidied"),
    [
        ("", ""),
        ("q=flood&utm_source=x", "q=flood"),
        ("topic=b&q=flood&topic=a", "q=flood&topic=b&topic=a"),
        ("q=&topic=", ""),
        ("q=%D8%A2%D8%A8", "q=%D8%A2%D8%A8"),
        ("q=a%26b&q=%ff", "q=a%26b&q=%EF%BF%BD"),
        ("&".join(f"q={n}" for n in range(5)), "q=0&q=1&q=2&q=3&q=4"),
        ("Q=flood", ""),
    ],
)
def test_an_address_is_read_as_the_page_reads_it(query, tidied):
    assert tidy(query, frozenset({"q", "topic"})) == tidied


def test_fragments_and_pages_are_kept_apart(client):
    address = "/en/search/?topic=water"
    for _ in range(2):
        assert "<html" in client.get(address).text
        assert "<html" not in client.get(address, headers={"HX-Request": "true"}).text
        back = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
        assert "<html" in client.get(address, headers=back).text


def test_the_offer_of_another_language_is_shown_only_to_whom_it_is_made(client):
    for _ in range(2):
        french = Page(client.get("/en/about/", headers={"Accept-Language": "fr-CA, en"}))
        assert french.one(of_class="offered").attributes["lang"] == "fr"
        client.cookies.clear()
        arabic = Page(client.get("/en/about/", headers={"Accept-Language": "ar"}))
        assert arabic.one(of_class="offered").attributes["lang"] == "ar"
        for headers in ({"Accept-Language": "en"}, {"Accept-Language": "de"}, {}):
            client.cookies.clear()
            assert not Page(client.get("/en/about/", headers=headers)).all(of_class="offered")
        client.cookies.clear()


def test_a_day_has_its_own_pages(client, settings, monkeypatch):
    from datetime import date

    made = []
    monkeypatch.setattr(views, "render", lambda *_: made.append(1) or HttpResponse("page"))
    for day in (23, 23, 24):
        settings.FROZEN_TODAY = date(2026, 11, day)
        client.get("/fa/about/")

    assert len(made) == 2


@pytest.mark.parametrize("address", ["/fa/nowhere/", "/fa/search/?page=999", "/api/v1/search?q=x"])
def test_what_is_no_public_page_is_not_kept(client, address):
    answer = client.get(address)

    assert cache_control(answer).startswith("private")
    assert "ETag" not in answer.headers
