"""What can go wrong with the embedded database, each said in a sentence that names the remedy."""

import errno
import shutil
from pathlib import Path


class EmbeddedPostgresError(Exception):
    """The base of all; its message says what happened and what to do."""


class DataFolderError(EmbeddedPostgresError):
    """The data folder cannot be used as it is."""


class MajorVersionError(EmbeddedPostgresError):
    """The database was made by another major version of PostgreSQL."""


class DiskFullError(EmbeddedPostgresError):
    """No space is left where the database lives."""


class StartError(EmbeddedPostgresError):
    """The server did not start or does not answer."""


_KINDS = {
    kind.__name__: kind for kind in (DataFolderError, MajorVersionError, DiskFullError, StartError)
}

# How the C library words ENOSPC and EDQUOT, and PostgreSQL a page that fitted only in part;
# the server runs with untranslated messages.
_FULL = ("No space left on device", "Disk quota exceeded", "Check free disk space")


def named(kind: str, message: str) -> EmbeddedPostgresError:
    """The error that the keeper wrote down by the name of its class."""
    return _KINDS.get(kind, StartError)(message)


def tells_of_full_disk(text: str) -> bool:
    """Whether a program's message or log says that the disk is full."""
    return any(words in text for words in _FULL)


def no_room(folder: Path, *, for_bytes: int) -> bool:
    """Whether less than ``for_bytes`` is free where ``folder`` lies."""
    return shutil.disk_usage(folder).free < for_bytes


def full_disk(folder: Path) -> DiskFullError:
    """The error for a full disk under ``folder``, with what is free and what to do."""
    try:
        usage = shutil.disk_usage(folder)
        free = f" ({usage.free // 2**20} MB free of {usage.total // 2**20} MB)"
    except OSError:
        free = ""
    return DiskFullError(
        f"The disk that holds the database in {folder} is full{free}. Free some space on it and "
        "try again; nothing that was saved is lost."
    )


def from_os(error: OSError, folder: Path) -> EmbeddedPostgresError:
    """The sentence for a failed file operation inside ``folder``."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT) or tells_of_full_disk(str(error)):
        return full_disk(folder)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return DataFolderError(
            f"The data folder {folder} cannot be used by this user "
            f"({error.strerror}: {error.filename}). Run the command as the folder's owner, or set "
            "HAMSHAHR_DATA to a folder that you may write to."
        )
    return DataFolderError(
        f"The data folder {folder} cannot be used: {error}. Mend this, or set HAMSHAHR_DATA to "
        "another folder."
    )
