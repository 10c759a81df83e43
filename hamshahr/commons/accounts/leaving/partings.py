"""What leaving means in each part of the product: told beforehand, done together.

Whoever keeps something of a person registers a parting in the manifest. Rows that point at her by
a foreign key need none: those with ``CASCADE`` are hers and go, those with ``PROTECT`` stay.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from hamshahr.commons.accounts.models import User


class Fate(StrEnum):
    """What becomes of something when its person leaves."""

    GOES = "goes"
    STAYS = "stays"
    WARNS = "warns"  # it can be done, and somebody will miss her
    FORBIDS = "forbids"  # it cannot be done before something else


@dataclass(frozen=True)
class Consequence:
    """One thing that she reads before she decides, worded in her language."""

    fate: Fate
    text: str


class CannotLeave(Exception):
    """Something must be done first; the consequences that forbid it say what."""


@dataclass(frozen=True)
class Parting:
    """What leaving means in one part of the product.

    ``foretell(person)`` says what will be, in the active language; ``carry_out(person)`` does it,
    inside the deed's transaction, while she still has her name. It raises ``CannotLeave``.
    """

    name: str
    position: int
    foretell: Callable[[User], Iterable[Consequence]]
    carry_out: Callable[[User], None]


_partings: dict[str, Parting] = {}


def register_parting(parting: Parting) -> None:
    """Make a parting known. Raises ``ValueError`` where its name is taken."""
    if parting.name in _partings:
        raise ValueError(f"There is a parting {parting.name!r} already.")
    _partings[parting.name] = parting


def partings() -> list[Parting]:
    """Return all partings in the order in which they are told and done."""
    return sorted(_partings.values(), key=lambda parting: (parting.position, parting.name))


def consequences(person: User) -> list[Consequence]:
    """Return what it would mean if this person left now."""
    return [told for parting in partings() for told in parting.foretell(person)]
