"""Asking which version of the content is the current one, seldom enough to cost nothing."""

import time
from threading import Lock

from django.db import connection

from hamshahr.kernel.remembering import forget_all

# A change is seen by every process within this time.
SECONDS = 0.5

# The count tells versions of one database apart. The rest tells databases apart: after a restore
# or a move, the same count may stand for other content.
_SQL = """
SELECT concat_ws('.',
  extract(epoch FROM pg_postmaster_start_time()),
  (SELECT oid FROM pg_database WHERE datname = current_database()),
  'content_version_changecount'::regclass::oid,
  pg_relation_filenode('content_version_changecount'::regclass),
  (SELECT coalesce(sum(changes), 0) FROM content_version_changecount))
"""

_one_at_a_time = Lock()
_seen: tuple[float, str] | None = None


def current_version() -> str:
    """Return the version of the content, at most ``SECONDS`` old.

    What is made from the database after this call is of this version or a newer one: keep it under
    this version, and it is never found again once the content has changed. Asks the database at
    most once in ``SECONDS``; raises its errors.
    """
    global _seen
    with _one_at_a_time:
        asked = time.monotonic()
        if _seen is not None and asked - _seen[0] < SECONDS:
            return _seen[1]
        with connection.cursor() as cursor:
            cursor.execute(_SQL)
            (version,) = cursor.fetchone()
        if _seen is None or version != _seen[1]:
            forget_all()  # labels and names of the version before
        _seen = asked, version
        return str(version)


def ask_again() -> None:
    """Have the next caller ask the database, whatever was known."""
    global _seen
    with _one_at_a_time:
        _seen = None
