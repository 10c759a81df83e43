"""One run of the PostgreSQL server, as a child of the keeper."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

from .account import Account
from .children import Lifeline
from .cluster import ENVIRONMENT, HERE
from .connection import PORT
from .errors import EmbeddedPostgresError, StartError, full_disk, no_room, tells_of_full_disk
from .layout import Layout

# Given at every start: what must be ours whatever postgresql.conf says.
_ALWAYS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "logging_collector": "off",
    "log_destination": "stderr",
    "lc_messages": "C",
}
# For tests: a crash of the server may then lose the last commits, one of the machine everything.
_NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

# A fast stop writes all changed pages; only then the impatient ways, which cost a recovery.
_STOPS = ((signal.SIGINT, 60), (signal.SIGQUIT, 10), (signal.SIGKILL, 10))

# With less than this free, its log may have had no room for the reason.
_LAST_WORDS = 2**16  # bytes

# The log and one older of the same size are kept.
_LOG_LIMIT = 8 * 2**20  # bytes


class Server:
    """A running (or ended) server process."""

    def __init__(
        self,
        layout: Layout,
        programs: Path,
        account: Account,
        life: Lifeline,
        *,
        socket: str,
        durable: bool,
    ) -> None:
        """Start it; ``socket`` is the folder as the server sees it. Raises OSError."""
        self._layout = layout
        # No process of an earlier server lives (the caller holds its lock), so this is stale.
        # PostgreSQL would believe it if another process had the same number by now.
        (layout.cluster / "postmaster.pid").unlink(missing_ok=True)
        settings = _ALWAYS | {"unix_socket_directories": socket}
        if not durable:
            settings |= _NOT_DURABLE
        log = os.open(layout.server_log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            layout.give_to_owner(layout.server_log)
            self._log_began_at = os.fstat(log).st_size
            self._process = subprocess.Popen(  # noqa: S603 - our own program and settings
                [
                    programs / "postgres",
                    *("-D", HERE),
                    *(f"--{name}={value}" for name, value in settings.items()),
                ],
                cwd=layout.cluster,
                env=ENVIRONMENT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=life.inherited,
                preexec_fn=life.tie,  # safe: the keeper has one thread
                **account.of_process(),
            )
        finally:
            os.close(log)

    def ended(self) -> bool:
        """Whether the server is gone; reaps it."""
        return self._process.poll() is not None

    def was_ready(self) -> bool:
        """Whether it came up; once it ended, only a killed server leaves the trace."""
        try:
            lines = (self._layout.cluster / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return len(lines) > 7 and lines[7].strip() == "ready"

    def why_it_ended(self) -> EmbeddedPostgresError:
        """What its log says of this run, in a sentence."""
        said = self._log_of_this_run()
        if tells_of_full_disk(said) or no_room(self._layout.home, for_bytes=_LAST_WORDS):
            return full_disk(self._layout.home)
        return StartError(
            f"PostgreSQL stopped (status {self._process.returncode}). Its log "
            f"{self._layout.server_log} ends with: {said[-600:].strip()}"
        )

    def stop(self) -> None:
        """Stop it cleanly if it can be, and wait until it is gone."""
        for number, seconds in _STOPS:
            if self.ended():
                return
            self._process.send_signal(number)
            try:
                self._process.wait(timeout=seconds)
            except subprocess.TimeoutExpired:
                continue

    def bound_log(self) -> None:
        """Move a long log away; the server goes on writing to the same, now empty, file."""
        log = self._layout.server_log
        if log.stat().st_size < _LOG_LIMIT:
            return
        try:
            shutil.copy(log, log.with_suffix(".log.1"))
        finally:
            os.truncate(log, 0)
            self._log_began_at = 0

    def _log_of_this_run(self) -> str:
        with self._layout.server_log.open("rb") as log:
            log.seek(self._log_began_at)
            return log.read().decode(errors="replace")
