"""A map of cities put together: what is marked, what each mark says, where it leads."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamshahr.commons.translation.reading import number
from hamshahr.design.maps.marks import Mark, Place, dots, marked
from hamshahr.design.maps.projection import spot
from hamshahr.design.maps.window import window_around
from hamshahr.domains.network.models import City
from hamshahr.domains.network.queries import country_name
from hamshahr.faces.site.regions import MapMark, MapSheet

# Each map is drawn for three widths of its column, in CSS pixels; style shows the one that fits.
# The narrower, the more cities share a disc.
SHEETS = (("narrow", 330.0), ("medium", 560.0), ("wide", 800.0))
# So many cities of a disc are named; the rest are counted.
_NAMED = 3


@dataclass(frozen=True)
class CountedCity:
    """A city with how many experiences of the list are its own."""

    city: City
    count: int
    is_faint: bool = False

    @property
    def has_place(self) -> bool:
        return self.city.latitude is not None and self.city.longitude is not None


def sheets(
    counted: Sequence[CountedCity],
    language: str,
    *,
    url_of_city: Callable[[City], str],
    url_of_cities: Callable[[Sequence[City]], str],
) -> list[MapSheet]:
    """Return the drawings of a map of those cities whose place is known."""
    by_slug = {one.city.slug: one for one in counted if one.has_place}
    places = [_place(one) for one in by_slug.values()]
    spots = [spot(place.longitude, place.latitude) for place in places]

    def worded(mark: Mark) -> MapMark:
        here = [by_slug[place.key] for place in mark.places]
        cities = [one.city for one in here]
        return MapMark(
            mark=mark,
            label=_label(here, mark.weight, language),
            figure=number(mark.weight, language) if mark.weight > 1 else "",
            url=url_of_city(cities[0]) if len(cities) == 1 else url_of_cities(cities),
        )

    drawn = []
    for name, pixels in SHEETS:
        window = window_around(spots, pixels=pixels)
        marks = marked(places, window, pixels=pixels)
        drawn.append(MapSheet(name, window, [worded(mark) for mark in marks], dots(marks)))
    return drawn


def _place(one: CountedCity) -> Place:
    return Place(
        key=one.city.slug,
        longitude=one.city.longitude or 0.0,
        latitude=one.city.latitude or 0.0,
        weight=one.count,
        is_ringed=one.city.is_member,
        is_faint=one.is_faint,
    )


def _label(here: Sequence[CountedCity], weight: int, language: str) -> str:
    names = [one.city.name_in(language) for one in here[:_NAMED]]
    if len(here) == 1:
        country = country_name(here[0].city.country, language)
        named = _("%(city)s, %(country)s") % {"city": names[0], "country": country}
    elif len(here) > _NAMED:
        left = len(here) - _NAMED
        named = ngettext("%(cities)s and one more", "%(cities)s and %(count)s more", left) % {
            "cities": _(", ").join(names),
            "count": number(left, language),
        }
    else:
        named = _(", ").join(names)
    if not weight:
        return named
    return _("%(cities)s: %(experiences)s") % {
        "cities": named,
        "experiences": experiences(weight, language),
    }


def experiences(count: int, language: str) -> str:
    """Return how many experiences there are, in words; empty for none."""
    if not count:
        return ""
    return ngettext("one experience", "%(count)s experiences", count) % {
        "count": number(count, language)
    }
