"""The record is searched by person, deed, thing, city and day, and read page by page."""

from datetime import UTC, datetime, timedelta
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.deeds.asked import Asked, fitting, page_of
from hamshahr.commons.translation.reader import Reader, reading_as
from hamshahr.kernel.audit.models import AuditRecord
from hamshahr.kernel.identifiers import new_id
from tests.cast import AWA, MATEO, NASRIN, REZA

pytestmark = pytest.mark.django_db


def found(**asked):
    return list(fitting(Asked(**asked), by=system_actor()))


def address(client, query=""):
    client.force_login(AWA.serving())
    return client.get(f"/en/desk/audit/?{query}")


@pytest.fixture
def kept(cities, did):
    shiraz, mashhad = cities
    return did(REZA.account(), mashhad), did(MATEO.account(), shiraz, "network.move_city")


@pytest.mark.parametrize("person", ["رضا", "reza@mashhad", "REZA@"])
def test_by_a_part_of_the_name_or_the_address(kept, person):
    assert found(person=person) == [kept[0]]


def test_by_the_person_that_a_line_links(kept):
    assert found(person=str(MATEO.account().pk)) == [kept[1]]


def test_by_kind_of_deed(kept):
    assert found(deed="network.move_city") == [kept[1]]


@pytest.mark.parametrize("city", ["shiraz", "شیراز", "Chiraz"])
def test_by_city_under_any_of_its_names(kept, city):
    assert kept[1] in found(city=city)
    assert kept[0] not in found(city=city)


def test_by_thing_as_a_line_links_it_or_by_its_name(kept, cities):
    assert kept[0] in found(thing=f"city:{cities[1].pk}")
    assert kept[0] in found(thing="mashhad")
    assert kept[1] not in found(thing="mashhad")


def test_by_days_of_which_both_are_included(kept):
    today = datetime.now(UTC).date()

    assert kept[0] in found(since=today - timedelta(days=1), until=today + timedelta(days=1))
    assert not found(since=today + timedelta(days=2))
    assert not found(until=today - timedelta(days=2))


def test_days_are_those_of_the_readers_clock(kept):
    # Whatever the hour, in one of the two it is another day than in Greenwich
    for name in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        zone = ZoneInfo(name)
        with reading_as(Reader(zone=zone)):
            her_day = kept[0].at.astimezone(zone).date()
            assert kept[0] in found(since=her_day, until=her_day)


@pytest.mark.parametrize(
    "asked",
    [
        {"person": "%"},
        {"person": "nobody of this name"},
        {"thing": "city:no-id"},
        {"thing": "x" * 300},
        {"thing": ":"},
        {"city": "nowhere"},
    ],
)
def test_what_fits_nothing_finds_nothing(kept, asked):
    assert not set(found(**asked)) & set(kept)


def test_dates_are_typed_in_either_calendar_and_any_digits(client, kept):
    assert address(client, "since=۱۴۰۵/۰۱/۰۱").status_code == 200
    assert address(client, "since=2026-01-01").status_code == 200


@pytest.mark.parametrize("query", ["since=tomorrow-ish", "deed=no.such", "before=7", "after=x"])
def test_what_cannot_be_read_is_told_and_kept(client, query):
    answer = address(client, query)

    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()


def _many(count):
    """Records in one moment: nothing but their identifiers tells their order."""
    AuditRecord.objects.bulk_create(
        AuditRecord(
            id=new_id(), actor_id=system_actor().pk, deed="tests.many",
            object_type="city", object_id=str(number),
        )
        for number in range(count)
    )  # fmt: skip


def test_pages_follow_one_another_without_a_gap_and_without_a_double():
    with patch("django.utils.timezone.now", return_value=datetime(2026, 11, 23, tzinfo=UTC)):
        _many(60)
    asked = Asked(deed="tests.many")
    first, later, earlier = page_of(asked, 25, by=system_actor())
    second, _, _ = page_of(Asked(deed="tests.many", before=first[-1].pk), 25, by=system_actor())
    third, _, more = page_of(Asked(deed="tests.many", before=second[-1].pk), 25, by=system_actor())
    back, _, _ = page_of(Asked(deed="tests.many", after=third[0].pk), 25, by=system_actor())

    assert (later, earlier, more) == (False, True, False)
    assert [len(page) for page in (first, second, third)] == [25, 25, 10]
    assert len({each.pk for each in first + second + third}) == 60
    assert back == second


def test_a_page_that_begins_at_a_record_of_somebody_else_begins_at_the_beginning(cities, did):
    hidden = did(system_actor(), cities[1])
    shown = did(system_actor(), cities[0])

    page, _, _ = page_of(Asked(before=hidden.pk), 25, by=NASRIN.serving())

    assert shown in page
    assert hidden not in page


def test_among_many_records_a_page_is_read_by_an_index():
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_auditrecord (id, at, actor_id, deed, object_type, object_id,"
            " origin, network, details)"
            " SELECT gen_random_uuid(), now() - n * interval '1 minute',"
            " md5((n % 50)::text)::uuid, 'tests.many', 'city', n::text, '', '', '{}'"
            " FROM generate_series(1, 100000) n"
        )
        cursor.execute("ANALYZE audit_auditrecord")
    middle = AuditRecord.objects.order_by("-at")[50_000]
    with CaptureQueriesContext(connection) as asked:
        page_of(Asked(before=middle.pk), 25, by=system_actor())
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {asked[-1]['sql']}")
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert "Seq Scan" not in plan, plan
    assert "audit_in_order" in plan, plan
