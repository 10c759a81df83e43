"""Who reads, as far as digits, calendar and clock go: ambient, like the language of the page.

Nothing is activated for strangers: they read as their language does. Whatever is made for many
(pictures, feeds) is made as nobody in particular, within ``reading_as(ANYBODY)``.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from hamshahr.commons.translation.calendars import Calendar


class Digits(StrEnum):
    """A set of digits, named as CLDR names it."""

    PERSIAN = "arabext"
    ARABIC = "arab"
    LATIN = "latn"


@dataclass(frozen=True)
class Reader:
    """What somebody wishes to read otherwise than her language has it; ``None``: nothing."""

    calendar: Calendar | None = None
    digits: Digits | None = None
    zone: ZoneInfo | None = None  # None: the clock of the association


ANYBODY = Reader()
_active: ContextVar[Callable[[], Reader]] = ContextVar("reader", default=lambda: ANYBODY)


def reader() -> Reader:
    """Return who reads what is being made; ``ANYBODY`` where nobody was named."""
    return _active.get()()


@contextmanager
def reading_as(who: Reader | Callable[[], Reader]) -> Iterator[None]:
    """Have all that is worded within be worded for ``who``; a callable is asked when needed."""
    token = _active.set(who if callable(who) else lambda: who)
    try:
        yield
    finally:
        _active.reset(token)
