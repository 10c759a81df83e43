"""The one database: the server that DATABASE_URL names, else the embedded one.

The embedded one runs while ``config.database.database_in_use`` lasts.
"""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from hamshahr.config import environment

# A page holds a connection for milliseconds; more than eight only queue inside the server. Who
# waits for one longer than three seconds is told so: the database is gone, and a page in time says
# more than one that never comes. The pool gives up as soon; whoever asks next has it try again.
POOL = {"min_size": 1, "max_size": 8, "timeout": 3, "reconnect_timeout": 3}

# A page asks the same questions each time: the server plans them once a connection.
_PREPARED = {"server_side_binding": True, "prepare_threshold": 2}

# How the approximate index of places is searched (pgvector): it follows twice as many neighbours
# as a search ranks (``NEAREST``), and goes on where filters leave too few of them. As many found
# 0.92 of what is nearest among 100,000, twice as many 0.98, and more than that no more.
_SERVER_SETTINGS = {
    "hnsw.ef_search": "800",
    "hnsw.iterative_scan": "relaxed_order",
    "hnsw.scan_mem_multiplier": "2",
}
# For readers: what a page asks of the database takes milliseconds. What takes seconds would only
# hold up the others; the reader is told. To start helpers for it takes longer than they save.
_SERVER_SETTINGS_FOR_READERS = {"statement_timeout": "5s", "max_parallel_workers_per_gather": "0"}


def for_readers(databases: dict[str, dict[str, Any]]) -> None:
    """Bound every statement of this process; for web workers, before they connect."""
    options = databases["default"]["OPTIONS"]
    options["options"] = f"{_asked(_SERVER_SETTINGS_FOR_READERS)} {options['options']}"


def _asked(settings: dict[str, str]) -> str:
    """Return settings as options of a connection; those that come later win."""
    return " ".join(f"-c {name}={value}" for name, value in settings.items())


def _parameters() -> dict[str, Any]:
    url = environment.database()
    try:
        return dict(conninfo_to_dict(url))
    except ProgrammingError as error:
        raise ImproperlyConfigured(
            f"DATABASE_URL is not an address of a PostgreSQL database: {error}. "
            "It looks like postgresql://user:password@host:5432/name."
        ) from error


def _settings(parameters: dict[str, Any]) -> dict[str, Any]:
    known = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    settings: dict[str, Any] = {
        "ENGINE": "hamshahr.kernel.database",
        "NAME": parameters.pop("dbname", ""),
        "CONN_MAX_AGE": 0,  # the pool keeps them
        # A connection that a restart or a restore cut off is replaced, not handed to a page
        "CONN_HEALTH_CHECKS": True,
        **{known[key]: str(parameters.pop(key)) for key in list(parameters) if key in known},
    }
    # Without a name there is no database yet, and no pool of connections to it
    pool = {"pool": POOL} if settings["NAME"] and not environment.without_pool() else {}
    options = f"{_asked(_SERVER_SETTINGS)} {parameters.pop('options', '')}".strip()
    return settings | {"OPTIONS": {**_PREPARED, **pool, **parameters, "options": options}}


DATABASES = {"default": _settings(_parameters())}
