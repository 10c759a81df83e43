"""A year later the city is asked: is this still so? Opening the link changes nothing."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db.models import F
from django.utils import timezone

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.notifications.models import Notice
from hamshahr.domains.experiences.confirming import Seen, confirm_still_so
from hamshahr.domains.experiences.importing.action import import_experiences
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.publishing.action import Assessed, Told, publish_revision
from hamshahr.domains.experiences.publishing.projecting import content_of
from hamshahr.domains.manuscripts.asking_again.asking import (
    MOST_IN_A_LETTER,
    ask_cities,
    give_up,
    waiting_for_the_office,
)
from hamshahr.domains.manuscripts.claiming.deeds_of_a_city import claim_as_it_stands
from hamshahr.domains.manuscripts.models import Check, Manuscript
from hamshahr.domains.network.models import Appointment
from hamshahr.kernel.today import today
from tests.cast import AWA, CLAIRE, KAVEH, NASRIN, line, write_lines
from tests.site.reading import Page

pytestmark = pytest.mark.django_db

_LINK = re.compile(r"https?://[^/\s]+(/\S+/still-so/\S+)")


@pytest.fixture
def signals(tmp_path):
    """A case of Shiraz that Nasrin confirmed a year ago."""
    return confirmed(tmp_path, "shiraz-night-signals")[0]


def confirmed(tmp_path, *codes):
    import_experiences(
        path=write_lines(tmp_path / "lines.jsonl", [line(code) for code in codes]),
        by=system_actor(),
        report=pytest.fail,
    )
    cases = list(Experience.objects.filter(code__in=codes).order_by("code"))
    for case in cases:
        seen = Seen(content_of(case).digest(), may_be_machine_translated=False)
        claim_as_it_stands(experience=case, seen=seen, by=NASRIN.serving())
    day = today()
    Experience.objects.filter(code__in=codes).update(
        next_check_on=day, confirmed_on=day - timedelta(days=365)
    )
    return list(Experience.objects.filter(code__in=codes).order_by("code"))


def links(to=NASRIN):
    """The links of the last letter to somebody."""
    *_before, letter = (each for each in mail.outbox if each.to == [to.email])
    return [link.replace("/fa/", "/en/", 1) for link in _LINK.findall(letter.body)]


def later(**passed):
    """Have all that was asked lie so long ago."""
    for check in Check.objects.all():
        check.asked_at -= timedelta(**passed)
        check.expires_at -= timedelta(**passed)
        if check.reminded_at:
            check.reminded_at -= timedelta(**passed)
        check.save()
    due = Experience.objects.filter(next_check_on__lte=today())
    due.update(next_check_on=F("next_check_on") - timedelta(**passed))


def send(client, link, answer="still_so", words=""):
    return client.post(link, {"answer": answer, "words": words})


def test_a_year_later_its_keeper_gets_a_letter_with_a_link(client, signals):
    assert ask_cities() == 1

    (link,) = links()
    page = Page(client.get(link))
    assert page.all("input", name="answer", value="still_so")[0].attributes.get("checked") == ""
    assert page.all("bdi", lang="fa")
    assert Notice.objects.get(person=NASRIN.account()).kind == "manuscripts.is_it_still_so"


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_mail_scanner_that_follows_the_link_changes_nothing(client, signals, method):
    ask_cities()
    before = Experience.objects.values().get(pk=signals.pk)
    for _turn in range(3):
        answer = getattr(client, method)(links()[0])

    assert answer.status_code == 200
    assert answer["Referrer-Policy"] == "strict-origin"
    assert Experience.objects.values().get(pk=signals.pk) == before
    assert Check.objects.get().answered_at is None


def test_one_button_says_that_it_is_still_so_and_the_link_works_once(client, signals):
    ask_cities()
    (link,) = links()
    assert send(client, link).status_code == 200

    case = Experience.objects.get(pk=signals.pk)
    assert case.confirmed_on == today()
    assert case.next_check_on > today() + timedelta(days=360)
    assert case.true_as_of_year == signals.true_as_of_year
    again = send(client, link)
    assert again.status_code == 410
    assert "answered already" in again.text
    assert "Confirmed by the city on" in client.get(f"/en/experiences/{case.code}/").text


def test_what_has_ended_is_retired_with_her_reason(client, signals):
    ask_cities()
    (link,) = links()
    assert send(client, link, "ended").status_code == 422
    assert send(client, link, "ended", "The signals were taken down in spring.").status_code == 200

    page = client.get(f"/en/experiences/{signals.code}/").text
    assert "The signals were taken down in spring." in page
    assert Experience.objects.get(pk=signals.pk).state == Experience.State.RETIRED


def test_what_has_changed_is_written_anew_and_asked_again_if_nothing_comes(client, signals):
    ask_cities()
    answer = send(client, links()[0], "changed")

    manuscript = Manuscript.objects.get(experience=signals)
    assert str(manuscript.pk) in answer["Location"]
    assert "/sign-in/" in client.get(answer["Location"])["Location"]
    case = Experience.objects.get(pk=signals.pk)
    assert case.next_check_on == today() + timedelta(days=90)
    assert case.confirmed_on == signals.confirmed_on


def test_what_is_not_theirs_any_more_goes_to_the_moderators(client, signals):
    ask_cities()
    answer = send(client, links()[0], "not_ours", "The province runs the signals since 2026.")

    assert "/report/sent/" in answer["Location"]
    assert Experience.objects.get(pk=signals.pk).state == Experience.State.PUBLISHED


@pytest.mark.parametrize("answer", ["", "yes", "STILL_SO", "retired"])
def test_an_answer_that_is_none_changes_nothing(client, signals, answer):
    ask_cities()

    assert send(client, links()[0], answer).status_code == 422
    assert Check.objects.get().answered_at is None


@pytest.mark.parametrize("secret", ["a-guess", "x" * 300, "%00", "۱۲۳"])
def test_a_link_that_nobody_wrote_opens_nothing(client, secret):
    assert client.get(f"/en/still-so/{secret}/").status_code == 410


def test_a_link_expires(client, signals):
    ask_cities()
    (link,) = links()
    later(days=61)

    assert client.get(link).status_code == 410
    assert send(client, link).status_code == 410
    assert Experience.objects.get(pk=signals.pk).confirmed_on == signals.confirmed_on


def test_a_link_names_its_revision_and_does_nothing_for_a_newer_one(client, signals):
    ask_cities()
    told = Told(content_of(signals), "fa", "CC BY 4.0", "", may_be_machine_translated=False)
    publish_revision(
        city=signals.city, experience_id=signals.pk, told=told, assessed=Assessed(None, ""),
        by=CLAIRE.serving(),
    )  # fmt: skip
    Experience.objects.filter(pk=signals.pk).update(next_check_on=today())

    answer = send(client, links()[0])
    assert answer.status_code == 409
    assert "newer revision" in answer.text
    assert Check.objects.get().answered_at is None


def test_who_has_left_the_role_answers_no_more(client, signals):
    ask_cities()
    Appointment.objects.filter(person=NASRIN.account()).update(ends=today())

    answer = send(client, links()[0])
    assert answer.status_code == 403
    assert "write to the secretariat" in answer.text
    assert Experience.objects.get(pk=signals.pk).confirmed_on == signals.confirmed_on


def test_a_link_is_not_for_somebody_else_who_is_signed_in(client, signals):
    KAVEH.serving()
    ask_cities()
    client.force_login(KAVEH.account())

    assert client.get(links(NASRIN)[0]).status_code == 403
    assert client.get(links(KAVEH)[0]).status_code == 200


def test_of_two_keepers_one_answers_and_the_other_is_told(client, signals):
    KAVEH.serving()
    ask_cities()
    send(client, links(KAVEH)[0])

    assert send(client, links(NASRIN)[0], "ended", "It has ended, I think.").status_code == 410
    assert Experience.objects.get(pk=signals.pk).state == Experience.State.PUBLISHED


def test_a_city_gets_one_letter_a_week_with_ten_links_at_most(tmp_path):
    confirmed(tmp_path, *(f"shiraz-case-{number:02d}" for number in range(12)))

    assert ask_cities() == MOST_IN_A_LETTER
    assert len(links()) == MOST_IN_A_LETTER
    assert ask_cities() == 0
    later(days=7)
    assert ask_cities() == 2
    assert len(links()) == 2


def test_she_is_reminded_once_and_both_links_stay_good(client, signals):
    ask_cities()
    (first,) = links()
    later(days=21)
    assert ask_cities() == 1
    (second,) = links()
    later(days=8)
    assert ask_cities() == 0

    assert first != second
    assert client.get(first).status_code == 200
    assert send(client, second).status_code == 200
    assert send(client, first).status_code == 410


def test_what_nobody_answers_says_so_sinks_and_waits_at_the_office(client, signals):
    ask_cities()
    later(days=57)
    assert give_up() == 1
    assert give_up() == 0

    case = Experience.objects.get(pk=signals.pk)
    assert case.unanswered_since == today() - timedelta(days=57)
    page = client.get(f"/en/experiences/{case.code}/").text
    assert "The city has not answered whether this is still so" in page
    client.force_login(AWA.serving())
    assert case.title in client.get("/en/desk/still-so/").text
    assert "1 experience is confirmed by nobody" in client.get("/en/desk/").text
    confirm_still_so(experience=case, by=NASRIN.account())
    assert not waiting_for_the_office().exists()
    assert Experience.objects.get(pk=case.pk).unanswered_since is None


def test_an_unanswered_one_stands_below_its_equals(client, tmp_path):
    one, other = confirmed(tmp_path, "shiraz-a", "shiraz-b")
    Experience.objects.update(published_at=timezone.now())

    def order():
        text = client.get("/en/cities/shiraz/").text
        return re.findall(r"/en/experiences/(shiraz-[ab])/", text)

    above = order()[0]
    ask_cities()
    later(days=57)
    Check.objects.exclude(experience__code=above).update(
        answered_at=timezone.now(), answer=Check.Answer.STILL_SO
    )
    give_up()
    assert {one.code, other.code} == {"shiraz-a", "shiraz-b"}
    assert order()[0] != above


def test_a_city_without_keepers_gets_no_letter_and_waits_at_the_office(signals):
    Appointment.objects.all().delete()

    assert ask_cities() == 0
    assert list(waiting_for_the_office()) == [signals]
    assert not mail.outbox


def test_what_was_only_compiled_is_not_asked_about(tmp_path):
    NASRIN.serving()
    assert ask_cities() == 0


def test_signed_in_she_says_it_on_her_own_page(client, signals):
    client.force_login(NASRIN.account())
    assert "Is this still so?" in client.get("/en/write/claim/").text

    client.post(f"/en/write/claim/{signals.code}/still-so/")
    assert Experience.objects.get(pk=signals.pk).confirmed_on == today()


@pytest.mark.parametrize("language", ["fa", "ar", "fr", "es", "en"])
def test_the_page_is_there_in_every_language(client, signals, language):
    ask_cities()
    address = re.sub(r"^/\w\w/", f"/{language}/", links()[0])

    assert Page(client.get(address)).one("html").attributes["lang"] == language
