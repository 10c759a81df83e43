"""From the name of a city, as somebody wrote it, to its facts."""

import difflib
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from hamshahr.domains.network.facts.city_names import names_of
from hamshahr.domains.network.facts.countries import Country, country
from hamshahr.domains.network.facts.errors import AmbiguousCity, UnknownCity, UnreadableName
from hamshahr.domains.network.facts.folding import fold_name
from hamshahr.domains.network.facts.gazetteer import Gazetteer, Place, gazetteer_of
from hamshahr.domains.network.facts.identities import Identity, Kind, identity_of

# Bangkok's ceremonial name, the longest in the packaged data, has 193 characters; a field
# with more than this holds something else.
LONGEST_NAME = 200

# "Portland" (Oregon, ten times Portland in Maine) is clear to everybody, "Columbus" (Ohio,
# four times Columbus in Georgia) is not.
CLEARLY_LARGER = 5

# In degrees of latitude: eleven kilometres. No two cities of one name in one division lie so near.
_WITHIN_A_CITY = 0.1

# What a city adds to its name in brackets to say that it means itself and not its region.
_MEANS_THE_CITY = frozenset(
    fold_name(word) for word in ("city", "ville", "ciudad", "cidade", "شهر", "مدينة")
)
_QUALIFIED = re.compile(r"(?P<name>[^(,،]+)(?:\((?P<bracket>[^()]+)\)|[,،](?P<comma>[^,،]+))")

_SUGGESTIONS = 3
# Below this likeness, difflib's names have little but their vowels in common.
_ALIKE = 0.72
# Names further apart in length than this are not slips of the pen.
_LENGTH_APART = 3


@dataclass(frozen=True, slots=True)
class CityFacts:
    """What the package knows of one city.

    `geonames_id` is None for an area that GeoNames' cities do not hold; `principal_city`
    is then the id of the city that lends it coordinates, time zone, climate and coast, while
    population (None) and density (empty) would be the area's own and are not known.
    `country` is ISO 3166-1 alpha-2, `region` a region's code, degrees are WGS 84, `timezone`
    an IANA name; `climate`, `density` and `coast` are codes of `facts.classes`, empty where
    not known. `names` maps fa, en, fr, es, ar to a name, and is empty where nobody has kept
    any: show `name` then.
    """

    geonames_id: int | None
    name: str
    country: str
    region: str
    latitude: float
    longitude: float
    population: int | None
    timezone: str
    kind: Kind
    principal_city: int
    names: Mapping[str, str] = field(hash=False)
    local_names: tuple[str, ...]
    climate: str
    density: str
    coast: str


def resolve(name: str, country_iso2: str, geonames_id: int | None = None) -> CityFacts:
    """The facts of the city of this name in this country.

    The name may be written in any language and alphabet that GeoNames has; case, accents,
    spaces and punctuation do not matter. Hand-kept identities come first, then a place's
    main name, then its other names; among equals the one with at least `CLEARLY_LARGER`
    times the people of the next is meant. "NAME (QUALIFIER)" and "NAME, QUALIFIER" are
    understood where the qualifier is another name of the place, its first-level division's
    code, its country's name, or the word city. With `geonames_id`, the id decides and the
    name only stands in messages.

    Raises `UnreadableName`, `UnknownCountry`, `UnknownCity` or `AmbiguousCity`, each with
    a sentence for the person who wrote the name.
    """
    written = _readable(name)
    where = country(country_iso2)
    gazetteer = gazetteer_of(where.iso2)
    if geonames_id is not None:
        return _city(_place_with_id(geonames_id, written, gazetteer, where), where)
    folded = fold_name(written)
    identity = identity_of(folded, where.iso2)
    if identity is not None:
        return _joined(identity, gazetteer, where)
    places = _bearing(folded, gazetteer) or _bearing_qualified(written, gazetteer, where)
    if not places:
        raise UnknownCity(
            f"No city called “{written}” is in the packaged facts (country: {where.names['en']}).",
            _suggestions(folded, where.iso2),
        )
    return _city(_the_one_meant(places, written, where), where)


def _readable(name: str) -> str:
    """The name without the space around it and without invisible marks of direction."""
    if len(name) > LONGEST_NAME:
        raise UnreadableName(
            f"The name of the city has {len(name):,} characters; at most {LONGEST_NAME} are read."
        )
    trimmed = name.strip()
    if not trimmed:
        raise UnreadableName("The name of the city is empty.")
    for character in trimmed:
        if unicodedata.category(character) in {"Cc", "Cs", "Co", "Cn"}:
            raise UnreadableName(
                f"The name of the city holds a character that is no text (U+{ord(character):04X})."
            )
    shown = "".join(
        character
        for character in trimmed
        if unicodedata.category(character) != "Cf" or character in "\u200c\u200d"
    )
    if not fold_name(shown):
        raise UnreadableName("The name of the city holds no letter.")
    return shown


def _place_with_id(geonames_id: int, name: str, gazetteer: Gazetteer, where: Country) -> Place:
    place = gazetteer.by_id.get(geonames_id)
    if place is None:
        raise UnknownCity(
            f"No city with the GeoNames id {geonames_id} (given for “{name}”) is in the packaged "
            f"facts (country: {where.names['en']})."
        )
    return place


def _bearing(folded: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    return gazetteer.by_main_name.get(folded) or gazetteer.by_other_name.get(folded, ())


def _bearing_qualified(written: str, gazetteer: Gazetteer, where: Country) -> tuple[Place, ...]:
    match = _QUALIFIED.fullmatch(written)
    if match is None:
        return ()
    places = _bearing(fold_name(match["name"]), gazetteer)
    qualifier = fold_name(match["bracket"] or match["comma"])
    if qualifier in _MEANS_THE_CITY or qualifier in map(fold_name, where.names.values()):
        return places
    return tuple(
        place
        for place in places
        if qualifier == fold_name(place.admin1) or gazetteer.has_name(place, qualifier)
    )


def _the_one_meant(places: tuple[Place, ...], written: str, where: Country) -> Place:
    largest, *others = sorted(places, key=lambda place: (-place.population, place.geonames_id))
    others = [place for place in others if not _listed_twice(place, largest)]
    if others and largest.population < CLEARLY_LARGER * max(others[0].population, 1):
        raise AmbiguousCity(written, where.names["en"], (largest, *others))
    return largest


def _listed_twice(one: Place, other: Place) -> bool:
    """Whether GeoNames has one place twice: Kashan and Kāshān, 2 km apart, with one population."""
    north = one.latitude - other.latitude
    east = (one.longitude - other.longitude) * math.cos(math.radians(one.latitude))
    return one.admin1 == other.admin1 and math.hypot(north, east) <= _WITHIN_A_CITY


@lru_cache(maxsize=4096)  # a file that has one name wrong has it wrong on many lines
def _suggestions(folded: str, iso2: str) -> tuple[str, ...]:
    """Main names of the places whose names look most like the one written, best first."""
    gazetteer = gazetteer_of(iso2)
    like = [known for known in _every_name(gazetteer) if _worth_comparing(known, folded)]
    found: dict[str, None] = {}
    for known in difflib.get_close_matches(folded, like, n=2 * _SUGGESTIONS, cutoff=_ALIKE):
        places = _bearing(known, gazetteer)
        found[max(places, key=lambda place: place.population).name] = None
    return tuple(found)[:_SUGGESTIONS]


def _every_name(gazetteer: Gazetteer) -> Iterable[str]:
    yield from gazetteer.by_main_name
    yield from gazetteer.by_other_name.keys() - gazetteer.by_main_name.keys()


def _worth_comparing(known: str, folded: str) -> bool:
    """Whether a slow comparison could pay: like length, and the same beginning or end."""
    return abs(len(known) - len(folded)) <= _LENGTH_APART and (
        known[0] == folded[0] or known[-2:] == folded[-2:]
    )


def _city(place: Place, where: Country) -> CityFacts:
    names = names_of(place.geonames_id)
    return CityFacts(
        geonames_id=place.geonames_id,
        name=place.name,
        country=where.iso2,
        region=where.region,
        latitude=place.latitude,
        longitude=place.longitude,
        population=place.population,
        timezone=place.timezone,
        kind="city",
        principal_city=place.geonames_id,
        names=names.by_language,
        local_names=names.local,
        climate=place.climate,
        density=place.density,
        coast=place.coast,
    )


def _joined(identity: Identity, gazetteer: Gazetteer, where: Country) -> CityFacts:
    place = gazetteer.by_id[identity.principal_city]
    if identity.geonames_id is not None:
        return _city(place, where)
    return CityFacts(
        geonames_id=None,
        name=identity.name,
        country=where.iso2,
        region=where.region,
        latitude=place.latitude,
        longitude=place.longitude,
        population=None,
        timezone=place.timezone,
        kind=identity.kind,
        principal_city=place.geonames_id,
        names=MappingProxyType(dict(identity.names)),
        local_names=(),
        climate=place.climate,
        density="",
        coast=place.coast,
    )
