"""Cities as the commons know them: by their identifiers, one of which may become another's.

What the commons keep of a city without knowing any is declared once, in a manifest, and whoever
keeps the cities has it follow when two of them are made one::

    register_kept_of_city(
        KeptOfCity("cases", _("Reports of its pages"), ("moderation.Case.owner",), count, move)
    )

What cannot be changed, as the audit record, is read under the former identifiers as well:
``with_former`` returns them.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise


@dataclass(frozen=True)
class KeptOfCity:
    """Something that commons keep of a city.

    ``covers`` names the columns, as ``app.Model.field``. ``count(city_id)`` says how many there
    are; ``move(gone, kept)`` makes them all another city's, inside the merger's transaction.
    """

    name: str
    label: Promise | str
    covers: tuple[str, ...]
    count: Callable[[UUID], int]
    move: Callable[[UUID, UUID], None]


_kept: dict[str, KeptOfCity] = {}
_former: Callable[[Collection[UUID]], Collection[UUID]] | None = None


def register_kept_of_city(kept: KeptOfCity) -> None:
    """Make something follow its city. Raises ``ValueError`` where its name is taken."""
    if kept.name in _kept:
        raise ValueError(f"There is something called {kept.name!r} kept of cities already.")
    _kept[kept.name] = kept


def kept_of_cities() -> list[KeptOfCity]:
    """Return all that commons keep of cities, in the order in which it was declared."""
    return list(_kept.values())


def know_former_by(former: Callable[[Collection[UUID]], Collection[UUID]]) -> None:
    """Register how the cities that became one of the given are known, in one query."""
    global _former
    _former = former


def with_former(cities: Collection[UUID]) -> frozenset[UUID]:
    """Return the cities together with all that were merged into them: what is read as theirs."""
    return frozenset(cities).union(_former(cities) if _former and cities else ())
