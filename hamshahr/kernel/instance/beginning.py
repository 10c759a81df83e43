"""Since when this database has been in its place: what is older was brought here by a restore.

A restored database, be it on this server or another, has other numbers than those that its rows
remember. What waits in it (letters above all) was perhaps sent long ago, by the original.
"""

from datetime import datetime

from django.db import connection

from hamshahr.kernel.instance.models import Place
from hamshahr.kernel.instance.replacing import forget_when_replaced

_DATABASE = """
SELECT oid::text, has_function_privilege('pg_control_system()', 'execute')
FROM pg_database WHERE datname = current_database()
"""
# Hidden from some users of hosted servers; the number of the database alone will do there
_CLUSTER = "SELECT system_identifier::text FROM pg_control_system()"

_remembered: datetime | None = None


def began_here_at() -> datetime:
    """Return when this database was first used where it is; now, where it is used first.

    Outside of transactions it is asked of the database once, and again when that is replaced.
    """
    global _remembered
    if _remembered is not None:
        return _remembered
    place, _ = Place.objects.get_or_create(numbers=_numbers())
    if not connection.in_atomic_block:  # a deed that is undone takes the row along
        _remembered = place.since
    return place.since


def _numbers() -> str:
    with connection.cursor() as cursor:
        cursor.execute(_DATABASE)
        database, may_read_cluster = cursor.fetchone()
        if not may_read_cluster:
            return str(database)
        cursor.execute(_CLUSTER)
        return f"{database}:{cursor.fetchone()[0]}"


def forget() -> None:
    """Ask the database again next time."""
    global _remembered
    _remembered = None


forget_when_replaced(forget)
