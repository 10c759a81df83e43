"""Accepting an invitation: once, in time, for one, and for nobody else."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import Held, held_by
from hamshahr.commons.accounts.preferences.queries import language_of, preferences_of
from hamshahr.commons.accounts.roles import Role
from hamshahr.domains.network.appointing import end_appointment
from hamshahr.domains.network.models import Invitation
from hamshahr.kernel.audit.models import AuditRecord
from tests.cast import AWA, HODA, MASHHAD, MATEO, REZA, SHIRAZ
from tests.people.conftest import PARISA, PASSWORD, link_in
from tests.people.test_inviting import later

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(invited, mailoutbox):
    """The page that the link in Parisa's letter opens, read in English."""
    invited()
    return link_in(mailoutbox[0]).replace("/fa/", "/en/")


def typed(**said):
    return {"name": PARISA.name, "password": PASSWORD} | said


def nobody_came_in():
    return not User.objects.filter(email=PARISA.email).exists() and not (
        Invitation.objects.filter(accepted_at__isnull=False).exists()
    )


def test_who_holds_the_letter_comes_in_with_the_role(client, link, nasrin):
    answer = client.post(link, typed())
    person = User.objects.get(email=PARISA.email)

    assert (answer.status_code, answer.url) == (302, "/fa/me/appointments/?said=accepted")
    assert person.check_password(PASSWORD)
    assert held_by(person) == {Held(Role.EXPERT, SHIRAZ.placed().pk)}
    assert person.appointments.get().vouched_by == nasrin
    shown = client.get(answer.url)
    assert "شیراز" in shown.text
    assert "نسرین قاسمی" in shown.text


def test_who_comes_in_is_spoken_to_in_the_language_of_her_letter(client, link):
    client.post(link, typed())

    assert language_of(User.objects.get(email=PARISA.email)) == "fa"


def test_who_comes_in_lives_by_the_clock_of_her_city(client, link):
    client.post(link, typed())

    assert preferences_of(User.objects.get(email=PARISA.email)).time_zone == "Asia/Tehran"


def test_a_focal_point_is_led_from_her_appointments_to_the_page_that_she_keeps(client, nasrin):
    for person, is_led in ((nasrin, True), (HODA.serving(), False)):
        client.force_login(person)
        shown = client.get("/en/me/appointments/").text

        assert ('href="/en/cities/shiraz/keep/"' in shown) is is_led


def test_the_page_says_who_invites_to_what_and_gives_the_address_as_it_is(client, link):
    shown = client.get(link)

    for told in ("نسرین قاسمی", "Shiraz", "expert", PARISA.email, PARISA.name):
        assert told in shown.text
    assert 'name="email"' not in shown.text, "the address is not hers to change"


def test_looking_at_it_changes_nothing_however_often(client, link):
    for _ in range(3):
        assert client.get(link).status_code == 200
        assert client.head(link).status_code == 200

    assert nobody_came_in()


def test_the_address_of_the_page_stays_with_it(client, link):
    answer = client.get(link)

    assert answer["Referrer-Policy"] == "strict-origin"
    assert "no-store" in answer["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in answer.text


def test_it_works_once(client, link):
    Client().post(link, typed())
    again = client.post(link, typed(name="Somebody else"))

    assert again.status_code == 410
    assert "was accepted" in again.text
    assert User.objects.get(email=PARISA.email).name == PARISA.name


def test_whoever_came_in_by_it_is_led_on_when_she_opens_it_again(client, link):
    client.post(link, typed())

    assert client.get(link).url == "/en/me/appointments/?said=accepted"


def test_an_expired_one_opens_nothing(client, link):
    later(Invitation.objects.get(), days=14, seconds=1)
    answer = client.post(link, typed())

    assert answer.status_code == 410
    assert "expired" in answer.text
    assert nobody_came_in()


@pytest.mark.parametrize(("cut", "add"), [(-2, "/"), (-6, "AAAA=/"), (15, "%00/"), (15, "é/")])
def test_an_altered_link_opens_nothing(client, link, cut, add):
    answer = client.post(link[:cut] + add, typed())

    assert answer.status_code == 410
    assert "not whole" in answer.text
    assert nobody_came_in()


@pytest.mark.parametrize("who", [HODA, MATEO, AWA])
def test_forwarded_to_somebody_with_an_account_it_gives_her_nothing(client, link, who):
    account = who.serving()
    before = held_by(account)
    client.force_login(account)

    for answer in (client.get(link), client.post(link, typed())):
        assert answer.status_code == 403
        assert "for somebody else" in answer.text
        assert PARISA.email not in answer.text
    assert held_by(account) == before
    assert nobody_came_in()


def test_who_has_an_account_signs_in_with_it_and_accepts(client, link):
    person = PARISA.account()
    asked = client.get(link)
    assert "next=%2Fen%2Finvitation%2F" in asked.text
    refused = client.post(link, typed(password="quite-another-password-of-mine"))
    person.refresh_from_db()
    assert refused.status_code == 200
    assert not person.check_password("quite-another-password-of-mine")
    assert not person.appointments.exists()

    client.force_login(person)
    assert client.post(link).status_code == 302
    assert held_by(person) == {Held(Role.EXPERT, SHIRAZ.placed().pk)}


def test_a_closed_account_is_not_opened_by_an_invitation(client, link):
    person = PARISA.account()
    person.is_active = False
    person.save()

    assert "was closed" in client.get(link).text
    client.post(link, typed())
    assert not person.appointments.exists()


@pytest.mark.parametrize(
    "said",
    [
        {"password": "short"}, {"password": "123456789012345"}, {"password": PARISA.email},
        {"password": ""}, {"name": ""}, {"name": "پ" * 1000}, {"name": "x\0y"}, {"name": "🌸"},
        {"name": "\u202e\u202c"},
    ],
)  # fmt: skip
def test_what_will_not_do_is_told_kept_and_the_link_stays_good(client, link, said):
    answer = client.post(link, typed(**said))

    assert answer.status_code == 422
    assert 'class="error-summary"' in answer.text
    assert PASSWORD not in answer.text
    if len(said.get("name", "")) == 1000:
        assert said["name"] in answer.text, "what she typed is kept"
    assert nobody_came_in()
    assert client.post(link, typed(name="پری‌سا 🌸")).status_code == 302
    assert User.objects.get(email=PARISA.email).name == "پری‌سا 🌸"


def test_a_role_that_was_given_meanwhile_lets_nobody_in(client, invited, mailoutbox):
    invited(by=AWA.serving(), role=Role.FOCAL_POINT, city=MASHHAD.placed())
    REZA.serving()
    answer = client.post(link_in(mailoutbox[0]).replace("/fa/", "/en/"), typed())

    assert answer.status_code == 409
    assert "taken" in answer.text
    assert nobody_came_in()


def test_who_lost_her_role_meanwhile_vouches_for_nobody(client, link, nasrin):
    end_appointment(appointment=nasrin.appointments.get(), by=AWA.serving())
    answer = client.post(link, typed())

    assert answer.status_code == 409
    assert "vouches" in answer.text
    assert nobody_came_in()


def test_declining_takes_a_reason_and_ends_the_invitation(client, link):
    page = link + "decline/"
    assert client.get(page).status_code == 200
    answer = client.post(page, {"reason": "من دیگر در شهرداری نیستم.\u202e"}, follow=True)

    kept = Invitation.objects.get()
    assert answer.status_code == 410
    assert kept.reason == "من دیگر در شهرداری نیستم."
    assert kept.state_at(timezone.now()) == Invitation.State.DECLINED
    assert client.post(link, typed()).status_code == 410
    assert nobody_came_in()


@pytest.mark.parametrize("password", ["۱۲۳۴", "1234", "parisa@shiraz", "parisa.shiraz.example"])
def test_what_is_wrong_with_a_password_is_not_told_in_the_words_of_a_library(
    client, link, password
):
    answer = client.post(link.replace("/en/", "/fa/"), typed(password=password))

    assert answer.status_code == 422
    assert "This password" not in answer.text
    assert "رمز" not in answer.text
    assert "email" not in "".join(answer.context["form"].errors.get("password", []))


def test_how_long_a_name_may_be_is_told_in_the_digits_of_the_reader(client, link):
    answer = client.post(link.replace("/en/", "/fa/"), typed(name="پ" * 1000))

    assert "۲۰۰" in answer.text
    assert not re.search(r"200|1,?000", "".join(answer.context["form"].errors["name"]))


def test_a_reason_that_is_too_long_is_told_and_kept(client, link):
    answer = client.post(link + "decline/", {"reason": "x" * 501})

    assert answer.status_code == 422
    assert "x" * 501 in answer.text
    assert Invitation.objects.get().declined_at is None


def test_the_record_tells_that_she_accepted(client, link):
    client.post(link, typed())
    kept = AuditRecord.objects.get(deed="network.accept_invitation")

    assert kept.actor_id == User.objects.get(email=PARISA.email).pk
    assert kept.body == SHIRAZ.placed().pk


def test_the_page_of_appointments_tells_those_that_ended_too(client):
    hoda = HODA.serving()
    end_appointment(appointment=hoda.appointments.get(), by=hoda)
    client.force_login(hoda)

    assert "until" in client.get("/en/me/appointments/").text


def test_somebody_may_serve_two_cities_at_once(client, invited, mailoutbox):
    hoda = HODA.serving()
    invited(by=REZA.serving(), email=HODA.email, city=MASHHAD.placed())
    client.force_login(hoda)
    client.post(link_in(mailoutbox[0]))

    assert {one.role for one in held_by(hoda)} == {Role.EXPERT}
    assert len(held_by(hoda)) == 2
