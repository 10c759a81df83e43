"""Databases beside one another on a server: made, filled, and put in one another's place."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import psycopg
from psycopg import errors, sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from hamshahr.kernel.backups.errors import BackupError, DatabaseRefused

# Databases that every server has; one to stand in while another is renamed.
_ELSEWHERE = ("postgres", "template1")
_RESTORING, _ASIDE = "_restoring_", "_before_"
# PostgreSQL cuts names to 63 bytes; the marks and the time take 24.
_LONGEST_NAME = 39
_PATIENCE = 10  # seconds for a server to answer
# A client that comes in between two steps is turned away again.
_TRIES = 20

_LIKE = """
SELECT pg_encoding_to_char(encoding), datcollate, datctype, datlocprovider::text,
       to_jsonb(d) ->> coalesce(
           CASE WHEN to_jsonb(d) ? 'datlocale' THEN 'datlocale' END, 'daticulocale')
FROM pg_database d WHERE datname = %s
"""
_TURN_AWAY = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = %s AND pid <> pg_backend_pid()
"""


@dataclass(frozen=True)
class Databases:
    """Those of the server at ``dsn``, which names the live one."""

    dsn: str

    @property
    def live(self) -> str:
        """The name of the database that the product uses."""
        given = conninfo_to_dict(self.dsn)
        return str(given.get("dbname") or given.get("user") or "")

    def at(self, name: str) -> str:
        """The connection string of another database of the same server."""
        return make_conninfo(self.dsn, dbname=name)

    def make_restoring(self) -> str:
        """Make an empty database like the live one and return its name.

        Raises ``DatabaseRefused`` where the user may not.
        """
        name = self._beside(_RESTORING)
        with self._elsewhere() as connection:
            like = connection.execute(_LIKE, [self.live]).fetchone()
            try:
                connection.execute(_create(name, like))
            except errors.InsufficientPrivilege as error:
                raise DatabaseRefused(
                    "The user of DATABASE_URL may not create databases, and a restore is made "
                    "beside the live one. Grant it (ALTER ROLE … CREATEDB), or name an empty "
                    "database in DATABASE_URL and restore there."
                ) from error
        return name

    def drop(self, name: str) -> None:
        """Remove a database with all that is in it."""
        with self._elsewhere() as connection:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )

    def take_place(self, restored: str) -> str:
        """Put ``restored`` in the place of the live one; return the name that this has now.

        One transaction: a client finds the one or the other. Those of the live one are cut off.
        """
        aside = self._beside(_ASIDE)
        with self._elsewhere() as connection:
            self._let_in(connection, self.live, allowed=False)
            try:
                self._rename(connection, restored, aside)
            except psycopg.Error:
                self._let_in(connection, self.live, allowed=True)
                raise
        return aside

    def set_aside(self) -> list[str]:
        """Databases that restores replaced, or did not finish."""
        began = [f"{self.live[:_LONGEST_NAME]}{mark}" for mark in (_ASIDE, _RESTORING)]
        with psycopg.connect(self.dsn, autocommit=True, connect_timeout=_PATIENCE) as connection:
            found = connection.execute(
                "SELECT datname FROM pg_database "
                "WHERE starts_with(datname, %s) OR starts_with(datname, %s) ORDER BY 1",
                began,
            ).fetchall()
        return [str(name) for (name,) in found]

    def _rename(
        self, connection: "psycopg.Connection[tuple[object, ...]]", restored: str, aside: str
    ) -> None:
        for left in reversed(range(_TRIES)):
            for name in (self.live, restored):
                connection.execute(_TURN_AWAY, [name])
            try:
                with connection.transaction():
                    connection.execute(_renaming(self.live, aside))
                    connection.execute(_renaming(restored, self.live))
            except errors.ObjectInUse:
                if not left:
                    raise
            else:
                return

    def _let_in(
        self, connection: "psycopg.Connection[tuple[object, ...]]", name: str, *, allowed: bool
    ) -> None:
        change = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
        connection.execute(change.format(sql.Identifier(name), sql.Literal(allowed)))

    def _beside(self, mark: str) -> str:
        now = datetime.now(UTC)
        return f"{self.live[:_LONGEST_NAME]}{mark}{now:%Y%m%d_%H%M%S}"

    @contextmanager
    def _elsewhere(self) -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
        """Connect to the server, but not to the live database."""
        for name in _ELSEWHERE:
            try:
                connection = psycopg.connect(
                    self.at(name), autocommit=True, connect_timeout=_PATIENCE
                )
            except psycopg.OperationalError as error:
                reason = error
                continue
            with connection:
                yield connection
            return
        raise DatabaseRefused(
            "A restore needs a second connection to the server, and its databases 'postgres' and "
            f"'template1' are closed to the user of DATABASE_URL ({str(reason).strip()}). Name an "
            "empty database in DATABASE_URL and restore there."
        )


def tables_in(dsn: str) -> int:
    """How many tables the database has; none if nothing was ever done in it."""
    with psycopg.connect(dsn, connect_timeout=_PATIENCE) as connection:
        found = connection.execute(
            "SELECT count(*) FROM information_schema.tables WHERE table_schema NOT IN "
            "('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'"
        ).fetchone()
    return int(found[0]) if found else 0


def make_extensions(dsn: str, names: list[str]) -> None:
    """Make the extensions that a dump rests on; raises psycopg's errors."""
    with psycopg.connect(dsn, autocommit=True, connect_timeout=_PATIENCE) as connection:
        for name in names:
            connection.execute(
                sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(name))
            )


def _create(name: str, like: "tuple[object, ...] | None") -> sql.Composed:
    """An empty database of the same alphabet and order as the live one."""
    if like is None:
        raise BackupError("The live database vanished. Run: hamshahr check")
    encoding, collate, ctype, provider, locale = like
    create = sql.SQL(
        "CREATE DATABASE {} TEMPLATE template0 ENCODING {} LC_COLLATE {} LC_CTYPE {}"
    ).format(sql.Identifier(name), *map(sql.Literal, (encoding, collate, ctype)))
    kinds = {"i": "icu", "b": "builtin"}
    if provider in kinds:
        kind = kinds[str(provider)]
        create += sql.SQL(f" LOCALE_PROVIDER {kind} {kind.upper()}_LOCALE {{}}").format(
            sql.Literal(locale)
        )
    return create


def _renaming(old: str, new: str) -> sql.Composed:
    return sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
        sql.Identifier(old), sql.Identifier(new)
    )
