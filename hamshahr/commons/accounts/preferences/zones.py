"""The time zones of the world: their names, and how they are offered to be chosen from."""

from collections import defaultdict
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import icu
from babel.core import get_global
from django.utils.translation import gettext as _

from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.reading import sort_key

Options = list[tuple[str, list[tuple[str, str]]]]


def is_zone(name: str) -> bool:
    """Tell whether the time zone database has a zone of that name that people live in."""
    return name in _continents()


def zone_called(name: str) -> ZoneInfo | None:
    """Return a zone by its name; ``None`` where there is none (any more)."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def zone_options() -> Options:
    """Return continents with their zones, worded and sorted in the language of the page."""
    return _options(active_language(), _(", "))


@cache
def _options(language: str, comma: str) -> Options:
    locale = icu.Locale(language)
    places: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, continent in _continents().items():
        places[_region(continent, locale)].append((name, _worded(name, locale, comma)))
    return [
        (continent, sorted(zones, key=lambda zone: sort_key(zone[1], language)))
        for continent, zones in sorted(places.items(), key=lambda each: sort_key(each[0], language))
    ]


@cache
def _continents() -> dict[str, str]:
    """Return every zone that lies in a country, once, with the code of its continent."""
    found = {}
    aliases, known = get_global("zone_aliases"), available_timezones()
    for name, country in get_global("zone_territories").items():
        region = icu.Region.getInstance(country)
        continent = region.getContainingRegion(icu.URegionType.CONTINENT)
        if continent and name in known and name not in aliases and "/" in name:
            found[name] = str(continent.getRegionCode())
    return found


def _worded(name: str, locale: icu.Locale, comma: str) -> str:
    """Return country and city: ``Iran, Tehran``; once where both are called the same."""
    formatter = icu.SimpleDateFormat("VVV", locale)
    formatter.setTimeZone(icu.TimeZone.createTimeZone(name))
    country = _region(icu.TimeZone.getRegion(name), locale)
    return comma.join(dict.fromkeys([country, str(formatter.format(0.0))]))


def _region(code: str, locale: icu.Locale) -> str:
    return str(icu.Locale("und", code).getDisplayCountry(locale))
