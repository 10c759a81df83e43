"""The map of a search: the same experiences as its list, by the city they come from."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.search.asking import read_query
from hamshahr.commons.translation.reading import number, sort_key
from hamshahr.domains.experiences.by_city import ByCity, browse_by_city, find_by_city
from hamshahr.domains.network.addresses import city_url
from hamshahr.domains.network.city_pages import told_apart
from hamshahr.domains.network.models import City
from hamshahr.domains.network.queries import (
    cities_by_id,
    country_name,
    region_names,
    with_namesakes,
)
from hamshahr.domains.network.wording import membership_word
from hamshahr.faces.site.asked import Asked
from hamshahr.faces.site.city_map import CountedCity, experiences, sheets
from hamshahr.faces.site.regions import CityLine, CityMap

# Marked and told at most; more could neither be seen apart nor be read
MOST_CITIES = 500
CITIES_A_PAGE = 25
# So many of those without a place are named; the others stand in the table
_PLACELESS_NAMED = 20


class _Words(NamedTuple):
    """What the lines of a table are worded with: regions by code, cities that share a name."""

    language: str
    regions: dict[str, str]
    alike: set[UUID]


def by_city(asked: Asked, language: str) -> ByCity:
    """Return what the search lists, counted by city. Raises what ``find_by_city`` does."""
    if not asked.text.strip():
        return browse_by_city(language, filters=asked.filters)
    query = read_query(asked.text, read_in=language)
    return find_by_city(query, language, filters=asked.filters)


def search_map(asked: Asked, found: ByCity, language: str, *, by: User | None) -> CityMap:
    """Return the map and the page of its table that ``asked`` wants, worded in ``language``."""
    first_ones = list(found.counts)[:MOST_CITIES]
    cities = cities_by_id(first_ones)
    counted = [
        CountedCity(
            cities[pk], found.counts[pk], is_faint=bool(found.best) and pk not in found.best
        )
        for pk in first_ones
        if pk in cities
    ]
    if not found.best:
        counted.sort(key=lambda one: (-one.count, sort_key(one.city.name_in(language), language)))
    first = (asked.page - 1) * CITIES_A_PAGE
    told = counted[first : first + CITIES_A_PAGE]
    words = _Words(language, region_names(language), with_namesakes([t.city for t in told], by=by))
    return CityMap(
        sheets=sheets(
            counted,
            language,
            url_of_city=lambda city: _only(asked, city),
            url_of_cities=lambda several: _countries_of(asked, several, counted),
        ),
        lines=[_line(asked, one, words) for one in told],
        listed=len(counted),
        cities=len(found.counts),
        placeless=placeless(counted, language),
        has_members=any(one.city.is_member for one in counted),
        is_ranked=bool(found.best),
    )


def _line(asked: Asked, one: CountedCity, words: _Words) -> CityLine:
    city, language = one.city, words.language
    return CityLine(
        name=city.name_in(language),
        url=city_url(city.slug),
        experiences_url=_only(asked, city),
        country=country_name(city.country, language),
        region=words.regions.get(city.region_id, city.region_id),
        experiences=experiences(one.count, language),
        membership=membership_word(city),
        told_apart=told_apart(city, language) if city.pk in words.alike else "",
    )


def _only(asked: Asked, city: City) -> str:
    """Return the address of the list narrowed to one city."""
    return asked.url(filters=_chosen_instead(asked, "city", [city.slug]), view="")


def _countries_of(asked: Asked, several: Sequence[City], all_of_them: Sequence[CountedCity]) -> str:
    """Return the map narrowed to the countries of some cities; the table where that is this map."""
    countries = sorted({city.country for city in several})
    if len(countries) == len({one.city.country for one in all_of_them}):
        return "#cities"
    return asked.url(filters=_chosen_instead(asked, "country", countries))


def _chosen_instead(asked: Asked, facet: str, values: list[str]) -> list[tuple[str, Sequence[str]]]:
    return [pair for pair in asked.filters if pair[0] != facet] + [(facet, values)]


def placeless(counted: Sequence[CountedCity], language: str) -> str:
    """Return the names of those of the cities that no map can show; empty: none."""
    names = [one.city.name_in(language) for one in counted if not one.has_place]
    named = _(", ").join(names[:_PLACELESS_NAMED])
    if len(names) <= _PLACELESS_NAMED:
        return named
    left = number(len(names) - _PLACELESS_NAMED, language)
    return _("%(cities)s and %(count)s more") % {"cities": named, "count": left}
