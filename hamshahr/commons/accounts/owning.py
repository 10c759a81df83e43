"""What a person keeps for a city, and how it passes to a successor: each domain declares its own.

In a manifest::

    register_owned(
        Owned(
            "need", gettext_lazy("Needs of the city"), 30,
            owned_by=needs_owned_by, pass_on=give_needs_to,
        )
    )

The things are named by what is registered for their type with ``kernel.audit.things``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.utils.functional import Promise

from hamshahr.commons.accounts.models import User


class PassOn(Protocol):
    """Gives things to a successor, inside the deed's transaction; asks nobody whether it may."""

    def __call__(self, ids: Sequence[str], *, to: User, by: User) -> None: ...


@dataclass(frozen=True)
class Owned:
    """A type of things that a person keeps for a city. Low positions are listed first.

    ``owned_by(person, city_id)`` returns the identifiers of those that she keeps today.
    """

    object_type: str
    label: str | Promise
    position: int
    owned_by: Callable[[User, UUID], Sequence[str]]
    pass_on: PassOn


_owned: dict[str, Owned] = {}


def register_owned(owned: Owned) -> None:
    """Make a type known. Raises ``ValueError`` where it is declared already."""
    if owned.object_type in _owned:
        raise ValueError(f"It is said already who keeps a {owned.object_type!r}.")
    _owned[owned.object_type] = owned


def everything_owned() -> list[Owned]:
    """Return every declared type, in the order in which they are listed."""
    return sorted(_owned.values(), key=lambda owned: (owned.position, owned.object_type))
