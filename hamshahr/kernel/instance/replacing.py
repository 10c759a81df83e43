"""A running process whose database was replaced, by a restore, forgets what the old one said."""

from collections.abc import Callable
from typing import Any
from weakref import WeakSet

from hamshahr.kernel.remembering import forget_all

# A restored database has another number than the one whose name it took.
_NUMBER = "SELECT oid FROM pg_database WHERE datname = current_database()"

_met: "WeakSet[Any]" = WeakSet()
_number: int | None = None
_forgetting: list[Callable[[], object]] = []


def forget_when_replaced(forget: Callable[[], object]) -> None:
    """Have ``forget`` called then: for what is kept for long under a number of the database's."""
    _forgetting.append(forget)


def look_which_database(connection: Any, **_: object) -> None:
    """Receive Django's ``connection_created``: each time a page takes a connection.

    One statement for each new connection to the server, none for one that the pool had.
    """
    global _number
    raw = connection.connection
    if raw is None or raw in _met:
        return
    _met.add(raw)
    (number,) = raw.execute(_NUMBER).fetchone()
    if _number not in (None, number):
        forget_all()
        for forget in _forgetting:
            forget()
    _number = number
