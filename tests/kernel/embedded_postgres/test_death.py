"""Whatever is killed, whenever: nothing leaks and what was saved is there."""

import os
import signal
import subprocess

import psycopg
import pytest

from hamshahr.kernel.embedded_postgres.account import server_account
from hamshahr.kernel.embedded_postgres.layout import Layout

from .conftest import Place, eventually, holds

pytestmark = pytest.mark.slow


def _save(dsn: str) -> None:
    with psycopg.connect(dsn) as connection:
        connection.execute("SET synchronous_commit TO on")  # as it is outside of tests
        connection.execute("CREATE TABLE saved AS SELECT generate_series(1, 1000) AS n")


def _saved(dsn: str) -> object:
    with psycopg.connect(dsn) as connection:
        return connection.execute("SELECT count(*) FROM saved").fetchone()


def test_a_killed_command_leaks_nothing(place: Place):
    command = place.command()
    assert holds(command)
    command.kill()
    command.communicate()
    assert eventually(lambda: not place.processes())
    assert "received fast shutdown request" in place.log()


def test_a_killed_keeper_takes_the_server_with_it_cleanly_and_the_next_command_recovers(
    place: Place,
):
    with place.instance().hold() as parameters:
        _save(parameters.dsn())
        keeper = place.keeper()
        os.kill(keeper, signal.SIGKILL)
        assert eventually(lambda: keeper not in place.processes())
        with place.instance().hold() as again:
            assert _saved(again.dsn()) == (1000,)
    assert "received fast shutdown request" in place.log()
    assert "interrupted" not in place.log()


def test_after_a_crash_of_the_whole_server_everything_saved_is_there(empty: Place):
    with empty.instance(durable=True).hold() as parameters:
        _save(parameters.dsn())
        empty.kill_server()
        with empty.instance(durable=True).hold() as again:
            assert _saved(again.dsn()) == (1000,)
    assert "database system was interrupted" in empty.log()


def test_a_crashed_server_comes_back_for_a_command_that_still_holds_it(place: Place):
    with place.instance().hold() as parameters:
        _save(parameters.dsn())
        first = place.server()
        os.kill(first, signal.SIGKILL)
        assert eventually(
            lambda: "interrupted" in place.log() and place.instance().status().running
        )
        assert _saved(parameters.dsn()) == (1000,)


def test_keeper_and_server_killed_together_leave_a_database_that_starts(place: Place):
    with place.instance().hold() as parameters:
        _save(parameters.dsn())
        keeper = place.keeper()
        os.kill(keeper, signal.SIGSTOP)
        place.kill_server()
        os.kill(keeper, signal.SIGKILL)
    with place.instance().hold() as parameters:
        assert _saved(parameters.dsn()) == (1000,)


def test_a_stale_number_that_now_belongs_to_another_process_is_no_obstacle(place: Place):
    with place.instance().hold():
        taken = (place.home / "data" / "postmaster.pid").read_text().splitlines()
    assert eventually(lambda: not place.processes())
    account = server_account(Layout(place.data))
    other = subprocess.Popen(["sleep", "600"], cwd="/", **account.of_process())
    try:
        stale = place.home / "data" / "postmaster.pid"
        stale.write_text("\n".join([str(other.pid), *taken[1:], ""]))
        account.own(stale)
        with place.instance().hold():
            assert place.server() != other.pid
    finally:
        other.kill()
        other.wait()


def test_a_database_whose_making_was_killed_is_made_anew(empty: Place):
    command = empty.command()
    unborn = empty.home / "data.new"
    assert eventually((unborn / "global").exists)
    os.kill(empty.keeper(), signal.SIGKILL)
    command.kill()
    command.communicate()
    assert not (empty.home / "data").exists()
    with empty.instance().hold() as parameters:
        _save(parameters.dsn())
    assert not unborn.exists()


def test_a_terminated_keeper_stops_the_server_cleanly(place: Place):
    with place.instance().hold():
        os.kill(place.keeper(), signal.SIGTERM)
        assert eventually(lambda: not place.processes())
    assert "received fast shutdown request" in place.log()
    assert "database system is shut down" in place.log()


def test_a_forked_child_holds_the_database_after_its_parent_let_go(place: Place):
    until, done = os.pipe()
    with place.instance().hold() as parameters:
        child = os.fork()
        if child == 0:
            os.close(done)
            os.read(until, 1)
            os._exit(0)
    os.close(until)
    assert not place.instance().stop_if_unused()
    assert psycopg.connect(parameters.dsn()).close() is None
    os.close(done)
    os.waitpid(child, 0)
