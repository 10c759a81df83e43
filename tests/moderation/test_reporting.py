"""Anybody reports a page: what she says is kept, nothing she typed is lost, nobody is exposed."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.moderation import actions, tickets
from hamshahr.commons.moderation.actions import decide
from hamshahr.commons.moderation.models import Case, Decision, Report
from hamshahr.domains.experiences.models import Experience
from hamshahr.kernel.audit.models import AuditRecord
from hamshahr.kernel.content_version.triggers import watched_tables
from tests.moderation.conftest import PAGE, SAID
from tests.site.reading import Page

pytestmark = pytest.mark.django_db


def words_of(answer):
    return Page(answer).one("textarea", name="words").text


@pytest.mark.parametrize("language", ["fa", "en", "fr", "es", "ar"])
@pytest.mark.parametrize(
    ("kind", "page"), [("experience", "experiences/lagos-brt-lite"), ("city", "cities/lagos")]
)
def test_every_page_of_an_experience_and_a_city_leads_to_its_report(client, language, kind, page):
    link = Page(client.get(f"/{language}/{page}/")).one("p", of_class="report-link")
    address = f"/{language}/report/{kind}/{page.rpartition('/')[2]}/"

    assert link.text
    assert f'href="{address}"' in client.get(f"/{language}/{page}/").text
    form = Page(client.get(address))
    assert form.answer.status_code == 200
    assert form.all("meta", name="robots", content="noindex")
    assert len(form.all("input", type="radio", name="ground")) == 7


def test_what_a_stranger_reports_is_kept_and_has_a_number(send, client):
    sent = send()

    report = Report.objects.get()
    assert (report.ground, report.words, report.email) == tuple(SAID.values())
    assert (report.language, report.case.code, report.case.state) == (
        "en",
        "lagos-brt-lite",
        "open",
    )
    told = Page(client.get(sent.url))
    assert told.answer.status_code == 200
    assert str(report.pk) in told.one("main").text
    assert "noindex" in told.source


def test_the_address_may_stay_empty(send):
    assert send(email="").status_code == 302
    assert Report.objects.get().email == ""


def test_too_few_words_are_told_without_counting_characters_in_foreign_digits(send):
    answer = send(words="کوتاه")

    assert "Say a little more" in Page(answer).one(of_class="error-summary").text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("ground", ""),
        ("ground", "nonsense"),
        ("words", ""),
        ("words", "         \t  "),
        ("words", "too short"),
        ("words", "x" * 5_001),
        ("words", "with a NUL \x00 in it"),
        ("email", "not an address"),
        ("email", "a@b.example\r\nBcc: c@d.example"),
        ("email", "x" * 250 + "@b.example"),
        ("website", "https://spam.example"),
    ],
)
def test_a_mistake_keeps_what_was_typed_and_says_what_to_do(send, field, value):
    answer = send(**{field: value})

    assert answer.status_code == 422
    assert not Report.objects.exists()
    page = Page(answer)
    assert page.one(of_class="error-summary").text
    if field != "words":
        assert words_of(answer) == SAID["words"]
    if field != "email":
        assert page.one("input", name="email").attributes["value"] == SAID["email"]
    if field != "ground":
        assert "checked" in page.one("input", type="radio", value="mistake").attributes


@pytest.mark.parametrize("field", ["ground", "words", "email", "website"])
def test_the_summary_of_mistakes_leads_to_the_field(send, field):
    wrong = {"ground": "", "words": "", "email": "nobody", "website": "x"}[field]
    page = Page(send(**{field: wrong}))

    ids = {one.attributes["id"] for one in page.elements if "id" in one.attributes}
    links = [a.attributes["href"] for a in page.all("a") if a.inherited("class") == "error-summary"]
    assert links
    assert {link.lstrip("#") for link in links} <= ids


def test_a_mistake_is_said_in_the_language_of_the_page(send):
    english = Page(send(words="")).one(of_class="error-summary").text
    persian = Page(send("/fa/report/experience/lagos-brt-lite/", words=""))

    assert persian.one(of_class="error-summary").text != english


@pytest.mark.parametrize(
    "words",
    [
        "خط در سال ۱۳۸۸ باز شد، نه ۱۳۸۷؛ گزارش سالانه را ببینید.",
        "The year is wrong 🚌🚌🚌 and so is the name 👩🏽‍🔬.",
        "</textarea><script>alert(1)</script> <b>bold</b> & more",
    ],
)
def test_any_script_is_taken_and_none_is_obeyed(send, client, words):
    wrong = send(words=words, email="nobody")
    assert len(Page(wrong).all("script")) == 1
    assert send(words=words).status_code == 302

    assert Report.objects.get().words == words


def test_what_would_turn_the_desk_around_is_left_out(send):
    assert send(words="نام \u202eevil \u2066نام دیگر، بخوانید").status_code == 302

    assert Report.objects.get().words == "نام evil نام دیگر، بخوانید"


@pytest.mark.parametrize(
    "address",
    [
        "/en/report/experience/not-there/",
        "/en/report/city/not-there/",
        "/en/report/statement/imprint/",
        "/en/report/sent/not-a-secret/",
        f"/en/report/experience/{'x' * 1000}/",
    ],
)
def test_what_is_not_there_cannot_be_reported(client, address):
    assert client.get(address).status_code == 404
    assert client.post(address, SAID).status_code in {404, 405}
    assert not Case.objects.exists()


def test_a_title_of_a_thousand_letters_and_both_directions_fits_the_form(client):
    Experience.objects.filter(code="lagos-brt-lite").update(title="شهر 🚌 city " * 41)

    assert client.get(PAGE).status_code == 200


def test_a_form_that_is_sent_twice_is_taken_once(client):
    ticket = Page(client.get(PAGE)).one("input", name="ticket").attributes["value"]
    first = client.post(PAGE, {**SAID, "ticket": ticket})
    second = client.post(PAGE, {**SAID, "ticket": ticket})

    assert first.url == second.url
    assert Report.objects.count() == 1


@pytest.mark.parametrize("ticket", ["", "forged", "x" * 2_000])
def test_a_form_without_its_ticket_keeps_the_words_and_brings_a_new_one(send, client, ticket):
    answer = send(ticket=ticket)

    assert answer.status_code == 422
    assert words_of(answer) == SAID["words"]
    fresh = Page(answer).one("input", name="ticket").attributes["value"]
    assert client.post(PAGE, {**SAID, "ticket": fresh}).status_code == 302


def test_a_ticket_is_good_for_its_page_and_its_time_alone(send, client, monkeypatch):
    other = "/en/report/experience/tehran-brt/"
    ticket = Page(client.get(other)).one("input", name="ticket").attributes["value"]
    assert send(ticket=ticket).status_code == 422

    monkeypatch.setattr(tickets, "GOOD_FOR", timedelta(seconds=-1))
    assert send().status_code == 422
    assert not Report.objects.exists()


def test_many_reports_of_one_page_are_one_case(send):
    for _ in range(3):
        send()
    send("/en/report/experience/tehran-brt/")

    assert Report.objects.count() == 4
    assert Case.objects.count() == 2


def test_what_may_harm_somebody_makes_a_case_urgent(send):
    send()
    assert not Case.objects.get().is_urgent
    send(ground="personal_data")

    assert Case.objects.get().is_urgent


def test_a_flood_from_one_network_is_told_to_wait_and_loses_no_words(send):
    from_there = {"REMOTE_ADDR": "203.0.113.9"}
    answers = [send(headers=from_there) for _ in range(11)]

    assert [answer.status_code for answer in answers] == [302] * 10 + [429]
    assert words_of(answers[-1]) == SAID["words"]
    assert send(headers={"REMOTE_ADDR": "198.51.100.7"}).status_code == 302


def test_when_too_many_wait_the_reader_is_told_and_loses_nothing(send, monkeypatch):
    monkeypatch.setattr(actions, "MOST_WAITING_A_CASE", 2)
    for _ in range(2):
        assert send().status_code == 302
    answer = send()

    assert answer.status_code == 422
    assert words_of(answer) == SAID["words"]
    assert Report.objects.count() == 2
    assert send("/en/report/experience/tehran-brt/").status_code == 302


def test_a_form_without_its_token_is_refused_in_our_own_words():
    answer = Client(enforce_csrf_checks=True).post(PAGE, SAID)

    assert answer.status_code == 403
    assert not Report.objects.exists()


def test_who_reported_is_shown_on_no_page_and_in_no_record(send, client):
    send(words="I, Mahin Rostami, was there on that day.")

    for path in ("/en/", "/en/experiences/lagos-brt-lite/", PAGE, "/en/cities/lagos/"):
        text = client.get(path).text
        assert "Mahin" not in text
        assert "shiraz.example" not in text
    said = str([vars(record) for record in AuditRecord.objects.filter(deed="moderation.report")])
    assert "Mahin" not in said
    assert "shiraz.example" not in said


def test_a_report_makes_no_kept_page_stale():
    watched = watched_tables()

    assert "moderation_decision" in watched  # a tombstone may stand on a page
    assert not {"moderation_case", "moderation_report", "moderation_cityword"} & set(watched)


def decided(case=None):
    case = case or Case.objects.get()
    return decide(
        case=case,
        verdict=Decision.Verdict.KEPT,
        ground=None,
        reason="The annual report says 2008.",
        keeps_title=False,
        based_on=case.decisions.count(),
        by=system_actor(),
    )


def test_who_reported_reads_what_became_of_it_without_an_account(send, client):
    secret_page = send(email="").url
    assert "The annual report says 2008." not in client.get(secret_page).text
    decided()

    text = client.get(secret_page).text
    assert "The annual report says 2008." in text
    assert SAID["words"] not in text


def test_the_secret_of_that_page_is_kept_as_a_digest_only(send):
    secret = send().url.rstrip("/").rpartition("/")[2]

    report = Report.objects.get()
    assert len(secret) >= 43  # 256 bits
    assert secret not in str(vars(report))
    assert bytes(report.key) == tickets.key_of(secret)


@pytest.fixture
def letters():
    """Do what is given, and return the letters that it wrote."""

    def letters(deed):
        mail.outbox.clear()
        deed()
        return list(mail.outbox)

    return letters


def test_an_arrival_is_told_once_a_day_and_repeats_nothing_that_was_typed(send, letters):
    (letter,) = letters(send)
    again = letters(lambda: send("/en/report/experience/tehran-brt/"))

    assert letter.to == [SAID["email"]]
    assert SAID["words"] not in letter.body
    assert "/en/experiences/lagos-brt-lite/" in letter.body
    assert again == []


def test_no_letter_goes_where_no_address_was_left(send, letters):
    assert letters(lambda: send(email="")) == []
    assert letters(decided) == []


def test_a_decision_is_told_with_its_reason_in_the_language_of_the_report(send, letters):
    send("/fa/report/experience/lagos-brt-lite/")
    send("/en/report/experience/lagos-brt-lite/", email="awa@dakar.example")
    send("/en/report/experience/lagos-brt-lite/", email="AWA@dakar.example")
    told = letters(decided)

    assert [letter.to for letter in told] == [["mahin@shiraz.example"], ["awa@dakar.example"]]
    assert all("The annual report says 2008." in letter.body for letter in told)
    assert re.search("[۰-۹]", told[0].subject)


def test_addresses_are_erased_half_a_year_after_the_decision(send, monkeypatch):
    send()
    send("/en/report/experience/tehran-brt/", email="awa@dakar.example")
    decide_on = Case.objects.get(code="lagos-brt-lite")
    decided(case=decide_on)
    assert actions.erase_addresses(by=system_actor()) == 0
    in_half_a_year = timezone.now() + timedelta(days=184)
    monkeypatch.setattr(actions.timezone, "now", lambda: in_half_a_year)

    assert actions.erase_addresses(by=system_actor()) == 1
    kept = dict(Report.objects.values_list("case__code", "email"))
    assert kept == {"lagos-brt-lite": "", "tehran-brt": "awa@dakar.example"}  # one still waits
    assert AuditRecord.objects.filter(deed="moderation.erase_addresses").count() == 1
