"""Where the server's socket lies: in the data folder, or under a short name in /tmp."""

import hashlib
import os
import stat
from pathlib import Path

from .account import Account
from .connection import PORT
from .errors import DataFolderError
from .layout import Layout

# The kernel takes 107 bytes for a socket's path; some clients less.
_LONGEST = 100
# Not the runtime folder of a login, which vanishes at logout while the server still runs.
_SHORT = Path("/tmp")  # noqa: S108 - the folder in it is made with mode 0700 and its owner checked


def make(layout: Layout, account: Account) -> Path:
    """Make the folder, closed to all but ``account`` and empty.

    No server of this instance may live. Raises DataFolderError, OSError.
    """
    folder = _place(layout)
    try:
        folder.mkdir(mode=0o700)
        account.own(folder)
    except FileExistsError:
        _refuse_a_strangers(folder, account)
        _clear(folder)
    return folder


def as_the_server_sees(folder: Path, layout: Layout) -> str:
    """The folder as the server should name it, working in the cluster's folder.

    Inside the data folder it is relative: the server may be unable to enter what is above.
    """
    return "../run" if folder == layout.socket else str(folder)


def remove(folder: Path, layout: Layout) -> None:
    """Leave nothing in /tmp once the server is gone; raises OSError."""
    if folder != layout.socket:
        _clear(folder)
        folder.rmdir()


def _clear(folder: Path) -> None:
    """Remove what a killed server left; its number may belong to another process by now."""
    for left in folder.iterdir():
        left.unlink()


def _place(layout: Layout) -> Path:
    path = os.fsencode(layout.socket / f".s.PGSQL.{PORT}")
    if len(path) <= _LONGEST:
        return layout.socket
    name = hashlib.sha256(os.fsencode(layout.data)).hexdigest()[:16]
    return _SHORT / f"hamshahr-{name}"


def _refuse_a_strangers(folder: Path, account: Account) -> None:
    found = folder.lstat()
    if account.switch and stat.S_ISDIR(found.st_mode) and found.st_uid == 0:
        account.own(folder)  # root was killed between making it and handing it over
        found = folder.lstat()
    ours = stat.S_ISDIR(found.st_mode) and found.st_uid == account.uid
    if not ours or stat.S_IMODE(found.st_mode) & 0o077:
        raise DataFolderError(
            f"The database needs {folder} for its socket, but that belongs to somebody else or "
            "is open to others. Remove it, or set HAMSHAHR_DATA to a folder with a shorter path."
        )
