"""Knowing that the database cannot be reached, so that not everybody waits to find out.

A pool lets each request wait for seconds while it tries to connect; with a few threads, a server
whose database is gone would answer nothing at all, not even that. Here one request finds out, and
until the next attempt is due all others are told at once.
"""

import logging
import time
from collections.abc import Callable
from threading import Lock

# Between two attempts: the site is back this soon after its database.
SECONDS_BETWEEN = 1.0

_logger = logging.getLogger(__name__)


class Outage:
    """Whether the database is known to be out of reach. Safe between threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._next_attempt: float | None = None  # None: all is well, as far as is known

    def is_known(self) -> bool:
        """Tell whether it is out of reach, as far as is known."""
        return self._next_attempt is not None

    def may_try(self, patience: float) -> bool:
        """Tell whether to try now; if so, nobody else may within ``patience`` seconds."""
        with self._lock:
            now = self._clock()
            if self._next_attempt is None:
                return True
            if now < self._next_attempt:
                return False
            self._next_attempt = now + patience + SECONDS_BETWEEN
            return True

    def begins(self) -> None:
        """Note that it cannot be reached."""
        with self._lock:
            if self._next_attempt is None:
                _logger.error("The database is out of reach.")
            self._next_attempt = self._clock() + SECONDS_BETWEEN

    def is_over(self) -> None:
        """Note that it can be reached."""
        with self._lock:
            if self._next_attempt is not None:
                _logger.info("The database is back.")
            self._next_attempt = None
