"""Having a database: the server that DATABASE_URL names, or the embedded one, started for it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from hamshahr.config import environment


@contextmanager
def database_in_use() -> Iterator[None]:
    """Keep the database running while the context lasts, and tell the settings where it is.

    To be entered before Django reads its settings. Commands that run at the same time share the
    embedded server; none stops it for another. Raises ``EmbeddedPostgresError``.
    """
    if environment.database_url():
        yield
        return
    from hamshahr.kernel.embedded_postgres import instance  # carries binaries: only where used

    with instance(environment.data_folder()).hold() as parameters:
        os.environ[environment.EMBEDDED_DATABASE] = parameters.dsn()
        yield
