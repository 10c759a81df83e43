"""Countries with their names in five languages, and the association's five regions."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from hamshahr.domains.network.facts.errors import UnknownCountry
from hamshahr.domains.network.facts.packaged import read_json

# How much of a mistaken code is repeated to the person who wrote it.
_CODE_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Country:
    """`iso2` and `iso3` are ISO 3166-1 codes (XK, XKX for Kosovo), `region` a region's code."""

    iso2: str
    iso3: str
    region: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Region:
    """A world region of the association; `names` by language: fa, en, fr, es, ar."""

    code: str
    names: Mapping[str, str]


def country(iso2: str) -> Country:
    """The country with this two-letter code, in either case; else `UnknownCountry`."""
    found = _countries().get(iso2.strip().upper())
    if found is None:
        shown = ascii(iso2[:_CODE_SHOWN])[1:-1]
        raise UnknownCountry(
            f"“{shown}” is not the two-letter code (ISO 3166-1) of a country with cities."
        )
    return found


@cache
def regions() -> tuple[Region, ...]:
    """The five regions, in the order of their codes."""
    return tuple(
        Region(code, MappingProxyType(names))
        for code, names in sorted(read_json("regions.json").items())
    )


@cache
def _countries() -> Mapping[str, Country]:
    return {
        iso2: Country(iso2, kept["iso3"], kept["region"], MappingProxyType(kept["names"]))
        for iso2, kept in read_json("countries.json").items()
    }
