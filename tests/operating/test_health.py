"""A process says that it lives, and whether it can do its work, and nothing more."""

import pytest
from django.db import connection

from hamshahr.commons.search.models import IndexVersion
from hamshahr.config import health, warming


@pytest.fixture
def warm(monkeypatch):
    """The models of this process are read."""
    monkeypatch.setattr(warming, "done", warming.threading.Event())
    warming.done.set()


@pytest.fixture(autouse=True)
def _asked_anew(monkeypatch):
    monkeypatch.setattr(health, "_GOOD_FOR", -1)


def broken(**_):
    import psycopg

    raise psycopg.OperationalError("connection to 192.0.2.7 refused for user awa")


def test_a_process_lives_without_a_database(client):
    answer = client.get("/healthz")  # the fixture ``db`` is not there: a query would fail

    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert answer["Cache-Control"] == "no-store"


def test_it_is_ready_when_everything_is(client, db, warm):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.text) == (200, "ready\n")


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_whoever_asks_by_any_name_is_answered(client, db, warm, path):
    assert client.get(path, headers={"Host": "10.0.0.7:8000"}).status_code == 200


def test_it_is_not_ready_before_its_models_are_read(client, db, monkeypatch):
    monkeypatch.setattr(warming, "done", warming.threading.Event())

    assert client.get("/readyz").status_code == 503


def test_it_is_not_ready_without_its_database_and_says_no_more(client, db, warm, monkeypatch):
    monkeypatch.setattr(health.psycopg, "connect", broken)
    answer = client.get("/readyz")

    assert (answer.status_code, answer.text) == (503, "not ready\n")


def test_it_is_not_ready_before_every_migration_has_run(client, db, warm, monkeypatch):
    monkeypatch.setattr(health, "_migrations", lambda: frozenset({("experiences", "9999_next")}))

    assert client.get("/readyz").status_code == 503


def test_it_is_not_ready_while_nobody_has_set_it_up(client, db, warm, settings):
    settings.OPEN = False

    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200


def test_what_must_have_run_is_what_has_run_here(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        assert health._migrations() <= set(cursor.fetchall())
    assert IndexVersion.objects.filter(state="live").exists()


def test_many_who_ask_at_once_cause_one_question(client, db, warm, monkeypatch):
    monkeypatch.setattr(health, "_GOOD_FOR", 60)
    asked = []
    monkeypatch.setattr(health, "is_ready", lambda: not asked.append(1))
    guard = health.Health(lambda _: pytest.fail("passed on"))
    from django.test import RequestFactory

    for _ in range(5):
        assert guard(RequestFactory().get("/readyz")).status_code == 200
    assert asked == [1]
