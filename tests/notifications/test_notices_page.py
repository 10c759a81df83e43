"""The list of a person's notices, worded in her language, and what she hears about."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.notifications import addresses
from hamshahr.commons.notifications.actions import wishes_of
from hamshahr.commons.notifications.models import Notice
from hamshahr.commons.notifications.notifying import notify
from tests.cast import LEILA, MATEO, REZA

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]

LIST, SETTINGS = "/en/me/notices/", "/en/me/notices/settings/"


@pytest.fixture
def mateo(client):
    client.force_login(MATEO.account())
    return client


def tell(kind="test.answered", to=MATEO, about="1", **said):
    words = {"who": LEILA.account(), "city": "Shiraz", "case": "Night signals"} | said
    notify(kind=kind, to=[to.account()], about=about, url="/fa/cities/", said=words, by=None)
    return Notice.objects.latest("created_at")


def page(client, address=LIST):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_notice_names_who_and_what_each_in_its_own_direction(mateo):
    tell()

    assert f"<bdi>{LEILA.name}</bdi> of <bdi>Shiraz</bdi> answered you." in page(mateo)


def test_a_city_is_called_as_the_reader_calls_it(mateo):
    tell(city={"en": "Shiraz", "fa": "شیراز"})

    assert "<bdi>شیراز</bdi>" in page(mateo, "/fa/me/notices/")
    assert "<bdi>Shiraz</bdi>" in page(mateo)
    assert "<bdi>Shiraz</bdi>" in page(mateo, "/es/me/notices/")


def test_numbers_and_days_are_worded_for_the_reader(mateo):
    tell("test.role", day=date(2026, 11, 23), count=12)

    shown = page(mateo, "/fa/me/notices/")
    assert "۲ آذر ۱۴۰۵" in shown
    assert "۱۲" in shown


def test_a_person_who_changed_her_name_is_called_by_the_new_one(mateo):
    tell()
    User.objects.filter(email=LEILA.email).update(name="Leila F.")

    assert "Leila F." in page(mateo)


def test_opening_a_notice_marks_it_read_and_leads_there_in_ones_own_language(mateo):
    notice = tell()
    answer = mateo.post(f"/es/me/notices/{notice.pk}/open/")
    notice.refresh_from_db()

    assert answer["Location"] == "/es/cities/"
    assert notice.read_at is not None


def test_looking_at_the_list_changes_nothing(mateo):
    notice = tell()
    page(mateo)
    assert mateo.get(f"/en/me/notices/{notice.pk}/open/").status_code == 405

    notice.refresh_from_db()
    assert notice.read_at is None


@pytest.mark.parametrize("deed", ["open", "read"])
def test_nobody_opens_a_notice_of_somebody_else(client, deed):
    notice = tell()
    client.force_login(REZA.account())

    assert client.post(f"/en/me/notices/{notice.pk}/{deed}/").status_code == 404
    assert client.post(f"/en/me/notices/{LEILA.account().pk}/{deed}/").status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_nobody_reads_the_list_of_somebody_else(client):
    tell()
    client.force_login(REZA.account())

    assert LEILA.name not in page(client)


def test_marking_all_read_leaves_others_alone(mateo):
    tell()
    other = tell(to=REZA)
    mateo.post("/en/me/notices/read/")

    assert list(Notice.objects.filter(read_at__isnull=True)) == [other]


@pytest.mark.parametrize("address", [LIST, SETTINGS])
def test_a_stranger_signs_in_first(client, address):
    assert client.get(address).status_code == 302


def test_what_she_may_no_longer_see_is_not_shown(mateo, kinds):
    tell("test.secret", about="7")
    assert "something delicate" in page(mateo)
    kinds.HIDDEN.add("7")

    assert "something delicate" not in page(mateo)


def test_the_list_has_pages_and_costs_the_same_when_full(mateo):
    tell()
    with CaptureQueriesContext(connection) as few:
        page(mateo)
    for _ in range(25):
        tell()
    with CaptureQueriesContext(connection) as many:
        first = page(mateo)

    assert first.count("answered you") == 20
    assert "?page=2" in first
    assert page(mateo, LIST + "?page=2").count("answered you") == 6
    assert len(many) == len(few)


@pytest.mark.parametrize("number", ["0", "-1", "x", "9999999999999999999999", "١"])
def test_a_page_that_is_not_there_is_the_nearest(mateo, number):
    tell()

    assert "answered you" in page(mateo, LIST + f"?page={number}")


def test_the_header_counts_what_is_unread_on_every_page(mateo):
    for _ in range(3):
        tell()
    assert ">3</span>" in page(mateo, "/en/me/notices/settings/")
    assert "3 unread notices" in page(mateo)
    mateo.post("/en/me/notices/read/")

    assert "unread notice" not in page(mateo)


def test_a_hundred_unread_are_more_than_anybody_counts(mateo):
    now, to = timezone.now(), MATEO.account()
    Notice.objects.bulk_create(
        Notice(person=to, kind="test.answered", about="1", path="", created_at=now)
        for _ in range(120)
    )

    assert ">99+</span>" in page(mateo, SETTINGS)


def test_one_chooses_what_one_hears_about_and_how_often(mateo):
    chosen = {"test.answered": "never", "test.case_changed": "weekly", "test.secret": "daily"}
    answer = mateo.post(SETTINGS, chosen, follow=True)

    assert "It is kept" in answer.content.decode()
    assert wishes_of(MATEO.account()) == chosen


@pytest.mark.parametrize("frequency", ["hourly", "", "never\x00"])
def test_a_frequency_that_there_is_not_keeps_nothing(mateo, frequency):
    before = wishes_of(MATEO.account())
    chosen = {"test.answered": frequency, "test.case_changed": "never", "test.secret": "never"}

    assert mateo.post(SETTINGS, chosen).status_code == 422
    assert wishes_of(MATEO.account()) == before


def test_what_always_comes_is_said_and_not_asked(mateo):
    shown = page(mateo, SETTINGS)
    assert "A role of mine begins or ends" in shown
    assert 'name="test.role"' not in shown
    chosen = dict.fromkeys(wishes_of(MATEO.account()), "daily")
    mateo.post(SETTINGS, chosen | {"test.role": "never"})

    tell("test.role", day=date(2026, 11, 23), count=1)
    assert Notice.objects.get().mail_at <= timezone.now()


def test_who_is_not_reached_sees_why_and_can_have_letters_sent_again(mateo):
    said = "550 5.1.1 <b>no such user</b>"
    addresses.bounced(MATEO.email, code=550, status="5.1.1", said=said)
    assert "Letters to your e-mail address come back" in page(mateo)
    shown = page(mateo, SETTINGS)
    assert "550 5.1.1 &lt;b&gt;no such user" in shown

    mateo.post("/en/me/notices/settings/address/")
    assert not addresses.is_dead(MATEO.email)
    assert "come back" not in page(mateo)


def test_a_form_from_elsewhere_changes_nothing():
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(MATEO.account())
    tell()

    assert strict.post("/en/me/notices/read/").status_code == 403
    assert Notice.objects.get().read_at is None


def test_old_notices_and_texts_of_letters_go(mateo):
    from hamshahr.commons.notifications.clearing import NOTICES, clear

    tell()
    Notice.objects.update(created_at=timezone.now() - NOTICES - timedelta(minutes=1))
    kept = tell()
    clear()

    assert list(Notice.objects.all()) == [kept]
