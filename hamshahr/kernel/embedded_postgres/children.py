"""Ties the keeper's children to the keeper, so that none outlives it."""

import os
import signal

from hamshahr.kernel.parent import end_with


class Lifeline:
    """Made in the keeper, handed to each child that it starts."""

    def __init__(self, server_lock: int) -> None:
        """``server_lock`` is an open, exclusively locked file that children inherit."""
        self._keeper = os.getpid()
        self.inherited = (server_lock,)

    def tie(self) -> None:
        """Run in the child before its program: the death of the keeper stops it.

        SIGINT is PostgreSQL's clean and fast stop. The kernel forgets the wish when the
        account changes, so this must come after that; ``subprocess`` does it in this order.
        """
        if not end_with(self._keeper, by=signal.SIGINT):  # it died before the wish was heard
            os._exit(1)
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
