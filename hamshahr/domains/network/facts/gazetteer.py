"""The places of one country, found by folded name or by GeoNames id."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from hamshahr.domains.network.facts.city_names import every_name_of
from hamshahr.domains.network.facts.folding import fold_name
from hamshahr.domains.network.facts.packaged import read_country_rows

# The columns of a country's part of cities.zip, as script/build-city-facts writes them.
COLUMNS = (
    "geonames_id",
    "name",
    "admin1",
    "latitude",
    "longitude",
    "population",
    "timezone",
    "climate",
    "density",
    "coast",
    "other_names",
)
NAME_SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class Place:
    """One row of GeoNames.

    `admin1` is GeoNames' code of the first-level division ("MO" for Missouri, "26" for
    Tehran province), degrees are WGS 84, `timezone` is an IANA name. `climate`, `density` and
    `coast` are codes of `facts.classes`, empty where the map says nothing of the point.
    """

    geonames_id: int
    name: str
    admin1: str
    latitude: float
    longitude: float
    population: int
    timezone: str
    climate: str
    density: str
    coast: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """A country's places by GeoNames id, by folded main name and by folded other name."""

    by_id: Mapping[int, Place]
    by_main_name: Mapping[str, tuple[Place, ...]]
    by_other_name: Mapping[str, tuple[Place, ...]]

    def has_name(self, place: Place, folded: str) -> bool:
        """Whether `folded` is the main name of `place` or another of its names."""
        return place in self.by_main_name.get(folded, ()) or place in self.by_other_name.get(
            folded, ()
        )


@cache  # bounded by the package: all 34,006 places with their names take about 50 MB
def gazetteer_of(iso2: str) -> Gazetteer:
    """The places of the country with this upper-case ISO code, read on first use."""
    by_id: dict[int, Place] = {}
    by_main_name: defaultdict[str, list[Place]] = defaultdict(list)
    by_other_name: defaultdict[str, list[Place]] = defaultdict(list)
    for row in read_country_rows(iso2):
        place = _place(row)
        by_id[place.geonames_id] = place
        main = fold_name(place.name)
        by_main_name[main].append(place)
        written = (*row[-1].split(NAME_SEPARATOR), *every_name_of(place.geonames_id))
        for other in {fold_name(name) for name in written} - {main, ""}:
            by_other_name[other].append(place)
    return Gazetteer(by_id, _settled(by_main_name), _settled(by_other_name))


def _place(row: list[str]) -> Place:
    geonames_id, name, admin1, latitude, longitude, population, timezone, *classes, _ = row
    climate, density, coast = classes
    return Place(
        geonames_id=int(geonames_id),
        name=name,
        admin1=admin1,
        latitude=float(latitude),
        longitude=float(longitude),
        population=int(population),
        timezone=timezone,
        climate=climate,
        density=density,
        coast=coast,
    )


def _settled(found: Mapping[str, list[Place]]) -> dict[str, tuple[Place, ...]]:
    return {name: tuple(places) for name, places in found.items()}
