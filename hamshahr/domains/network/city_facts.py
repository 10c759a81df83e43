"""The facts of a city as its page tells them: in words, each with its source and year."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from hamshahr.commons.translation.languages import Language, UnknownLanguage
from hamshahr.commons.translation.languages import language as language_of
from hamshahr.commons.translation.reading import gregorian, number
from hamshahr.domains.network import facts, wording
from hamshahr.domains.network.facts.city_names import names_of
from hamshahr.domains.network.models import City
from hamshahr.domains.network.regions import CityFact, FactSource, LocalName


def city_facts(city: City, read_in: str) -> tuple[CityFact, ...]:
    """Return what is known of a city, and what is not, worded in ``read_in``."""
    return tuple(_facts(city, read_in))


def local_names(city: City) -> tuple[LocalName, ...]:
    """Return what a city calls itself. A language is named only where one alone can be meant."""
    if city.geonames_id is None:
        return ()
    kept = names_of(city.geonames_id)
    official = _country(city).languages
    return tuple(
        LocalName(name, _language(name, kept.by_language, official)) for name in kept.local
    )


def _facts(city: City, read_in: str) -> Iterator[CityFact]:
    country = _country(city)

    def fact(
        name: facts.FactKind, label: str, value: str, *, code: str = "", note: str = ""
    ) -> CityFact:
        source = _source(name, read_in) if value else None
        return CityFact(name, label, value, source, code if value else "", note if value else "")

    yield fact(
        "population",
        _("Population"),
        number(city.population, read_in) if city.population else "",
        note=_("Of an unknown year; for some cities the source counts the metropolitan area."),
    )
    yield fact("density", _("Settlement"), wording.density(city.density))
    yield fact("climate", _("Climate"), wording.climate(city.climate), code=city.climate)
    yield fact("coast", _("Sea"), wording.coast(city.coast))
    yield fact(
        "income",
        _("Income group of the country"),
        wording.income(country.income_group),
    )
    yield fact(
        "languages",
        _("Official languages of the country"),
        wording.languages(country, read_in),
    )
    placed = city.latitude is not None and city.longitude is not None
    yield fact(
        "coordinates",
        _("Coordinates"),
        wording.coordinates(city.latitude or 0.0, city.longitude or 0.0, read_in) if placed else "",
    )
    # GeoNames gives the zone with the coordinates
    zone = CityFact("timezone", _("Time zone"), city.timezone, _source("coordinates", read_in))
    yield zone if city.timezone else CityFact("timezone", zone.label, "", None)


def _source(kind: facts.FactKind, read_in: str) -> FactSource:
    source = facts.SOURCES[kind]
    if source.year is not None:
        text = _("%(source)s, %(year)s") % {
            "source": source.name,
            "year": gregorian(source.year, read_in),
        }
    else:
        text = _("%(source)s, edition of %(year)s") % {
            "source": source.name,
            "year": gregorian(source.edition_year, read_in),
        }
    return FactSource(text, source.url)


def _country(city: City) -> facts.Country:
    return facts.country(city.country)


def _language(
    name: str, by_language: Mapping[str, str], official: tuple[str, ...]
) -> Language | None:
    """Return the language of a local name: one whose name for the city it is, or the only one."""
    bearing = [code for code in official if by_language.get(code) == name]
    candidates = bearing or list(official)
    if len(candidates) != 1:
        return None
    try:
        return language_of(candidates[0])
    except UnknownLanguage:
        return None
