"""Having a database: the server that DATABASE_URL names, or the embedded one, started for it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from hamshahr.config import environment

# Seconds that a server far away, or one that is just starting, may take to answer
_PATIENCE = 10


@contextmanager
def database_in_use() -> Iterator[None]:
    """Keep the database running while the context lasts, and tell the settings where it is.

    To be entered before Django reads its settings. Commands that run at the same time share the
    embedded server; none stops it for another. Raises ``EmbeddedPostgresError``.
    """
    if url := environment.database_url():
        _require_answer(url)
        yield
        return
    from hamshahr.kernel.embedded_postgres import instance  # carries binaries: only where used

    with instance(environment.data_folder()).hold() as parameters:
        os.environ[environment.EMBEDDED_DATABASE] = parameters.dsn()
        yield


def _require_answer(url: str) -> None:
    """Connect once without the pool, which tries for long and keeps the reason to itself."""
    try:
        psycopg.connect(url, connect_timeout=_PATIENCE).close()
    except psycopg.ProgrammingError:
        return  # not an address at all: the settings say so
