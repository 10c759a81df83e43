"""The version of the content: changed by every change, once it is there for all to see."""

import threading
from contextlib import closing

import psycopg
import pytest
from django.db import connection, transaction

from hamshahr.domains.experiences.models import Experience
from hamshahr.kernel.audit.models import AuditRecord
from hamshahr.kernel.content_version import triggers
from hamshahr.kernel.content_version.reading import ask_again, current_version
from hamshahr.kernel.remembering import remembered

pytestmark = pytest.mark.django_db

CHANGE = "UPDATE experiences_experience SET title = title WHERE code = 'tehran-brt'"


def version():
    ask_again()
    return current_version()


@pytest.fixture
def another_writer():
    """Open connections of other processes to the same database."""
    parameters = connection.get_connection_params()
    parameters.pop("cursor_factory")
    parameters.pop("context")
    opened = []

    def open_one():
        opened.append(psycopg.connect(**parameters))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


def test_a_change_is_seen(db):
    before = version()
    assert version() == before

    Experience.objects.filter(code="tehran-brt").update(title="BRT")

    assert version() != before


@pytest.mark.parametrize("deed", ["update", "delete", "truncate"])
def test_every_way_to_change_a_table_is_seen(deed):
    before = version()
    with connection.cursor() as cursor:
        cursor.execute({
            "update": CHANGE,
            "delete": "DELETE FROM experiences_result WHERE id = -1",
            "truncate": "TRUNCATE experiences_result CASCADE",
        }[deed])  # fmt: skip

    assert version() != before


def test_every_table_of_ours_tells_of_its_changes_but_those_that_no_page_shows():
    triggers.lay_triggers()  # again: nothing is laid twice
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = %s",
                       [triggers.TRIGGER])  # fmt: skip
        told = sorted(name for (name,) in cursor.fetchall())

    assert told == triggers.watched_tables()
    assert {"experiences_experience", "experiences_experiencetopic"} <= set(told)
    assert AuditRecord._meta.db_table not in told


def test_a_change_that_is_undone_is_none():
    before = version()
    with transaction.atomic():
        Experience.objects.update(title="BRT")
        transaction.set_rollback(True)

    assert version() == before


def test_a_change_after_one_that_was_undone_is_seen():
    before = version()
    with transaction.atomic():
        with transaction.atomic():
            Experience.objects.update(title="BRT")
            transaction.set_rollback(True)
        Experience.objects.filter(code="tehran-brt").update(title="BRT")

    assert version() != before


def test_a_change_is_seen_when_it_is_there_for_all_and_not_before(another_writer):
    before = version()
    writer = another_writer()
    writer.execute(CHANGE)
    assert version() == before

    writer.commit()
    assert version() != before


def test_writers_do_not_wait_for_one_another_and_none_is_lost(another_writer):
    long, short, later = another_writer(), another_writer(), another_writer()
    before = version()
    long.execute(CHANGE)
    for writer in (short, later):
        writer.execute("SET lock_timeout = '2s'")
        writer.execute("UPDATE topics_topic SET position = position WHERE false")
        writer.commit()
    between = version()
    long.commit()

    assert len({before, between, version()}) == 3


def test_a_version_never_comes_again_whatever_the_order_in_which_writers_end(another_writer):
    writers = [another_writer() for _ in range(6)]
    seen = [version()]
    for writer in writers:
        writer.execute("UPDATE topics_topic SET position = position WHERE false")
    for writer in reversed(writers):
        writer.commit()
        seen.append(version())

    assert len(set(seen)) == len(seen)


def test_many_writers_at_once_are_counted_all(another_writer):
    def write():
        with closing(psycopg.connect(**parameters)) as own:
            for _ in range(5):
                own.execute("UPDATE topics_topic SET position = position WHERE false")
                own.commit()

    parameters = connection.get_connection_params()
    parameters.pop("cursor_factory")
    parameters.pop("context")
    before = int(version().rpartition(".")[2])
    writing = [threading.Thread(target=write) for _ in range(20)]
    for one in writing:
        one.start()
    for one in writing:
        one.join()

    assert int(version().rpartition(".")[2]) == before + 100


def test_a_thousand_changes_in_one_transaction_count_once():
    before = int(version().rpartition(".")[2])
    with transaction.atomic():
        for _ in range(10):
            Experience.objects.update(title="BRT")

    assert int(version().rpartition(".")[2]) <= before + 1


def test_other_content_under_the_same_count_is_another_version():
    before = version()
    with connection.cursor() as cursor:
        # As a restore does: the table is made anew, with the counts of the backup
        cursor.execute("CREATE TEMPORARY TABLE kept AS TABLE content_version_changecount")
        cursor.execute("TRUNCATE content_version_changecount")
        cursor.execute("INSERT INTO content_version_changecount TABLE kept")
    after = version()

    assert after.rpartition(".")[2] == before.rpartition(".")[2]
    assert after != before


def test_the_database_is_asked_at_most_twice_a_second(django_assert_num_queries):
    ask_again()
    with django_assert_num_queries(1):
        for _ in range(100):
            current_version()


def test_what_was_remembered_of_the_version_before_is_forgotten():
    asked = []

    @remembered
    def label():
        asked.append(1)
        if len(asked) == 1:
            Experience.objects.filter(code="tehran-brt").update(title="BRT")
            version()  # the content changes while the label is being read
        return len(asked)

    version()
    assert label() == 1
    assert label() == 2
    assert label() == 2
