"""What reading a typed text can come to, other than its value."""

from dataclasses import dataclass
from typing import Generic, TypeVar

_Value = TypeVar("_Value")


@dataclass(frozen=True)
class Ambiguous(Generic[_Value]):
    """The text can be read in several ways; only who typed it knows which."""

    choices: tuple[_Value, ...]  # at least two, all different


@dataclass(frozen=True)
class Unread:
    """The text cannot be read. ``say`` is what to do, in the language of the page."""

    say: str
