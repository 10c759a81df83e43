"""From where deeds come: a page, the API, the command line or a job.

It is ambient, because all that one request or command does comes from one place; who acts never is.
The middleware, the command line and the worker say it once, each with ``acting_from``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum


class Way(StrEnum):
    """By what a deed reached the product."""

    UNKNOWN = ""  # a shell, a migration, or a record older than this field
    PAGE = "page"
    API = "api"
    COMMAND = "command"
    JOB = "job"


@dataclass(frozen=True)
class Origin:
    """By what way, and for a request from which network, shortened so that it names no person."""

    way: Way
    network: str = ""


_current: ContextVar[Origin | None] = ContextVar("origin_of_deeds", default=None)
_UNKNOWN = Origin(Way.UNKNOWN)


@contextmanager
def acting_from(way: Way, network: str = "") -> Iterator[None]:
    """Have every deed inside the context recorded as coming from there."""
    token = _current.set(Origin(way, network))
    try:
        yield
    finally:
        _current.reset(token)


def current_origin() -> Origin:
    """Return where the deeds of this moment come from."""
    return _current.get() or _UNKNOWN
