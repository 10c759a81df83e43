"""Ties the keeper's children to the keeper, so that none outlives it."""

import ctypes
import os
import signal

_PR_SET_PDEATHSIG = 1  # <linux/prctl.h>
_libc = ctypes.CDLL(None)  # loaded before any fork: a child must not load libraries


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
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGINT)
        if os.getppid() != self._keeper:  # it died before the wish was heard
            os._exit(1)
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
