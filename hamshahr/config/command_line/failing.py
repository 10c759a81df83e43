"""How a command fails: one sentence that says what happened and what to do, no traceback."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ImproperlyConfigured

from hamshahr.kernel.embedded_postgres import EmbeddedPostgresError

_NO_SUCH_ROLE = re.compile('role ".*" does not exist')


class Refusal(Exception):
    """A command cannot do what it was asked to; the message is for whoever asked."""


@contextmanager
def in_plain_words() -> Iterator[None]:
    """Turn what goes wrong outside our code into a ``Refusal``."""
    import psycopg
    from django.db import utils

    try:
        yield
    except (EmbeddedPostgresError, ImproperlyConfigured) as error:
        raise Refusal(" ".join(str(error).split())) from error
    except (utils.OperationalError, psycopg.OperationalError) as error:
        raise Refusal(_of_database(str(error))) from error
    except utils.NotSupportedError as error:
        if "is not available" not in str(error):
            raise
        raise Refusal(_of_extension(str(error))) from error
    except utils.ProgrammingError as error:
        raise Refusal(_of_schema(error)) from error


def _of_extension(message: str) -> str:
    first = message.strip().splitlines()[0]
    return (
        f"The database server lacks an extension ({first}). Install its package on the server "
        "(pgvector: postgresql-NN-pgvector), then run: hamshahr migrate"
    )


def _of_schema(error: Exception) -> str:
    first = str(error).strip().splitlines()[0]
    if "permission denied to create extension" in first:
        return (
            f"The database's user may not create its extensions ({first}). Let a superuser create "
            "them: vector, pg_trgm, unaccent, btree_gist"
        )
    if "permission denied" in first:
        return f"The database's user may not do that ({first}). Let the database belong to it."
    if "does not exist" in first:
        return "The database is empty or of an older version. Run: hamshahr migrate"
    raise error


def _of_database(message: str) -> str:
    # A line that is indented is libpq's advice on the one before it, which says where and why
    said = [line for line in message.strip().splitlines() if not line[:1].isspace()]
    last = said[-1] if said else "no reason given"
    if "password authentication failed" in message or _NO_SUCH_ROLE.search(message):
        return f"The database refuses the user or the password in DATABASE_URL ({last})."
    if "does not exist" in message and "database" in message:
        return f"The server has no such database ({last}). Create it, or mend DATABASE_URL."
    if "No space left on device" in message:
        return f"The database's disk is full ({last}). Free some space and try again."
    if "couldn't get a connection" in message:
        return "The database does not answer, or refuses DATABASE_URL. Try: hamshahr check"
    return f"The database cannot be reached ({last}). Is it running, and is DATABASE_URL right?"
