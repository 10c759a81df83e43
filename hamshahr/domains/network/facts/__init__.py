"""Packaged facts of the world's cities, read without a network and without a database.

`resolve` finds a city by a name and a country; `country` and `regions` tell where it
stands in the association. SOURCES.md names the source and the year of every file, `sources`
those of every kind of fact.
"""

from hamshahr.domains.network.facts.countries import (
    Country,
    Region,
    countries,
    country,
    regions,
)
from hamshahr.domains.network.facts.errors import (
    AmbiguousCity,
    CityFactsError,
    UnknownCity,
    UnknownCountry,
    UnreadableName,
)
from hamshahr.domains.network.facts.gazetteer import Place
from hamshahr.domains.network.facts.identities import Kind
from hamshahr.domains.network.facts.resolving import CityFacts, resolve
from hamshahr.domains.network.facts.sources import EDITION, SOURCES, FactKind, Source

__all__ = [
    "EDITION",
    "SOURCES",
    "AmbiguousCity",
    "CityFacts",
    "CityFactsError",
    "Country",
    "FactKind",
    "Kind",
    "Place",
    "Region",
    "Source",
    "UnknownCity",
    "UnknownCountry",
    "UnreadableName",
    "countries",
    "country",
    "regions",
    "resolve",
]
