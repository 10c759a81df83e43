"""The database is there for whoever needs it, and gone when nobody does."""

import multiprocessing
import os
import signal
import time
from pathlib import Path

import psycopg
import pytest

from hamshahr.kernel.embedded_postgres import ConnectionParameters

from .conftest import Place, account_of, eventually, holds

pytestmark = pytest.mark.slow


def test_it_starts_by_itself_and_its_user_creates_the_extensions_without_being_superuser(
    empty: Place,
):
    with empty.instance().hold() as parameters, psycopg.connect(parameters.dsn()) as connection:
        for extension in ("vector", "pg_trgm", "unaccent", "btree_gist"):
            connection.execute(f"CREATE EXTENSION {extension}")
        near = connection.execute("SELECT '[1,2]'::halfvec <=> '[1,2]'::halfvec").fetchone()
        powers = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        assert near == (0.0,)
        assert powers.fetchone() == (False,)


def test_persian_words_are_words_to_text_search_and_to_trigrams(place: Place):
    with place.instance().hold() as parameters, psycopg.connect(parameters.dsn()) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        words = connection.execute("SELECT to_tsvector('simple', 'شهر؟ «هوشمند»')::text")
        assert words.fetchone() == ("'شهر':1 'هوشمند':2",)
        alike = connection.execute("SELECT similarity('شیراز', 'شیرازی') > 0.5")
        assert alike.fetchone() == (True,)


def test_it_listens_on_no_network_and_only_its_account_enters_the_folder_of_its_socket(
    place: Place,
):
    with place.instance().hold() as parameters, psycopg.connect(parameters.dsn()) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        socket = Path(parameters.host).stat()
        assert socket.st_mode & 0o777 == 0o700
        assert socket.st_uid == account_of(place.server()) != 0


def test_the_server_stays_for_another_user_and_stops_after_the_last(place: Place):
    other = place.command()
    assert holds(other)
    with place.instance().hold():
        first = place.server()
    time.sleep(0.6)  # more than the keeper needs to look whether somebody is there
    assert place.server() == first
    other.communicate()
    assert eventually(lambda: not place.processes())
    assert "database system is shut down" in place.log()


def test_a_sequence_of_commands_finds_the_same_server(place: Place):
    with place.instance(linger=30).hold():
        first = place.server()
    time.sleep(0.6)
    with place.instance().hold():
        assert place.server() == first
    assert place.instance().stop_if_unused()


def test_commands_that_start_at_once_share_one_server(empty: Place):
    commands = [empty.command(linger=1) for _ in range(3)]
    assert all(holds(command) for command in commands)
    assert empty.log().count("ready to accept connections") == 1
    for command in commands:
        command.communicate()
        assert command.returncode == 0


def _come_and_go(place: Place, times: int) -> None:
    for turn in range(times):
        with place.instance().hold() as parameters, psycopg.connect(parameters.dsn()) as visit:
            visit.execute("SELECT pg_sleep(0.05)")
        time.sleep(0.2 + 0.03 * turn)  # drifts over the moment at which the keeper leaves


def test_whoever_comes_while_the_server_is_about_to_stop_gets_it_or_the_next(place: Place):
    spawn = multiprocessing.get_context("spawn")
    visitors = [spawn.Process(target=_come_and_go, args=(place, 5)) for _ in range(2)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    assert [visitor.exitcode for visitor in visitors] == [0, 0]
    assert place.log().count("ready to accept connections") > 1
    assert "interrupted" not in place.log()  # each stop was a clean one


def test_asked_to_stop_it_stays_while_it_is_used_and_else_stops_at_once(place: Place):
    instance = place.instance(linger=600)
    with instance.hold():
        assert not instance.stop_if_unused()
        assert instance.status().running
        assert instance.status().in_use
    assert not instance.status().in_use
    assert instance.stop_if_unused()
    assert not instance.status().running
    assert eventually(lambda: not place.processes())


def test_asking_how_it_stands_makes_nothing(empty: Place):
    status = empty.instance().status()
    assert (status.running, status.in_use, status.message) == (False, False, None)
    assert empty.instance().stop_if_unused()
    assert not empty.data.exists()


def test_ctrl_c_in_a_terminal_ends_the_command_and_not_the_server(place: Place):
    command = place.command()
    assert holds(command)
    with place.instance().hold() as parameters:
        os.killpg(command.pid, signal.SIGINT)
        assert command.wait() != 0
        with psycopg.connect(parameters.dsn()) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    for stream in (command.stdin, command.stdout):
        assert stream
        stream.close()


def test_an_error_of_the_command_reaches_it_unchanged(place: Place):
    with pytest.raises(ZeroDivisionError), place.instance().hold():
        raise ZeroDivisionError


def test_parameters_serve_libpq_and_django_alike():
    parameters = ConnectionParameters(host="/a folder")
    assert parameters.dsn() == "host='/a folder' port=5432 user=hamshahr dbname=hamshahr"
    assert parameters.as_django() == {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": "/a folder",
        "PORT": "5432",
        "USER": "hamshahr",
        "NAME": "hamshahr",
        "PASSWORD": "",
    }
