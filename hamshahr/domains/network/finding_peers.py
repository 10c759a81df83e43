"""The peers of a city, found among the cities of this instance."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from hamshahr.commons.accounts.models import User
from hamshahr.domains.network import facts
from hamshahr.domains.network.models import City
from hamshahr.domains.network.peers import (
    Peer,
    Profile,
    different_but_worth_a_look,
    peers_of,
)
from hamshahr.domains.network.permissions import visible_to

_COLUMNS = (
    "pk",
    "country",
    "region_id",
    "population",
    "climate",
    "density",
    "coast",
    "latitude",
    "longitude",
)


@dataclass(frozen=True)
class PeerCity:
    """A city beside the one that was asked about, and why it stands there."""

    city: City
    peer: Peer


@dataclass(frozen=True)
class PeerCities:
    """The cities most like one, the closest first, and one that is different, if there is one.

    ``own`` is what of the city itself was compared.
    """

    own: Profile
    like: tuple[PeerCity, ...]
    different: PeerCity | None


def find_peers(
    city: City, *, by: User | None, count: int = 6, experiences: Mapping[UUID, int] | None = None
) -> PeerCities:
    """Return the peers of ``city`` among the cities that ``by`` may see, in two statements.

    ``city`` must be one of them. ``experiences`` maps the ids of cities to how many experiences
    may be read of them; without any, nothing different is worth a look. A city of which too little
    is known has few peers, or none.
    """
    profiles = city_profiles(by)
    own = next(profile for profile in profiles if profile.key == city.pk)
    like = peers_of(own, among=profiles, count=count)
    different = different_but_worth_a_look(own, among=profiles, experiences=experiences or {})
    chosen = [*like, *([different] if different else [])]
    cities = visible_to(by).in_bulk([peer.profile.key for peer in chosen])
    beside = {peer: PeerCity(cities[_id(peer)], peer) for peer in chosen if _id(peer) in cities}
    return PeerCities(
        own=own,
        like=tuple(beside[peer] for peer in like if peer in beside),
        different=beside.get(different) if different else None,
    )


def city_profiles(by: User | None) -> list[Profile]:
    """Return what is compared of every city, in one statement that fetches no names."""
    countries = facts.countries()
    profiles = []
    for row in visible_to(by).order_by().values_list(*_COLUMNS):
        pk, code, region, population, climate, density, coast, latitude, longitude = row
        country = countries.get(code)
        profiles.append(
            Profile(
                key=pk,
                country=code,
                region=region,
                population=population or None,  # GeoNames writes 0 where it knows none
                climate=climate,
                density=density,
                coast=coast,
                income=country.income_group if country else "",
                languages=country.languages if country else (),
                place=None if latitude is None else (latitude, longitude),
            )
        )
    return profiles


def _id(peer: Peer) -> UUID:
    assert isinstance(peer.profile.key, UUID)
    return peer.profile.key
