"""The embedded database as a command sees it: hold it, use it, let go."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from . import locks, report
from .connection import ConnectionParameters
from .errors import (
    EmbeddedPostgresError,
    StartError,
    full_disk,
    named,
    no_room,
    tells_of_full_disk,
)
from .layout import Layout

# How long a stopping server may take, plus what its last writes may need on a slow disk.
_FOR_A_STOP = 90  # seconds
# Recovery after a crash replays at most max_wal_size; a slow disk reads that in a minute.
_FOR_A_START = 120  # seconds
_PAUSE = 0.05  # seconds between two looks at a server that is coming up
# A keeper that dies this often at once has a fault that waiting does not cure.
_KEEPERS = 5
_FULL_DISK = psycopg.errors.DiskFull.sqlstate
# What a client sees of a server that dies: nothing, or one of its last words.
_CUT_OFF = (None, psycopg.errors.AdminShutdown.sqlstate, psycopg.errors.CrashShutdown.sqlstate)
_JOURNAL_FILE = 16 * 2**20  # bytes; PostgreSQL's journal (WAL) grows by files of this size


@dataclass(frozen=True)
class Status:
    """``message`` says why it does not run though it should; ``in_use`` counts others too."""

    running: bool
    in_use: bool
    message: str | None = None


class Instance:
    """The database under one data folder; cheap to make, touches nothing until it is held."""

    def __init__(self, data: Path, *, durable: bool, linger: float) -> None:
        self._layout = Layout(data.resolve())
        self._durable = durable
        self._linger = linger

    @contextmanager
    def hold(self) -> Iterator[ConnectionParameters]:
        """Keep the database running until the context ends; start it if need be.

        Processes forked inside the context hold it as well, until they end. Raises an
        ``EmbeddedPostgresError`` if the database cannot be had, and turns an error of the
        caller's that came from a full disk into ``DiskFullError``.
        """
        self._layout.prepare()
        with locks.opened(self._layout.users_lock) as lock:
            if not locks.wait_for(locks.try_shared, lock, seconds=_FOR_A_STOP):
                raise StartError(
                    f"The database in {self._layout.home} has been stopping for "
                    f"{_FOR_A_STOP} seconds. Try again; {self._layout.server_log} says why."
                )
            parameters = self._started()
            with self._full_disk_named():
                yield parameters

    def status(self) -> Status:
        """How it stands, without starting or stopping anything."""
        if not self._layout.users_lock.exists():
            return Status(running=False, in_use=False)
        in_use = locks.in_use(self._layout.users_lock)
        said = report.read(self._layout.report)
        if said is None or not locks.held_alone(self._layout.keeper_lock):
            return Status(running=False, in_use=in_use)
        if said.state == "failed":
            return Status(running=False, in_use=in_use, message=said.message)
        reason = self._answer(said.socket)
        full = reason is not None and tells_of_full_disk(reason)
        message = str(full_disk(self._layout.home)) if full else reason
        return Status(running=reason is None, in_use=in_use, message=message)

    def stop_if_unused(self) -> bool:
        """Stop the server now rather than after the linger; False if somebody uses it."""
        layout = self._layout
        if not layout.users_lock.exists():
            return True
        layout.stop_request.touch(mode=0o600)
        layout.give_to_owner(layout.stop_request)
        deadline = time.monotonic() + _FOR_A_STOP
        while locks.held_alone(layout.keeper_lock):
            if locks.in_use(layout.users_lock) or time.monotonic() > deadline:
                layout.stop_request.unlink(missing_ok=True)
                return False
            time.sleep(_PAUSE)
        layout.stop_request.unlink(missing_ok=True)
        return True

    def _started(self) -> ConnectionParameters:
        """Wait until the server answers, and see to it that somebody keeps it."""
        began, deadline, keepers, reason = time.time(), time.monotonic() + _FOR_A_START, 0, None
        while time.monotonic() < deadline:
            if not locks.held_alone(self._layout.keeper_lock):
                keepers += 1
                self._start_keeper(keepers)
            said = report.read(self._layout.report)
            if said and said.state == "failed" and said.at >= began:
                raise named(said.error, said.message)
            if said and said.socket:
                reason = self._answer(said.socket)
                if reason is None and locks.held_alone(self._layout.keeper_lock):
                    return ConnectionParameters(host=said.socket)
                if reason is not None and tells_of_full_disk(reason):
                    raise full_disk(self._layout.home)  # it runs, but has no room for a client
            time.sleep(_PAUSE)
        raise StartError(
            f"The database in {self._layout.home} did not answer within {_FOR_A_START} seconds "
            f"({reason}). Its log is {self._layout.server_log}; try again when it has come up."
        )

    def _start_keeper(self, times: int) -> None:
        if times > _KEEPERS:
            raise StartError(
                "The process that keeps the database running dies again and again; "
                f"{self._layout.keeper_log} says why."
            )
        command = [sys.executable, "-m", f"{__package__}.keeper", str(self._layout.data)]
        command += ["--linger", str(self._linger)]
        if not self._durable:
            command.append("--not-durable")
        started = subprocess.run(  # noqa: S603 - our own module and this interpreter
            command,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            start_new_session=True,
            check=False,
        )
        if started.returncode != 0:
            if tells_of_full_disk(started.stderr):
                raise full_disk(self._layout.home)
            raise StartError(
                "The process that keeps the database running could not start: "
                f"{started.stderr[-600:].strip()}"
            )

    def _answer(self, socket: str) -> str | None:
        """None if the server answers, else what it or the system says."""
        try:
            with psycopg.connect(
                ConnectionParameters(host=socket).dsn(), connect_timeout=5, autocommit=True
            ) as connection:
                connection.execute("SELECT 1")
        except psycopg.Error as error:
            return str(error).strip()
        return None

    @contextmanager
    def _full_disk_named(self) -> Iterator[None]:
        try:
            yield
        except EmbeddedPostgresError:
            raise
        except Exception as error:
            if self._comes_from_a_full_disk(error):
                raise full_disk(self._layout.home) from error
            raise

    def _comes_from_a_full_disk(self, error: BaseException | None) -> bool:
        """Follow the causes, since a framework wraps the driver's errors in its own."""
        while error is not None:
            if isinstance(error, psycopg.Error) and error.sqlstate == _FULL_DISK:
                return True
            if isinstance(error, psycopg.OperationalError) and error.sqlstate in _CUT_OFF:
                # The server gives up, and comes again, when its journal cannot grow.
                return no_room(self._layout.home, for_bytes=2 * _JOURNAL_FILE)
            error = error.__cause__
        return False


def _environment() -> dict[str, str]:
    """Ours, and the folder that our own package was imported from."""
    root = str(Path(__file__).resolve().parents[3])
    known = os.environ.get("PYTHONPATH")
    return os.environ | {"PYTHONPATH": f"{root}{os.pathsep}{known}" if known else root}
