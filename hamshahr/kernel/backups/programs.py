"""The programs of PostgreSQL that dump and restore: which ones, and how they are told where."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import Conninfo

from hamshahr.kernel.backups.errors import DatabaseRefused
from hamshahr.kernel.embedded_postgres.programs import carried_programs

_VERSION = re.compile(rb"\(PostgreSQL\) ((\d+)[\d.a-z]*)")
# The carried programs were built without TLS.
_NEEDS_TLS = {"require", "verify-ca", "verify-full"}


@dataclass(frozen=True)
class Programs:
    """``pg_dump`` and ``pg_restore`` of one version, in one folder."""

    folder: Path
    version: str
    major: int

    @property
    def pg_dump(self) -> Path:
        return self.folder / "pg_dump"

    @property
    def psql(self) -> Path:
        return self.folder / "psql"

    @property
    def pg_restore(self) -> Path:
        return self.folder / "pg_restore"


def programs_for(dsn: str, server: int) -> Programs:
    """Programs that can speak with the server of major version ``server`` at ``dsn``.

    Those that Hamshahr carries, else the system's. Raises ``DatabaseRefused`` if neither can.
    """
    tls = conninfo_to_dict(dsn).get("sslmode") in _NEEDS_TLS
    found = [one for one in (None if tls else carried(), _of_system()) if one is not None]
    for one in found:
        if one.major >= server:
            return one
    here = ", ".join(one.version for one in found) or "none"
    raise DatabaseRefused(
        f"The server is PostgreSQL {server}{', by TLS alone' if tls else ''}, and no pg_dump here "
        f"can speak with it (found: {here}). Install PostgreSQL's client programs of version "
        f"{server} or newer (postgresql-client-{server}), so that pg_dump is on the PATH."
    )


def carried() -> Programs | None:
    """The programs that Hamshahr brings."""
    return _in(carried_programs())


def environment(dsn: str) -> dict[str, str]:
    """Return the environment in which the programs find the database.

    Not their arguments: every user of the machine may read those, a password among them.
    """
    given = {key: str(value) for key, value in conninfo_to_dict(dsn).items()}
    told = {
        option.envvar.decode(): given[option.keyword.decode()]
        for option in Conninfo.get_defaults()
        if option.envvar and option.keyword.decode() in given
    }
    return os.environ | told | {"LC_ALL": "C"}


def major_of(connection: "psycopg.Connection[tuple[object, ...]]") -> int:
    """The major version of the server, as in 18."""
    return connection.info.server_version // 10_000


def version_of(connection: "psycopg.Connection[tuple[object, ...]]") -> str:
    """The version of the server, as in 18.6."""
    return f"{major_of(connection)}.{connection.info.server_version % 10_000}"


def _of_system() -> Programs | None:
    found = shutil.which("pg_dump")
    return _in(Path(found).parent) if found else None


def _in(folder: Path) -> Programs | None:
    try:
        said = subprocess.run(  # noqa: S603 - a program of PostgreSQL, fixed arguments
            [folder / "pg_dump", "--version"], capture_output=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    version = _VERSION.search(said)
    return Programs(folder, version[1].decode(), int(version[2])) if version else None
