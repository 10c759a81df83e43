"""Countries with their names, income group and official languages; the packaged regions."""

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
    """`iso2` and `iso3` are ISO 3166-1 codes (XK, XKX for Kosovo), `region` a region's code.

    `income_group` is a code of `facts.classes`, empty where the World Bank has none.
    `languages` are the ISO 639 codes of the languages official in the whole country, in law or
    in fact, most spoken first.
    """

    iso2: str
    iso3: str
    region: str
    names: Mapping[str, str]
    income_group: str
    languages: tuple[str, ...]


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


def countries() -> Mapping[str, Country]:
    """Every packaged country, by ISO 3166-1 alpha-2 code."""
    return _countries()


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
        iso2: Country(
            iso2=iso2,
            iso3=kept["iso3"],
            region=kept["region"],
            names=MappingProxyType(kept["names"]),
            income_group=kept["income_group"],
            languages=tuple(kept["languages"]),
        )
        for iso2, kept in read_json("countries.json").items()
    }
