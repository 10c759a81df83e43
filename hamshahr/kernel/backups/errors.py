"""What can go wrong with a backup, each said in a sentence that names the remedy."""

import errno
from pathlib import Path


class BackupError(Exception):
    """The base of all; its message says what happened and what to do."""


class NotABackup(BackupError):
    """The file is no backup of this product, or is cut short or damaged."""


class NewerBackup(BackupError):
    """The backup was made by a newer version than this one."""


class DatabaseRefused(BackupError):
    """The database server does not let us do what it takes."""


def from_writing(error: OSError, target: Path) -> BackupError:
    """The sentence for a failed write of a backup to ``target``."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return BackupError(
            f"There is no room for the backup in {target.parent} ({error.strerror}). Free some "
            "space or name another folder. Nothing was left there, and no backup is lost."
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return BackupError(
            f"{target.parent} cannot be written to ({error.strerror}). Name another folder, or "
            "run the command as a user who may write there."
        )
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return BackupError(f"There is no folder {target.parent}. Make it, or name another one.")
    return BackupError(f"The backup could not be written to {target}: {error.strerror}.")


def damaged(path: Path, what: str) -> NotABackup:
    """The sentence for a file that fails a check."""
    return NotABackup(
        f"{path} is cut short or damaged: {what}. Nothing of it was used. Take another copy of "
        "it, or an older backup."
    )
