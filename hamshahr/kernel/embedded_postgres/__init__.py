"""PostgreSQL inside the data folder: it starts when it is needed and stops when it is not.

    with instance(Path(".hamshahr")).hold() as parameters:
        ...  # the database runs at least until here

Any number of processes may hold it at once. None of them stops it for another, and one that
is killed leaves nothing behind. See ``keeper`` for how.
"""

from pathlib import Path

from .connection import ConnectionParameters
from .errors import (
    DataFolderError,
    DiskFullError,
    EmbeddedPostgresError,
    MajorVersionError,
    StartError,
)
from .instance import Instance, Status

__all__ = [
    "ConnectionParameters",
    "DataFolderError",
    "DiskFullError",
    "EmbeddedPostgresError",
    "Instance",
    "MajorVersionError",
    "StartError",
    "Status",
    "instance",
]

# Long enough that a sequence of commands finds the server running, short enough that nobody
# wonders what still runs after the last.
_LINGER = 5.0  # seconds


def instance(data: Path, *, durable: bool = True, linger: float = _LINGER) -> Instance:
    """The database under the folder ``data``, which is made at first use.

    ``durable=False`` is for tests only: faster, but a crash loses data. ``linger`` is
    how many seconds the server outlives its last user. Both hold for a server that this
    instance starts; one that runs already keeps its own.
    """
    return Instance(data, durable=durable, linger=linger)
