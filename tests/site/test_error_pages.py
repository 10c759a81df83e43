"""When a page cannot be shown: what happened, what was kept, what to do, in each language."""

import json
import logging

import psycopg
import pytest
from django.core.exceptions import PermissionDenied
from django.db import DataError, InterfaceError, OperationalError
from django.template import TemplateDoesNotExist
from psycopg_pool import PoolTimeout

from hamshahr.faces.site import error_pages, plain_pages, views
from tests.cast import NASRIN
from tests.site.addresses import LANGUAGES
from tests.site.reading import Page

pytestmark = pytest.mark.django_db

in_every_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture
def failing(client, monkeypatch):
    """Ask for a page whose view raises what is given."""

    def ask(error, address="/fa/about/", **headers):
        def fail(*_, **__):
            raise error

        client.raise_request_exception = False
        monkeypatch.setattr(views, "render", fail)
        return client.get(address, headers=headers)

    return ask


def answers(client, failing, language):
    """Return one answer of each kind in a language."""
    forged = client.get(f"/{language}/", headers={"Host": "evil.example"})
    forged_form = client.post(f"/{language}/experiences/lagos-brt-lite/claim/", {"name": "x"})
    return {
        400: forged,
        404: client.get(f"/{language}/nowhere/"),
        403: failing(PermissionDenied(), f"/{language}/about/"),
        405: client.get(f"/{language}/account/sign-out/"),
        500: failing(ZeroDivisionError(), f"/{language}/about/"),
        503: failing(OperationalError(), f"/{language}/about/"),
        422: forged_form,
    }


@in_every_language
def test_each_error_has_a_whole_page_in_the_language_of_the_address(client, failing, language):
    found = answers(client, failing, language)
    del found[422]
    for status, answer in found.items():
        page = Page(answer)
        assert answer.status_code == status
        html = page.one("html").attributes
        assert (html["lang"], html["dir"]) == (language, LANGUAGES[language]), status
        assert page.one("h1").text
        assert page.one("title").text
        assert len([p for p in page.all("p") if len(p.text) > 20]) >= 2, status
        assert answer.headers["Cache-Control"] == "private, no-store"
        for unrendered in ("{%", "{{", "<c-", "None<", "0000-0000", "#here"):
            assert unrendered not in page.source


def test_who_opens_the_address_of_a_form_is_led_to_its_page(as_person):
    answer = as_person(NASRIN).get("/fa/me/notices/settings/address/")
    page = Page(answer)

    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert page.one("html").attributes["dir"] == "rtl"
    assert page.all("a", of_class="button", href="/fa/me/notices/settings/")


def test_an_address_that_holds_a_secret_tells_nobody_of_it_when_it_is_opened(client):
    answer = client.get("/fr/approve/a-guess/code/")

    assert (answer.status_code, answer.headers["Referrer-Policy"]) == (405, "strict-origin")
    assert Page(answer).all("a", of_class="button", href="/fr/approve/a-guess/")


def test_programs_are_told_what_an_address_does_not_take_as_they_are_told_all_else(client):
    answer = client.delete("/api/v1/search")

    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET")
    assert answer.json() == {"detail": "Method Not Allowed."}


@pytest.mark.parametrize(
    ("status", "works"),
    [(400, True), (403, True), (404, True), (405, True), (500, True), (503, False)],
)
def test_the_search_stays_where_it_can_work(client, failing, status, works):
    page = Page(answers(client, failing, "en")[status])
    forms = page.all("form", role="search")

    assert [form.attributes["action"] for form in forms] == (["/en/search/"] if works else [])


@pytest.mark.parametrize(
    ("address", "browser", "language"),
    [("/fr/about/", "ar", "fr"), ("/about", "es-MX, en", "es"), ("/", "de", "fa"), ("/", "", "fa")],
)
def test_a_page_without_the_database_speaks_the_readers_language(
    client, monkeypatch, address, browser, language
):
    headers = {"Host": "evil.example", "Accept-Language": browser}
    assert Page(client.get(address, headers=headers)).one("html").attributes["lang"] == language


@pytest.mark.parametrize("error", [ZeroDivisionError(), OperationalError()])
def test_pages_without_the_database_need_no_database_and_no_template(
    failing, monkeypatch, django_assert_num_queries, error
):
    plain_pages.make_plain_pages()

    def no_template(*_, **__):
        raise TemplateDoesNotExist("any")

    monkeypatch.setattr(plain_pages, "render_to_string", no_template)
    with django_assert_num_queries(0):
        assert failing(error).status_code in {500, 503}


def test_even_without_its_pages_something_is_said_in_every_language(failing, monkeypatch):
    monkeypatch.setattr(plain_pages, "_made", {})

    def broken(*_, **__):
        raise RuntimeError

    monkeypatch.setattr(plain_pages, "render_to_string", broken)
    text = failing(ZeroDivisionError()).text

    for language in LANGUAGES:
        assert f'lang="{language}"' in text


def test_the_style_of_a_plain_page_is_a_file_that_is_there(client):
    from django.contrib.staticfiles.finders import find

    page = Page(client.get("/fa/", headers={"Host": "evil.example"}))
    for link in page.all("link"):
        assert find(link.attributes["href"].removeprefix("/static/"))


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("connection refused"),
        InterfaceError("the connection is closed"),
    ],
)
def test_a_database_that_cannot_be_reached_is_said_so_with_when_to_come_back(failing, error):
    answer = failing(error)

    assert answer.status_code == 503
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert Page(answer).all("a", of_class="button", href="/fa/about/")


def test_a_mistake_of_ours_in_a_query_is_no_closed_database(failing):
    assert failing(DataError("invalid input")).status_code == 500


def test_a_pool_that_gives_no_connection_is_a_closed_database():
    assert issubclass(PoolTimeout, psycopg.OperationalError)


def test_an_unexpected_failure_is_told_apart_by_a_reference_and_nothing_personal(failing, caplog):
    with caplog.at_level(logging.WARNING):
        answer = failing(ValueError("zahra@example.org typed this"), "/fa/about/?q=her+wish")

    reference = Page(answer).one("code").text
    told = " ".join(record.getMessage() for record in caplog.records)
    assert len(reference) == 9
    assert reference in told
    assert "ValueError in site:about" in told
    assert "File " in told
    assert all(record.exc_info is None for record in caplog.records)
    for personal in ("zahra", "her wish", "her+wish", "127.0.0.1"):
        assert personal not in told + answer.text


def test_two_failures_have_two_references(failing):
    references = {Page(failing(ZeroDivisionError())).one("code").text for _ in range(2)}
    assert len(references) == 2


@pytest.mark.parametrize(
    ("address", "status"),
    [("/api/v1/nowhere", 404), ("/api/", 404), ("/api/v2/search?q=x", 404)],
)
def test_programs_are_answered_with_the_problem_the_interface_declares(client, address, status):
    answer = client.get(address)

    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/json"
    assert list(json.loads(answer.content)) == ["detail"]


@pytest.mark.parametrize(("error", "status"), [(OperationalError, 503), (ZeroDivisionError, 500)])
def test_programs_are_told_of_failures_too(client, monkeypatch, error, status):
    from hamshahr.faces.api import interface

    def fail(*_, **__):
        raise error

    client.raise_request_exception = False
    monkeypatch.setattr(interface, "search_answer", fail)
    answer = client.get("/api/v1/search?q=bus")

    assert answer.status_code == status
    assert set(json.loads(answer.content)) == {"detail"}
    assert ("Retry-After" in answer.headers) is (status == 503)


def test_a_forged_host_is_told_to_programs_too(client):
    answer = client.get("/api/v1/search?q=bus", headers={"Host": "evil.example"})
    assert (answer.status_code, json.loads(answer.content)) == (400, {"detail": "Bad Request."})


@pytest.mark.parametrize(
    "host",
    ["evil.example", "testserver.evil.example", "testserver@evil.example", "testserver:80:80",
     "[::1", "[::2]:80", "testserver:x", "testserver/evil", "", "a b", "testserver,evil.example",
     "testserver\\.evil", "%65vil", "۱۲۷.۰.۰.۱", "testserver:۸۰"],
)  # fmt: skip
@pytest.mark.parametrize(
    "address", ["/fa/about/", "/", "/fa/about", "/EN/about/", "/fa/nowhere/", "/en/?lang=fr"]
)
def test_a_forged_host_is_refused_and_shown_nowhere(client, settings, host, address):
    settings.ALLOWED_HOSTS = ["testserver", "127.0.0.1"]
    answer = client.get(address, headers={"Host": host})

    assert answer.status_code == 400 or answer.headers.get("Location", "").startswith("/")
    assert "evil" not in answer.text
    assert "evil" not in str(answer.headers)


def test_a_forwarded_host_is_not_believed(client):
    forged = {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example",
              "X-Host": "evil.example", "X-Original-Host": "evil.example"}  # fmt: skip
    for address in ("/en/about/", "/en/search/?q=flood", "/api/v1/search?q=flood", "/about"):
        answer = client.get(address, headers=forged)
        assert answer.status_code in {200, 302}
        assert "evil.example" not in answer.text + str(answer.headers)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/fa/experiences/اتوبوس-تندرو/", "اتوبوس تندرو"),
        ("/en/experiences/bus_rapid_transit.html", "bus rapid transit"),
        ("/en/search/", ""),
        ("/wp-admin/2024/01/", "wp admin"),
        ("/fa/<script>alert(1)</script>/", "script alert script"),
        ("/fa/\x00\ud800/", ""),
        ("/" + "a" * 5_000, ""),
        ("/" + "ab/" * 500, " ".join(["ab"] * 12)),
    ],
)
def test_the_words_of_an_address_can_be_searched_for(path, words):
    assert error_pages.words_of(path) == words


def test_a_page_that_is_not_there_offers_to_search_for_its_words(client):
    page = Page(client.get("/en/experiences/bus-lanes-in-bogotá/"))

    assert page.one("textarea", name="q").text == "bus lanes in bogotá"
    assert client.get(page.one("form", role="search").attributes["action"]).status_code == 200


def test_a_form_without_its_token_says_that_what_was_typed_is_kept(rf):
    request = rf.post("/en/experiences/tehran-brt/claim/")
    request.resolver_match = None
    page = Page(error_pages.form_expired(request))

    assert "what you typed is still there" in page.source
