"""Names of the library's and the members' cities in the five languages of the interface."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from hamshahr.domains.network.facts.packaged import read_json


@dataclass(frozen=True, slots=True)
class CityNames:
    """`by_language` maps fa, en, fr, es, ar to a name; `local` is what the city calls itself."""

    by_language: Mapping[str, str]
    local: tuple[str, ...]


_NONE_KEPT = CityNames(MappingProxyType({}), ())


def names_of(geonames_id: int) -> CityNames:
    """The kept names of a place; both parts are empty for a place that has none kept."""
    return _kept_names().get(geonames_id, _NONE_KEPT)


def every_name_of(geonames_id: int) -> tuple[str, ...]:
    """All kept names of a place, in no language in particular."""
    names = names_of(geonames_id)
    return (*names.by_language.values(), *names.local)


@cache
def _kept_names() -> Mapping[int, CityNames]:
    return {
        int(geonames_id): CityNames(
            MappingProxyType({language: name for language, (name, _) in kept["names"].items()}),
            tuple(name for name, _ in kept["local"]),
        )
        for geonames_id, kept in read_json("city-names.json").items()
    }
