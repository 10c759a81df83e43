"""The keeper: a small process that runs the server for as long as anybody uses the database.

Commands come and go, are interrupted and killed; none of them is the server's parent. Each
holds ``users.lock`` while it uses the database. The keeper has a session of its own, so that
Ctrl-C in a terminal does not reach it; it starts the server, starts it again if it dies, and
when it can take ``users.lock`` alone it stops the server and ends. It keeps that lock until
the server is gone: who comes meanwhile waits a moment, then starts a new keeper.

Run as ``python -m hamshahr.kernel.embedded_postgres.keeper DATA [--linger S] [--not-durable]``.
It returns once the keeper is at work in the background, or if there is one already.
"""

import argparse
import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

from . import cluster, programs, report, socket_folder
from .account import server_account
from .children import Lifeline
from .errors import EmbeddedPostgresError, StartError, from_os
from .layout import Layout
from .locks import opened, release, try_exclusive, wait_for
from .report import Report, State
from .server import Server

# How often it looks whether anybody still uses the database: one system call.
_TICK = 0.25  # seconds
# A command that asks "is there a keeper?" holds the lock for an instant.
_FOR_THE_LOCK = 0.5  # seconds
# Processes of a killed server notice that their parent is gone.
_FOR_THE_OLD_SERVER = 20  # seconds
# Between two attempts to start a server that fails, while somebody still waits for it.
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 8.0  # seconds
# Blocked, so that they are taken one by one in the loop and never in the middle of a step.
_SIGNALS = {signal.SIGCHLD, signal.SIGTERM, signal.SIGINT, signal.SIGHUP}


class Keeper:
    """Holds ``keeper.lock`` already when it is made."""

    def __init__(self, layout: Layout, *, linger: float, durable: bool) -> None:
        """``linger`` is how many seconds an unused server is kept for the next command."""
        self._layout = layout
        self._linger = linger
        self._durable = durable
        self._server: Server | None = None
        self._socket: Path | None = None
        self._pause = _FIRST_PAUSE
        self._next_try = 0.0

    def keep(self) -> None:
        """Keep the server until nobody uses it, or until a signal asks to stop."""
        signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        used_at = time.monotonic()
        with opened(self._layout.users_lock) as users:
            while True:
                self._look_after_server()
                arrived = signal.sigtimedwait(_SIGNALS, _TICK)
                if arrived is not None and arrived.si_signo != signal.SIGCHLD:
                    break
                if not try_exclusive(users):
                    used_at = time.monotonic()
                elif self._may_leave(used_at):
                    break  # with the lock: nobody can come in until the server is gone
                else:
                    release(users)
            self._leave()

    def _look_after_server(self) -> None:
        if self._server is None:
            if time.monotonic() >= self._next_try:
                self._start()
        elif self._server.ended():
            server, self._server = self._server, None
            if server.was_ready():
                self._next_try = 0.0
                _log("the server died; starting it again")
                self._say("starting")
            else:
                self._fail(server.why_it_ended())
        else:
            with suppress(OSError):  # a full disk must not end the keeper
                self._server.bound_log()

    def _start(self) -> None:
        self._say("starting")
        try:
            self._server = self._started()
        except EmbeddedPostgresError as error:
            self._fail(error)
        except OSError as error:
            self._fail(from_os(error, self._layout.data))

    def _started(self) -> Server:
        layout = self._layout
        account = server_account(layout)
        with opened(layout.server_lock) as lock:
            if not wait_for(try_exclusive, lock, seconds=_FOR_THE_OLD_SERVER):
                raise StartError(
                    f"Processes of an earlier server of {layout.home} are still running. Wait "
                    "until they end, or end the 'postgres' processes that belong to it."
                )
            life = Lifeline(lock)
            carried = programs.install(layout, account)
            layout.finish_upgrade()
            if not layout.cluster.exists():
                cluster.make(layout, carried, account, life, sync=self._durable)
            cluster.check(layout, programs.major_version(carried))
            self._socket = socket_folder.make(layout, account)
            self._say("starting")
            return Server(
                layout,
                carried,
                account,
                life,
                socket=socket_folder.as_the_server_sees(self._socket, layout),
                durable=self._durable,
            )

    def _fail(self, error: EmbeddedPostgresError) -> None:
        _log(str(error))
        self._say("failed", error)
        self._next_try = time.monotonic() + self._pause
        self._pause = min(2 * self._pause, _LONGEST_PAUSE)

    def _may_leave(self, used_at: float) -> bool:
        hurried = self._server is None or self._layout.stop_request.exists()
        return hurried or time.monotonic() - used_at >= self._linger

    def _leave(self) -> None:
        self._say("stopping")
        if self._server is not None:
            self._server.stop()
        with suppress(OSError):
            self._layout.stop_request.unlink(missing_ok=True)
        with suppress(OSError):
            if self._socket is not None:
                socket_folder.remove(self._socket, self._layout)
        self._say("stopped")

    def _say(self, state: State, error: EmbeddedPostgresError | None = None) -> None:
        socket = "" if self._socket is None else str(self._socket)
        kind = "" if error is None else type(error).__name__
        message = "" if error is None else str(error)
        with suppress(OSError):  # on a full disk that copies on write; the commands time out
            report.write(self._layout.report, Report(state, time.time(), socket, kind, message))


def main() -> None:
    """Become the keeper in the background unless there is one."""
    parser = argparse.ArgumentParser(description="Keeps the embedded PostgreSQL of Hamshahr.")
    parser.add_argument("data", type=Path)
    parser.add_argument("--linger", type=float, required=True)
    parser.add_argument("--not-durable", action="store_true")
    asked = parser.parse_args()
    layout = Layout(asked.data)
    with opened(layout.keeper_lock) as lock:
        if not wait_for(try_exclusive, lock, seconds=_FOR_THE_LOCK):
            return
        try:
            report.write(layout.report, Report("starting", time.time()))
            layout.stop_request.unlink(missing_ok=True)
        except OSError as error:
            sys.exit(str(error))  # the command that waits makes a sentence of it
        if os.fork() == 0:
            _go_into_the_background(layout)
            Keeper(layout, linger=asked.linger, durable=not asked.not_durable).keep()


def _go_into_the_background(layout: Layout) -> None:
    os.chdir("/")
    log = os.open(layout.keeper_log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
    layout.give_to_owner(layout.keeper_log)
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor, target in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(descriptor, target)
    os.close(log)
    os.close(nothing)
    _log("keeper at work")


def _log(line: str) -> None:
    now = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime())
    with suppress(OSError):  # a full disk must not end the keeper
        os.write(2, f"{now} UTC [{os.getpid()}] {line}\n".encode(errors="backslashreplace"))


if __name__ == "__main__":
    main()
