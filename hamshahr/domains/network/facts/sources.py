"""Where each kind of fact comes from, so that a page can say it beside the fact."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

# Changes with every build of the packaged facts: `hamshahr migrate` then brings the cities of an
# instance up to date.
EDITION = "2026-11-23.2"

FactKind = Literal[
    "population",
    "coordinates",
    "climate",
    "density",
    "coast",
    "income",
    "languages",
    "names",
]


@dataclass(frozen=True, slots=True)
class Source:
    """The source of a kind of fact. `name`, `edition` and `licence` are proper names, in English.

    `year` is the year that the fact holds for, None where the source does not say it: then
    `edition_year`, the year of the edition, is all that can be told. `url` leads to the source.
    """

    name: str
    edition: str
    edition_year: int
    year: int | None
    url: str
    licence: str


_GEONAMES = Source(
    name="GeoNames",
    edition="cities15000, July 2026",
    edition_year=2026,
    year=None,
    url="https://www.geonames.org/",
    licence="CC BY 4.0",
)
_CLDR = Source(
    name="Unicode CLDR",
    edition="47",
    edition_year=2025,
    year=2025,
    url="https://cldr.unicode.org/",
    licence="Unicode License v3",
)

SOURCES: Mapping[FactKind, Source] = MappingProxyType(
    {
        # Counts of unlike years, for some cities of the metropolitan area: SOURCES.md
        "population": _GEONAMES,
        "coordinates": _GEONAMES,
        "names": _GEONAMES,
        "climate": Source(
            name="Rubel, Brugger, Haslinger & Auer, Köppen-Geiger world map",
            edition="2017, doi:10.1127/metz/2016/0816",
            edition_year=2017,
            year=None,  # the package does not say which years the map covers
            url="https://doi.org/10.1127/metz/2016/0816",
            licence="BSD",
        ),
        "density": Source(
            name="European Commission, JRC: GHS-WUP-DEGURBA",
            edition="R2025A, epoch 2025 (projected)",
            edition_year=2025,
            year=2025,
            url="https://doi.org/10.2905/1c049178-ab00-4bbc-b638-3e3c19daaacb",
            licence="CC BY 4.0",
        ),
        "coast": Source(
            name="Natural Earth, land, 1:10 million",
            edition="4.1.0",
            edition_year=2018,
            year=None,
            url="https://www.naturalearthdata.com/",
            licence="public domain",
        ),
        "income": Source(
            name="World Bank country and lending groups",
            edition="fiscal year 2024",
            edition_year=2023,
            year=2023,
            url="https://datahelpdesk.worldbank.org/knowledgebase/articles/906519",
            licence="CC BY 4.0",
        ),
        "languages": _CLDR,
    }
)
