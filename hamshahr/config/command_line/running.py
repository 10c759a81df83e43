"""What commands share: Django with its database, and progress on a terminal."""

import gc
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from hamshahr.config.database import database_in_use


@contextmanager
def django_running() -> Iterator[None]:
    """Have the database running and Django set up while the context lasts."""
    with database_in_use():
        _set_django_up()
        try:
            yield
        finally:
            _close_pool()


def _set_django_up() -> None:
    """Load all models, looking for no garbage meanwhile: nearly all that is made stays.

    The looking took a fifth of the start of every command. What stays is set aside, so that nobody
    looks through it later either, nor when the command ends.
    """
    import django

    gc.disable()
    try:
        django.setup()
    finally:
        gc.freeze()
        gc.enable()


def _close_pool() -> None:
    from django.db import connection

    connection.close()
    close = getattr(connection, "close_pool", None)
    if close is not None:
        close()


class ProgressLine:
    """Shows a stage with its count on standard error, in place on a terminal.

    Elsewhere (a log) it writes a line every few seconds, so that long work is never silent.
    """

    _IN_PLACE, _IN_LOGS = 0.1, 5.0  # seconds between two lines

    def __init__(self, total: int | None = None) -> None:
        self._total = total
        self._terminal = sys.stderr.isatty()
        self._last = time.monotonic()
        self._open = False

    def __call__(self, stage: str, count: int) -> None:
        now = time.monotonic()
        if now - self._last < (self._IN_PLACE if self._terminal else self._IN_LOGS):
            return
        self._last = now
        of = f" of {self._total:,}" if self._total else ""
        text = f"  {count:,}{of} {stage}"
        if self._terminal:
            print(f"\r{text}\x1b[K", end="", file=sys.stderr, flush=True)
            self._open = True
        else:
            print(text, file=sys.stderr, flush=True)

    def done(self) -> None:
        """Leave the line, so that what follows stands on its own."""
        if self._open:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            self._open = False
