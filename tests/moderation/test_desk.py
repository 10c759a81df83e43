"""Reports at the desk: what waits with its age, and what is decided about it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.moderation.models import Case, CityWord, Decision, Ground, Report
from hamshahr.commons.notifications.models import Notice
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.network.appointing import appoint
from hamshahr.domains.network.models import CityText
from hamshahr.domains.network.own_words.texts import write_city_text
from hamshahr.kernel.audit.models import AuditRecord
from hamshahr.kernel.waiting import waiting_for
from tests.cast import INES, JONAS, MATEO, MEDELLIN, NASRIN, REZA
from tests.moderation.conftest import SAID
from tests.site.reading import Page

pytestmark = pytest.mark.django_db

DESK = "/en/desk/reports/"
KEPT = {"verdict": "kept", "reason": "The annual report says 2008.", "based_on": "0"}
HIDDEN = {
    "verdict": "hidden",
    "ground": "personal_data",
    "reason": "It named a child, who had not agreed.",
    "based_on": "0",
}


def at(case, deed=""):
    return f"{DESK}{case.pk}/{deed}"


@pytest.fixture
def ines(as_person):
    return as_person(INES)


@pytest.mark.parametrize("deed", ["", "take/", "decide/", "city/"])
def test_strangers_sign_in_and_others_find_nothing(client, as_person, case_of, deed):
    case = case_of("shiraz", kind="city")

    assert client.get(DESK).url.startswith("/en/account/sign-in/")
    assert client.post(at(case, deed), KEPT).status_code == 401
    for somebody in (JONAS, REZA):
        browser = as_person(somebody)
        assert browser.get(at(case)).status_code == 404
        assert browser.post(at(case, deed or "take/"), KEPT).status_code == 404
    assert not Decision.objects.exists()


def test_what_may_harm_somebody_waits_first_and_then_the_oldest(ines, case_of):
    older = case_of("tehran-brt")
    case_of("lagos-brt-lite")
    case_of("seoul-owl-bus", ground=Ground.PERSONAL_DATA)
    Case.objects.filter(pk=older.pk).update(waiting_since=timezone.now() - timedelta(days=9))

    text = ines.get(DESK).text
    places = [text.index(title) for title in ("Seoul", "Tehran", "Lagos")]
    assert places == sorted(places)
    assert "for 9 days" in text
    assert "since today" in text
    assert text.count('class="waits"') == 3


def test_what_is_decided_waits_no_more_and_is_not_saffron(ines, case_of):
    case = case_of()
    ines.post(at(case, "decide/"), KEPT)

    assert 'class="waits"' not in ines.get(DESK).text


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?kind=city", ["Shiraz"]),
        ("?kind=nonsense", ["Shiraz", "Lagos", "Seoul"]),
        ("?state=decided", ["Seoul"]),
        ("?age=7", ["Lagos"]),
        ("?age=zzz&state=%00", ["Shiraz", "Lagos", "Seoul"]),
    ],
)
def test_the_list_is_narrowed(ines, case_of, query, shown):
    case_of("shiraz", kind="city")
    old, decided = case_of("lagos-brt-lite"), case_of("seoul-owl-bus")
    Case.objects.filter(pk=old.pk).update(waiting_since=timezone.now() - timedelta(days=8))
    ines.post(at(decided, "decide/"), KEPT)

    rows = Page(ines.get(DESK + query)).one("tbody").text
    for name in ("Shiraz", "Lagos", "Seoul"):
        assert (name in rows) == (name in shown)


def test_no_more_questions_are_asked_of_the_database_for_more_reports(ines, case_of):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            ines.get(DESK)
        return len(captured)

    case_of("shiraz", kind="city")
    case_of()
    few = asked()
    for code in Experience.objects.values_list("code", flat=True)[:25]:
        case_of(code)

    assert asked() == few
    page = Page(ines.get(DESK))
    assert page.all("a", rel="next")
    assert len(page.all("tr")) == 21


def test_a_case_shows_the_words_and_the_text_and_not_who_reported(ines, case_of):
    case = case_of(email="mahin@shiraz.example")
    text = ines.get(at(case)).text

    assert "The line opened in 2009, not 2008." in text
    assert Experience.objects.get(code="lagos-brt-lite").summary[:40] in text
    assert "mahin@" not in text


def test_a_moderator_takes_a_case_in_hand_and_a_colleague_may_take_it_over(
    ines, as_person, case_of
):
    from tests.cast import FATEMEH

    case = case_of()
    ines.post(at(case, "take/"))
    case.refresh_from_db()
    assert (case.state, case.taken_by) == ("in_hand", INES.account())
    assert INES.name in ines.get(DESK).text
    as_person(FATEMEH).post(at(case, "take/"))

    case.refresh_from_db()
    assert case.taken_by == FATEMEH.account()


def test_a_decision_hides_the_page_answers_all_and_is_recorded(ines, client, case_of):
    case = case_of(email=SAID["email"])
    case_of(email="awa@dakar.example")
    mail.outbox.clear()
    answer = ines.post(at(case, "decide/"), HIDDEN)

    assert answer.url == at(case)
    case.refresh_from_db()
    assert (case.state, case.is_hidden, case.waiting_since) == ("decided", True, None)
    assert Report.objects.filter(decision__isnull=True).count() == 0
    assert client.get("/en/experiences/lagos-brt-lite/").status_code == 410
    assert len(mail.outbox) == 2
    assert all(HIDDEN["reason"] in letter.body for letter in mail.outbox)
    deeds = AuditRecord.objects.filter(object_id=str(case.object_id))
    assert {"moderation.decide", "experiences.hide"} <= set(deeds.values_list("deed", flat=True))
    assert "mahin" not in str([vars(each) for each in deeds])


def test_who_decides_still_reads_what_is_hidden_and_is_told_that_it_is(ines, case_of):
    case = case_of()
    ines.post(at(case, "decide/"), HIDDEN)
    text = ines.get(at(case)).text

    assert "The hidden text" in text
    assert Experience.objects.get(code="lagos-brt-lite").summary[:40] in text


def test_a_decision_is_revised_and_none_is_lost(ines, client, case_of):
    case = case_of(email=SAID["email"])
    ines.post(at(case, "decide/"), HIDDEN)
    mail.outbox.clear()
    ines.post(at(case, "decide/"), KEPT | {"based_on": "1"})

    assert client.get("/en/experiences/lagos-brt-lite/").status_code == 200
    history = list(case.decisions.order_by("number").values_list("verdict", flat=True))
    assert history == ["hidden", "kept"]
    assert [letter.to for letter in mail.outbox] == [[SAID["email"]]]


def test_a_decision_on_what_another_decided_meanwhile_is_shown_and_overwrites_nothing(
    ines, case_of
):
    case = case_of()
    ines.post(at(case, "decide/"), KEPT)
    answer = ines.post(at(case, "decide/"), HIDDEN)

    assert answer.status_code == 409
    page = Page(answer)
    assert KEPT["reason"] in page.one("main").text
    assert HIDDEN["reason"] in page.one("textarea", name="reason").text
    assert page.one("input", name="based_on").attributes["value"] == "1"
    assert list(Decision.objects.values_list("verdict", flat=True)) == ["kept"]
    assert not Case.objects.get().is_hidden


@pytest.mark.parametrize(
    "wrong",
    [
        {"verdict": ""},
        {"verdict": "nonsense"},
        {"reason": "short"},
        {"reason": "x" * 5_001},
        {"ground": ""},
        {"ground": "nonsense"},
        {"based_on": ""},
        {"based_on": "-1"},
        {"based_on": "9" * 30},
    ],
)
def test_a_decision_that_is_not_whole_is_refused_with_what_was_typed(ines, case_of, wrong):
    case = case_of()
    answer = ines.post(at(case, "decide/"), HIDDEN | wrong)

    assert answer.status_code == 422
    assert not Decision.objects.exists()
    if "reason" not in wrong:
        assert HIDDEN["reason"] in answer.text


def test_a_new_report_has_a_decided_case_wait_again(ines, case_of):
    case = case_of()
    ines.post(at(case, "decide/"), KEPT)
    case_of()

    case.refresh_from_db()
    assert (case.state, case.taken_by) == ("open", None)
    assert case.waiting_since is not None
    assert Report.objects.filter(decision__isnull=True).count() == 1


def test_the_page_of_a_city_is_not_hidden(ines, case_of):
    case = case_of("shiraz", kind="city")

    assert 'value="hidden"' not in ines.get(at(case)).text
    assert ines.post(at(case, "decide/"), HIDDEN).status_code == 422


def test_nobody_decides_on_a_page_of_her_own_city(as_person, case_of):
    nasrin = as_person(NASRIN)
    appoint(person=NASRIN.account(), role=Role.MODERATOR, by=system_actor())
    own, other = case_of("shiraz", kind="city"), case_of("medellin", kind="city")

    assert nasrin.post(at(own, "decide/"), KEPT).status_code == 403
    assert nasrin.post(at(own, "take/")).status_code == 403
    assert 'id="decision"' not in nasrin.get(at(own)).text
    assert nasrin.post(at(other, "decide/"), KEPT).status_code == 302


def test_a_city_reads_the_reports_of_its_pages_and_answers(as_person, ines, case_of):
    own = case_of("medellin", kind="city", email=SAID["email"])
    case_of("shiraz", kind="city")
    mateo = as_person(MATEO)

    assert "Shiraz" not in Page(mateo.get(DESK)).one("tbody").text
    text = mateo.get(at(own)).text
    assert "The line opened in 2009, not 2008." in text
    assert SAID["email"] not in text
    mateo.post(at(own, "city/"), {"words": "We checked: the report is right."})

    assert CityWord.objects.get().said_by == MATEO.account()
    assert "We checked: the report is right." in ines.get(at(own)).text


def test_a_city_says_nothing_too_short_and_loses_nothing(as_person, case_of):
    own = case_of("medellin", kind="city")
    answer = as_person(MATEO).post(at(own, "city/"), {"words": "No."})

    assert answer.status_code == 422
    assert not CityWord.objects.exists()


def test_the_record_of_a_report_is_not_for_the_city_and_names_nobody(as_person, send, case_of):
    send("/en/report/city/medellin/", as_client=as_person(REZA))

    record = AuditRecord.objects.get(deed="moderation.report")
    assert record.body is None
    assert record.actor_id == system_actor().pk


def test_the_desk_tells_what_waits_to_those_who_decide(ines, case_of):
    assert waiting_for(INES.account()) == []
    case_of(ground=Ground.CONSENT)
    (waiting,) = waiting_for(INES.account())

    assert (waiting.count, waiting.urgent) == (1, 1)
    assert waiting.url.endswith("/desk/reports/")
    assert [one for one in waiting_for(MATEO.serving()) if "/reports/" in one.url] == []
    assert "1 reported page waits for a decision" in ines.get("/en/desk/").text


def test_the_page_that_is_gone_can_still_be_decided(ines, case_of):
    case = case_of()
    Experience.objects.filter(code="lagos-brt-lite").delete()

    assert ines.get(at(case)).status_code == 200
    assert ines.post(at(case, "decide/"), HIDDEN).status_code == 422
    assert ines.post(at(case, "decide/"), KEPT).status_code == 302


@pytest.mark.parametrize(("ground", "is_urgent"), [(Ground.MISTAKE, False), (Ground.CONSENT, True)])
def test_who_decides_and_the_city_are_told_and_no_title_is_in_it(case_of, ground, is_urgent):
    told = {person: person.serving() for person in (INES, MATEO, NASRIN)}
    case_of("medellin", kind="city", ground=ground)

    notices = {person: Notice.objects.filter(person=account) for person, account in told.items()}
    assert ("urgent" in notices[INES].get().kind) == is_urgent
    assert notices[MATEO].get().kind == "moderation.city_page_reported"
    assert not notices[NASRIN].exists()
    assert "Medell" not in str([notice.said for notice in Notice.objects.all()])


def test_the_city_is_told_what_was_decided(ines, case_of):
    MATEO.serving()
    ines.post(at(case_of("medellin", kind="city"), "decide/"), KEPT)

    kinds = Notice.objects.filter(person=MATEO.account()).values_list("kind", flat=True)
    assert set(kinds) == {"moderation.city_page_reported", "moderation.city_page_decided"}


def test_a_text_of_a_city_is_hidden_and_shown_again(ines, client, case_of):
    text = write_city_text(
        city=MEDELLIN.placed(), part=CityText.Part.ABOUT, language="es", text="Una frase fea.",
        based_on=0, by=MATEO.serving(),
    )  # fmt: skip
    page = "/en/cities/medellin/"
    report = f"/en/report/city-text/{text.pk}/"
    assert report in client.get(page).text
    assert client.get(report).status_code == 200
    case = case_of(str(text.pk), kind="city-text", ground=Ground.UNLAWFUL)
    ines.post(at(case, "decide/"), HIDDEN)

    assert "Una frase fea." not in client.get(page).text
    assert "A moderator took it from the page" in client.get(page).text
    assert client.get(report).status_code == 404
    assert "Una frase fea." in ines.get(at(case)).text
    ines.post(at(case, "decide/"), KEPT | {"based_on": "1"})
    assert "Una frase fea." in client.get(page).text
