"""Who is told what: nobody twice, nobody of her own deed, nobody of what she may not see."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.preferences.models import Preferences
from hamshahr.commons.notifications.actions import wish
from hamshahr.commons.notifications.kinds import (
    Frequency,
    NoticeKind,
    UnknownKind,
    register_notice_kind,
)
from hamshahr.commons.notifications.models import Notice
from hamshahr.commons.notifications.mornings import due
from hamshahr.commons.notifications.notifying import MOST_AT_ONCE, notify
from tests.cast import AWA, LEILA, MATEO, REZA

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]

CITY = "/en/cities/lyon/"


def tell(kind="test.answered", to=(MATEO,), by=LEILA, **more):
    said = {"who": LEILA.account(), "city": "Shiraz", "case": "Night signals"}
    given = {"about": "1", "url": CITY, "said": said} | more
    return notify(kind=kind, to=[p.account() for p in to], by=by and by.account(), **given)


def test_everybody_who_is_named_is_told_but_not_who_did_it():
    assert tell(to=(MATEO, REZA, LEILA), by=LEILA) == 2
    assert set(Notice.objects.values_list("person__email", flat=True)) == {MATEO.email, REZA.email}


def test_who_is_named_twice_is_told_once():
    assert tell(to=(MATEO, MATEO)) == 1


def test_what_the_system_does_is_told_to_all():
    assert tell(to=(MATEO, LEILA), by=None) == 2


def test_who_may_not_see_the_thing_is_not_told(kinds):
    kinds.HIDDEN.add("1")

    assert tell("test.secret") == 0
    assert not Notice.objects.exists()


def test_neither_closed_accounts_nor_the_system_are_told():
    MATEO.account()
    User.objects.filter(email=MATEO.email).update(is_active=False)
    system = User.objects.get(kind=User.Kind.SYSTEM)

    assert tell(to=(MATEO,)) == 0
    assert notify(kind="test.answered", to=[system], about=1, url=CITY, by=None) == 0


@pytest.mark.parametrize("kind", ["test.answered", "test.case_changed"])
def test_a_thousand_are_told_with_few_queries(kind):
    people = User.objects.bulk_create(
        User(email=f"p{n}@lyon.example", name="P", password="!") for n in range(1000)
    )
    with CaptureQueriesContext(connection) as captured:
        assert notify(kind=kind, to=people, about=1, url=CITY, by=None, said={}) == 1000

    assert len(captured) <= 12


def test_more_than_everybody_is_a_mistake():
    people = [User(email=f"p{n}@lyon.example", name="P") for n in range(MOST_AT_ONCE + 1)]

    with pytest.raises(ValueError, match="at most"):
        notify(kind="test.answered", to=people, about=1, url=CITY, by=None)


@pytest.mark.parametrize(
    "url",
    ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)", "a/"],
)
def test_a_notice_leads_nowhere_else(url):
    with pytest.raises(ValueError, match="of this site"):
        tell(url=url)


def test_a_kind_that_nobody_declared_is_a_mistake():
    with pytest.raises(UnknownKind):
        tell("test.nothing")


@pytest.mark.parametrize(
    "kind",
    [
        NoticeKind("test.answered", "again", "again"),
        NoticeKind("nodomain", "n", "s"),
        NoticeKind("test.loud", "n", "s", Frequency.WEEKLY, silenceable=False),
    ],
)
def test_a_kind_that_contradicts_itself_is_refused(kind):
    with pytest.raises(ValueError, match=r"kind of notice|told at once"):
        register_notice_kind(kind)


def test_a_letter_is_due_as_the_reader_wishes():
    wish(frequencies={"test.answered": "never", "test.case_changed": "at_once"}, by=MATEO.account())
    tell("test.answered")
    tell("test.case_changed")

    answered, changed = Notice.objects.order_by("kind")
    assert answered.mail_at is None
    assert changed.mail_at <= timezone.now()


def test_what_cannot_be_silenced_is_not_silenced():
    with pytest.raises(ValueError, match="cannot be silenced"):
        wish(frequencies={"test.role": "never"}, by=MATEO.account())


def test_a_changed_wish_holds_for_what_waits():
    tell("test.case_changed")
    wish(frequencies={"test.case_changed": "never"}, by=MATEO.account())

    assert Notice.objects.get().mail_at is None


def test_a_digest_is_due_at_the_readers_own_morning():
    Preferences.objects.create(person=MATEO.account(), time_zone="America/Bogota")
    Preferences.objects.create(person=REZA.account(), time_zone="Asia/Tehran")
    tell("test.case_changed", to=(MATEO, REZA, AWA))

    for notice in Notice.objects.select_related("person__preferences"):
        zone = getattr(getattr(notice.person, "preferences", None), "time_zone", "") or "UTC"
        here = notice.mail_at.astimezone(ZoneInfo(zone))
        assert (here.hour, here.minute, notice.digest) == (7, 0, "daily")
        assert timedelta(0) < notice.mail_at - timezone.now() <= timedelta(days=1)


@pytest.mark.parametrize(
    ("frequency", "language", "zone", "now", "expected"),
    [
        ("daily", "en", "Europe/Paris", "2026-11-23T06:59", "2026-11-23T07:00"),
        ("daily", "en", "Europe/Paris", "2026-11-23T07:00", "2026-11-24T07:00"),
        # 2026-11-23 is a Monday
        ("weekly", "fr", "Europe/Paris", "2026-11-23T06:00", "2026-11-23T07:00"),
        ("weekly", "fr", "Europe/Paris", "2026-11-23T08:00", "2026-11-30T07:00"),
        ("weekly", "fa", "Asia/Tehran", "2026-11-23T08:00", "2026-11-28T07:00"),
        ("weekly", "ar", "Africa/Cairo", "2026-11-23T08:00", "2026-11-29T07:00"),
        # The clock is set back in the night to 25 October: seven in the morning stays seven
        ("daily", "fr", "Europe/Paris", "2026-10-24T12:00", "2026-10-25T07:00"),
        ("weekly", "fr", "Europe/Paris", "2026-10-24T12:00", "2026-10-26T07:00"),
    ],
)
def test_mornings_and_weeks_begin_where_the_reader_is(frequency, language, zone, now, expected):
    here = ZoneInfo(zone)
    now = datetime.fromisoformat(now).replace(tzinfo=here)

    found = due(frequency, now, here, language).astimezone(here)

    assert found == datetime.fromisoformat(expected).replace(tzinfo=here)


def test_numbers_and_days_are_kept_plain():
    tell("test.role", said={"day": date(2026, 11, 23), "count": 3})

    assert Notice.objects.get().said == {"day": {"day": "2026-11-23"}, "count": 3}
