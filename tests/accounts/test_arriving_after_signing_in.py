"""Where one comes to after signing in, and what is asked of appointments on the way."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.accounts.roles import Role
from hamshahr.domains.network.appointing import appoint, end_appointment
from hamshahr.domains.network.models import Appointment
from tests.accounts.conftest import PASSWORD, SIGN_IN, enter
from tests.cast import AWA, CLAIRE, HODA, JONAS, LEILA, MATEO, NASRIN, SHIRAZ

pytestmark = pytest.mark.django_db
DESK, CITY, NOTICES = "/en/desk/", "/en/me/city/", "/en/me/notices/"
KEEPING = "/en/cities/shiraz/keep/"  # door, page and frame ask what she holds
# What ``held_by`` asks
_HELD = 'SELECT "network_appointment"."role" AS'


def with_password(account):
    account.set_password(PASSWORD)
    account.save()
    return account


def arrives_at(email, **wanted):
    answer = Client().post(SIGN_IN, {"login": email, "password": PASSWORD, **wanted})
    assert answer.status_code == 302
    return answer.url


@pytest.mark.parametrize(
    ("person", "page"),
    [(AWA, DESK), (CLAIRE, DESK), (JONAS, DESK), (NASRIN, CITY), (HODA, CITY), (LEILA, CITY)],
    ids=lambda one: getattr(one, "name", one),
)
def test_everybody_comes_to_where_her_work_is(person, page):
    with_password(person.serving())

    assert arrives_at(person.email) == page


def test_whoever_has_a_desk_and_a_city_comes_to_the_desk():
    awa = with_password(AWA.serving())
    appoint(person=awa, role=Role.EXPERT, city=SHIRAZ.placed(), by=system_actor())

    assert arrives_at(AWA.email) == DESK


def test_whoever_holds_nothing_any_more_comes_to_her_notices():
    leila = with_password(LEILA.serving())
    end_appointment(appointment=leila.appointments.get(), by=leila)

    assert arrives_at(LEILA.email) == NOTICES


def test_whoever_serves_two_cities_chooses():
    mateo = with_password(MATEO.serving())
    appoint(person=mateo, role=Role.EXPERT, city=SHIRAZ.placed(), by=system_actor())

    choice = enter(MATEO.email).get(CITY)
    assert "/en/cities/shiraz/" in choice.text
    assert "/en/cities/medellin/" in choice.text


def test_whoever_was_going_somewhere_gets_there():
    with_password(NASRIN.serving())

    assert arrives_at(NASRIN.email, next="/en/me/data/") == "/en/me/data/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/"])
def test_nobody_is_led_off_the_site(elsewhere):
    with_password(NASRIN.serving())

    assert arrives_at(NASRIN.email, next=elsewhere) == CITY


def test_a_page_that_is_read_asks_once_what_somebody_holds():
    with_password(NASRIN.serving())
    browser = enter(NASRIN.email)

    with CaptureQueriesContext(connection) as asked:
        assert browser.get(KEEPING).status_code == 200
    assert [one["sql"][: len(_HELD)] for one in asked].count(_HELD) == 1


def test_what_somebody_holds_no_more_opens_nothing_from_the_next_page_on():
    nasrin = with_password(NASRIN.serving())
    browser = enter(NASRIN.email)
    assert browser.get(KEEPING).status_code == 200

    end_appointment(appointment=Appointment.objects.get(person=nasrin), by=system_actor())
    assert browser.get(KEEPING).status_code == 404
