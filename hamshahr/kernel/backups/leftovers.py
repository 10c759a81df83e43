"""A backup on its way: written under another name, locked, and never left behind for long."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from hamshahr.kernel.backups.errors import BackupError

SUFFIX = ".part"


@contextmanager
def draft(target: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """Give the file beside ``target`` in which it is written; it goes where writing fails.

    Raises BackupError if another command writes the same backup, and OSError.
    """
    path = target.with_name(target.name + SUFFIX)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "w+b") as file:
        if not _locked(descriptor):
            raise BackupError(f"Another command is writing {path}. Wait until it has ended.")
        os.fchmod(descriptor, 0o600)  # before the first byte: it will hold secrets
        os.truncate(descriptor, 0)
        try:
            yield path, file
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def give_name(draft: Path, target: Path) -> None:
    """Let the whole, written backup appear under its name; raises BackupError, OSError."""
    if target.exists():
        raise BackupError(f"{target} has come to be meanwhile. Name another file.")
    draft.rename(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def abandoned(folder: Path) -> list[Path]:
    """Drafts that a killed command left: nobody holds them any more."""
    return [path for path in sorted(folder.glob(f"*.tar{SUFFIX}")) if _is_abandoned(path)]


def _is_abandoned(path: Path) -> bool:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        return _locked(descriptor)
    finally:
        os.close(descriptor)


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
