"""A full disk is named, costs nothing that was saved, and is over when there is space again."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from hamshahr.kernel.embedded_postgres import DiskFullError
from tests.small_disk import may_mount, mount, unmount

from .conftest import Place, eventually

pytestmark = pytest.mark.slow


def test_a_disk_that_refuses_the_first_byte(place: Place):
    report = place.home / "keeper.json"
    report.symlink_to("/dev/full")
    with pytest.raises(DiskFullError, match="Free some space") as refusal, place.instance().hold():
        pass
    assert str(place.home) in str(refusal.value)
    report.unlink()
    with place.instance().hold():
        pass


def test_a_command_cut_off_by_a_full_disk_is_told_so_whatever_wraps_the_error(place: Place):
    wrapped = RuntimeError("the framework's own")
    wrapped.__cause__ = psycopg.errors.DiskFull("could not extend file")
    with pytest.raises(DiskFullError, match="is full"), place.instance().hold():
        raise wrapped


if may_mount():  # a real small disk; without that right the two above are what can be had

    @pytest.fixture
    def small(folder: Path) -> Iterator[Place]:
        """A place on a disk of its own."""
        disk = folder / "disk"
        disk.mkdir()
        assert mount(disk, "size=30m")
        place = Place(disk / "data")
        yield place
        gone = eventually(lambda: not place.processes())
        unmount(disk)
        assert gone

    def _enlarge(place: Place, size: str) -> None:
        assert mount(place.data.parent, "remount", f"size={size}")

    def test_no_room_for_the_database_leaves_nothing_half_made(small: Place):
        with pytest.raises(DiskFullError, match="MB free of 30 MB"), small.instance().hold():
            pass
        _enlarge(small, "70m")  # room for the programs, not for the cluster
        with pytest.raises(DiskFullError, match="MB free of 70 MB"), small.instance().hold():
            pass
        assert eventually(lambda: not (small.home / "data.new").exists())
        assert not (small.home / "data").exists()
        _enlarge(small, "300m")
        with small.instance().hold():
            pass

    def test_a_disk_that_fills_under_a_running_server_loses_nothing_saved(small: Place):
        _enlarge(small, "150m")
        with pytest.raises(DiskFullError, match="nothing that was saved is lost"):
            _fill_the_disk(small)
        _enlarge(small, "400m")
        with small.instance().hold() as parameters, psycopg.connect(parameters.dsn()) as rows:
            assert rows.execute("SELECT count(*) FROM kept").fetchone() == (1000,)
            rows.execute("INSERT INTO kept VALUES (0)")

    def test_a_server_that_cannot_come_up_on_a_full_disk_says_so_and_recovers(small: Place):
        _enlarge(small, "150m")
        with small.instance(durable=True).hold() as parameters:
            with psycopg.connect(parameters.dsn()) as rows:
                rows.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n")
            keeper = small.keeper()
            os.kill(keeper, signal.SIGSTOP)
            small.kill_server()
            (small.home / "run" / ".s.PGSQL.5432.lock").unlink()  # else its page is room enough
            ballast = small.data.parent / "ballast"
            with pytest.raises(OSError, match="No space"):
                ballast.write_bytes(bytes(150 * 2**20))
            os.kill(keeper, signal.SIGCONT)
            with pytest.raises(DiskFullError), small.instance().hold():
                pass
            assert "is full" in str(small.instance().status().message)
            ballast.unlink()
            # By itself, for the command that still holds it.
            assert eventually(lambda: small.instance().status().running)
            with psycopg.connect(parameters.dsn()) as rows:
                assert rows.execute("SELECT count(*) FROM kept").fetchone() == (1000,)


def _fill_the_disk(place: Place) -> None:
    with (
        place.instance(durable=True).hold() as parameters,
        psycopg.connect(parameters.dsn(), autocommit=True) as rows,
    ):
        rows.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n")
        rows.execute("CREATE TABLE filling (bytes text STORAGE EXTERNAL)")
        while True:
            rows.execute("INSERT INTO filling VALUES (repeat('x', 1000000))")
