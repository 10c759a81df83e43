"""Asking the secretariat: what is asked is kept, what is typed is not lost, nobody is exposed."""

import re

import pytest
from django.test import Client

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.domains.experiences import asks
from hamshahr.domains.experiences.models import Ask, Experience
from hamshahr.kernel.audit.models import AuditRecord
from tests.site.reading import Page

pytestmark = pytest.mark.django_db

SENT = {
    "name": "Mahin Rostami",
    "role": "Traffic department, Shiraz",
    "email": "mahin@shiraz.example",
    "message": "We run the line, and can tell what became of it.",
}


def address(language="en"):
    return f"/{language}/experiences/lagos-brt-lite/claim/"


@pytest.mark.parametrize("language", ["fa", "en"])
def test_what_a_reader_asks_is_kept_and_has_a_number(client, language):
    page = Page(client.post(address(language), SENT))

    ask = Ask.objects.get()
    assert (ask.kind, ask.language, ask.experience.code) == ("claim", language, "lagos-brt-lite")
    assert {field: getattr(ask, field) for field in SENT} == SENT
    assert ask.answered_at is None
    assert str(ask.pk) in page.one("main").text
    assert page.one(of_class="prose").attributes["data-sent"] == "ask-claim"


def test_the_function_may_stay_empty(client):
    client.post(address(), SENT | {"role": ""})

    assert Ask.objects.get().role == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "   "),
        ("name", "a\x00b"),
        ("name", "x" * 201),
        ("email", ""),
        ("email", "not an address"),
        ("email", "a@b\r\nBcc: c@d.example"),
        ("message", ""),
        ("message", "\x00"),
        ("message", "x" * 5_001),
    ],
)
def test_a_mistake_keeps_what_was_typed_and_says_what_to_do(client, field, value):
    answer = client.post(address(), SENT | {field: value})

    assert answer.status_code == 422
    assert not Ask.objects.exists()
    page = Page(answer)
    assert page.one(of_class="error-summary").text
    assert page.all("a", href=f"#id_{field}")
    for name, typed in SENT.items():
        if name == field:
            continue
        box = page.one(id=f"id_{name}")
        assert typed in (box.attributes.get("value", ""), box.text)
    assert page.one(id=f"id_{field}").attributes["aria-invalid"] == "true"


def test_a_mistake_is_said_in_the_language_of_the_page(client):
    english = Page(client.post(address(language="en"), {})).one(of_class="error-summary").text
    persian = Page(client.post(address(language="fa"), {})).one(of_class="error-summary").text

    assert english != persian
    assert not re.search("[A-Za-z]{4}", persian)


def test_what_was_typed_is_shown_and_never_obeyed(client):
    answer = client.post(
        address(), SENT | {"email": "", "message": "</textarea><script>alert(1)</script>"}
    )

    assert len(Page(answer).all("script")) == 1


def test_the_audit_record_has_no_name_and_no_address(client):
    client.post(address(), SENT)

    record = AuditRecord.objects.filter(deed="experiences.ask_claim").get()
    said = str(vars(record))
    assert str(Experience.objects.get(code="lagos-brt-lite").pk) in said
    for private in SENT.values():
        assert private not in said


def test_who_asked_is_shown_on_no_page(client):
    client.post(address(), SENT)

    for path in (
        "/en/",
        "/en/search/?q=lagos",
        "/en/experiences/lagos-brt-lite/",
        "/api/v1/search?q=lagos",
    ):
        text = client.get(path).text
        assert "Mahin" not in text
        assert "shiraz.example" not in text


def test_when_too_many_wait_the_reader_is_told_and_loses_nothing(client, monkeypatch):
    monkeypatch.setattr(asks, "MOST_WAITING_A_CASE", 2)
    for _ in range(2):
        assert client.post(address(), SENT).status_code == 200
    answer = client.post(address(), SENT)

    assert answer.status_code == 422
    assert Ask.objects.count() == 2
    page = Page(answer)
    assert "come back later" in page.one(of_class="error-summary").text
    assert SENT["message"] in page.one("textarea", name="message").text
    # Another case is not blocked
    assert client.post("/en/experiences/tehran-brt/claim/", SENT).status_code == 200


def test_what_was_answered_no_longer_waits(client, monkeypatch):
    monkeypatch.setattr(asks, "MOST_WAITING_A_CASE", 1)
    client.post(address(), SENT)
    asks.answer_ask(number=Ask.objects.get().pk, by=system_actor())

    assert client.post(address(), SENT).status_code == 200


def test_a_form_without_its_token_is_refused_in_our_own_words():
    client = Client(enforce_csrf_checks=True)
    answer = client.post(address(language="fa"), SENT)

    assert answer.status_code == 403
    assert not Ask.objects.exists()
    page = Page(answer)
    assert page.one("html").attributes["lang"] == "fa"
    assert page.one("h1").text


def test_a_form_with_its_token_is_taken():
    client = Client(enforce_csrf_checks=True)
    token = Page(client.get(address())).one("input", name="csrfmiddlewaretoken").attributes["value"]

    assert client.post(address(), SENT | {"csrfmiddlewaretoken": token}).status_code == 200
    assert Ask.objects.exists()


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_every_field_has_its_label_and_hint(client, language):
    page = Page(client.get(address(language=language)))
    labelled = {label.attributes["for"] for label in page.all("label")}

    for name in SENT:
        assert f"id_{name}" in labelled
    assert page.one("input", name="email").attributes["type"] == "email"


@pytest.mark.parametrize(("kind", "ground"), [("correct", "?about=mistake"), ("remove", "")])
def test_where_one_asked_for_correction_or_removal_leads_to_the_report(client, kind, ground):
    answer = client.get(f"/fa/experiences/lagos-brt-lite/{kind}/")

    assert answer.status_code == 301
    assert answer.url == f"/fa/report/experience/lagos-brt-lite/{ground}"
