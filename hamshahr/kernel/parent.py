"""Ending with one's parent, however that ends."""

import ctypes
import os
import signal

_PR_SET_PDEATHSIG = 1  # <linux/prctl.h>
_libc = ctypes.CDLL(None)  # loaded before any fork: a child must not load libraries


def end_with(parent: int, *, by: signal.Signals) -> bool:
    """Have the kernel send this process ``by`` when the process ``parent`` dies.

    False if it is dead already. The kernel forgets the wish when the account changes, so ask
    after that. Linux only; elsewhere nothing is asked.
    """
    prctl = getattr(_libc, "prctl", None)
    if prctl is not None:
        prctl(_PR_SET_PDEATHSIG, by)
    return os.getppid() == parent
