"""A folder that cannot serve is refused in a sentence that says what to do."""

import os
import pwd
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from hamshahr.kernel.embedded_postgres import (
    DataFolderError,
    MajorVersionError,
    StartError,
    instance,
)
from hamshahr.kernel.embedded_postgres.account import server_account
from hamshahr.kernel.embedded_postgres.layout import Layout

from .conftest import Place, account_of, eventually

pytestmark = pytest.mark.slow


def _refused(place: Place) -> str:
    with pytest.raises(DataFolderError) as refusal, place.instance().hold():
        pass
    return str(refusal.value)


def _as_a_stranger(do: Callable[[], None]) -> None:
    """Run ``do`` as somebody who owns nothing; we already are, unless we are root."""
    if os.geteuid() != 0:
        do()
        return
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setresgid(65534, 65534, 65534)
            os.setresuid(65534, 65534, 65534)
            do()
        except BaseException:  # noqa: BLE001 - a forked child must never return into pytest
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_another_major_version_names_both_and_the_way_out(place: Place):
    (place.home / "data" / "PG_VERSION").write_text("17\n")
    with pytest.raises(MajorVersionError) as refusal, place.instance().hold():
        pass
    for part in ("PostgreSQL 17", "PostgreSQL 18", "hamshahr db upgrade"):
        assert part in str(refusal.value)
    (place.home / "data" / "PG_VERSION").write_text("18\n")
    with place.instance().hold():
        pass


def test_a_database_without_its_version_is_damaged_and_not_made_anew(place: Place):
    (place.home / "data" / "PG_VERSION").unlink()
    said = _refused(place)
    assert "PG_VERSION is missing" in said
    assert "backup" in said
    assert (place.home / "data" / "base").exists()


def test_a_broken_setting_is_quoted_from_the_log_and_mending_it_is_enough(place: Place):
    settings = place.home / "data" / "postgresql.conf"
    right = settings.read_text()
    settings.write_text(right + "\nno_such_setting = 1\n")
    with pytest.raises(StartError, match="no_such_setting"), place.instance().hold():
        pass
    settings.write_text(right)
    with place.instance().hold():
        pass


def test_a_file_in_place_of_the_folder(empty: Place):
    empty.data.write_text("not a folder")
    assert "is a file" in _refused(empty)


def test_a_file_above_the_folder(folder: Path):
    (folder / "file").write_text("not a folder")
    with pytest.raises(DataFolderError, match="is a file"), instance(folder / "file/x").hold():
        pass


def test_a_folder_that_may_not_be_written_to(folder: Path):
    closed = folder / "closed"
    closed.mkdir(mode=0o555)

    def hold_it() -> None:
        with (
            pytest.raises(DataFolderError, match="set HAMSHAHR_DATA to a folder that you may"),
            instance(closed / "data").hold(),
        ):
            pass

    _as_a_stranger(hold_it)


def test_a_path_that_a_shell_would_read_otherwise(folder: Path):
    with pytest.raises(DataFolderError, match="dollar sign"), instance(folder / "$HOME").hold():
        pass
    assert not list(folder.iterdir())


def test_a_folder_below_one_that_only_its_owner_enters(folder: Path):
    folder.chmod(0o700)
    closed = Place(folder / "data")
    with closed.instance().hold():
        assert account_of(closed.server()) != 0
    assert folder.stat().st_mode & 0o777 == 0o700
    assert eventually(lambda: not closed.processes())


def test_a_long_path_gets_a_short_socket_which_goes_with_the_server(folder: Path, pattern: Place):
    place = pattern.copied(folder / "کوچه" / ("x" * 90))
    with place.instance().hold() as parameters:
        socket = Path(parameters.host)
        assert socket.parent == Path("/tmp")
        assert socket.stat().st_mode & 0o777 == 0o700
    assert eventually(lambda: not place.processes())
    assert not socket.exists()


def test_a_short_socket_folder_that_is_open_to_others_is_refused(folder: Path, pattern: Place):
    place = pattern.copied(folder / ("x" * 100))
    with place.instance().hold() as parameters:
        socket = Path(parameters.host)
    assert eventually(lambda: not place.processes())
    socket.mkdir()
    socket.chmod(0o777)
    try:
        assert "open to others" in _refused(place)
        assert eventually(lambda: not place.processes())
    finally:
        socket.rmdir()


def test_a_long_log_is_moved_away_while_the_server_writes_on(place: Place):
    with place.instance().hold():
        with (place.home / "server.log").open("a") as log:
            log.write("x" * 9 * 2**20)
        assert eventually(lambda: (place.home / "server.log").stat().st_size < 2**20)
    assert eventually(lambda: "database system is shut down" in place.log())
    assert (place.home / "server.log.1").stat().st_size > 9 * 2**20


def test_a_user_without_a_name_is_told_where_to_write_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    def unknown(number: int) -> None:
        raise KeyError(number)

    monkeypatch.setattr(pwd, "getpwuid", unknown)
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    with pytest.raises(StartError, match=r"12345 has no name.*/etc/passwd"):
        server_account(Layout(folder))
