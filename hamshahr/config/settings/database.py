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


def _parameters() -> dict[str, Any]:
    url = environment.database_url() or environment.embedded_database()
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
        **{known[key]: str(parameters.pop(key)) for key in list(parameters) if key in known},
    }
    # Without a name there is no database yet, and no pool of connections to it
    pool = {"pool": POOL} if settings["NAME"] and not environment.without_pool() else {}
    return settings | {"OPTIONS": {**_PREPARED, **pool, **parameters}}


DATABASES = {"default": _settings(_parameters())}
