"""What follows a city: where it is renamed, and where it turns out to be another.

A later domain that keeps something of a city declares it once, in its manifest::

    register_follows_city(
        FollowsCity("experiences", _("Experiences"), ("experiences.Experience.city",), count, move)
    )

What the commons keep of a city by its identifier alone (``accounts.cities``) follows as well. A
test walks every foreign key to a city and every identifier without one, and fails for one that
nobody covers.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from hamshahr.commons.accounts.cities import KeptOfCity, kept_of_cities
from hamshahr.domains.network.models import City


def _nothing(_city: City) -> None:
    """What follows a city by its id alone has nothing to do when it is renamed."""


@dataclass(frozen=True)
class FollowsCity:
    """Something of a city.

    ``covers`` names fields, as ``app.Model.field``. ``count(city)`` says how many there are;
    ``move(gone, kept)`` has them all point at another city, inside the merger's transaction, when
    what conflicts was decided; ``renamed(city)`` brings up to date what rests on names or address.
    """

    name: str
    label: Promise | str
    covers: tuple[str, ...]
    count: Callable[[City], int]
    move: Callable[[City, City], None]
    renamed: Callable[[City], None] = _nothing


_followers: dict[str, FollowsCity] = {}


def register_follows_city(follower: FollowsCity) -> None:
    """Make something follow its city. Raises ``ValueError`` where its name is taken."""
    if follower.name in _followers:
        raise ValueError(f"There is a follower {follower.name!r} of cities already.")
    _followers[follower.name] = follower


def followers() -> list[FollowsCity]:
    """Return everything that follows a city, in the order in which it was declared."""
    return [*_followers.values(), *map(_follower, kept_of_cities())]


def _follower(kept: KeptOfCity) -> FollowsCity:
    return FollowsCity(
        kept.name,
        kept.label,
        kept.covers,
        lambda city: kept.count(city.pk),
        lambda gone, into: kept.move(gone.pk, into.pk),
    )
