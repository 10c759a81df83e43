"""Hand-kept joins: names that the gazetteer does not resolve, or would resolve wrongly."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from hamshahr.domains.network.facts.folding import fold_name
from hamshahr.domains.network.facts.packaged import read_json

Kind = Literal["city", "metropolitan area", "province or state", "region"]


@dataclass(frozen=True, slots=True)
class Identity:
    """A name joined by hand to a place.

    A `city` has a `geonames_id`. An area that GeoNames' cities do not hold has None there
    and a `principal_city`, the GeoNames id that lends it coordinates and time zone.
    `names` by language are kept for areas only; a city's names stand in city-names.json.
    """

    name: str
    country: str
    kind: Kind
    geonames_id: int | None
    principal_city: int
    names: Mapping[str, str]


def identity_of(folded_name: str, iso2: str) -> Identity | None:
    """The identity that bears this folded name in this country, in any of its languages."""
    return _identities().get((iso2, folded_name))


@cache
def _identities() -> Mapping[tuple[str, str], Identity]:
    found: dict[tuple[str, str], Identity] = {}
    for kept in read_json("identities.json")["identities"]:
        identity = Identity(
            name=kept["name"],
            country=kept["country"],
            kind=kept["kind"],
            geonames_id=kept["geonames_id"],
            principal_city=kept["principal_city"],
            names=MappingProxyType(kept["names"]),
        )
        for name in (identity.name, *kept["also_written"], *identity.names.values()):
            found[identity.country, fold_name(name)] = identity
    return found
