"""File locks that the kernel releases when their holder dies, however it dies.

They are ``flock`` locks: they belong to the open file, so a forked child keeps what its
parent held, and nothing is ever left behind by ``kill -9``.
"""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

# Between two tries of a lock that somebody else is about to release.
_PAUSE = 0.02


@contextmanager
def opened(path: Path) -> Iterator[int]:
    """Open the lock file; whatever lock is taken on it ends with the context."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def try_shared(descriptor: int) -> bool:
    """Take the lock beside others; False if somebody has it alone."""
    return _try(descriptor, fcntl.LOCK_SH)


def try_exclusive(descriptor: int) -> bool:
    """Take the lock alone; False if anybody else has it."""
    return _try(descriptor, fcntl.LOCK_EX)


def release(descriptor: int) -> None:
    """Let go of the lock, keeping the file open."""
    fcntl.flock(descriptor, fcntl.LOCK_UN)


def wait_for(take: Callable[[int], bool], descriptor: int, *, seconds: float) -> bool:
    """Try ``take`` until it succeeds or ``seconds`` have passed."""
    deadline = time.monotonic() + seconds
    while not take(descriptor):
        if time.monotonic() > deadline:
            return False
        time.sleep(_PAUSE)
    return True


def held_alone(path: Path) -> bool:
    """Whether some process holds the lock exclusively."""
    with opened(path) as descriptor:
        return not try_shared(descriptor)


def in_use(path: Path) -> bool:
    """Whether some process holds the lock beside others."""
    with opened(path) as descriptor:
        return try_shared(descriptor) and not try_exclusive(descriptor)


def _try(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
