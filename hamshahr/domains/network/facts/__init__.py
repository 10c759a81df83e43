"""Packaged facts of the world's cities, read without a network and without a database.

`resolve` finds a city by a name and a country; `country` and `regions` tell where it
stands in the association. SOURCES.md names the source and the year of every file.
"""

from hamshahr.domains.network.facts.countries import Country, Region, country, regions
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

__all__ = [
    "AmbiguousCity",
    "CityFacts",
    "CityFactsError",
    "Country",
    "Kind",
    "Place",
    "Region",
    "UnknownCity",
    "UnknownCountry",
    "UnreadableName",
    "country",
    "regions",
    "resolve",
]
