"""Reads of regions, countries and cities."""

import re
from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Count

from hamshahr.commons.accounts.models import User
from hamshahr.commons.translation.languages import DEFAULT_LANGUAGE
from hamshahr.domains.network import facts
from hamshahr.domains.network.models import City, Region
from hamshahr.domains.network.permissions import visible_to
from hamshahr.kernel.remembering import remembered

# What a slug may look like; the database would refuse to be asked for a NUL
_SLUG = re.compile(r"[-\w]{1,80}", re.ASCII)


@remembered
def region_names(language: str) -> dict[str, str]:
    """Return the name of every region, by code, in ``language``."""
    return {
        region.code: region.names.get(language) or region.names.get(DEFAULT_LANGUAGE, region.code)
        for region in Region.objects.all()
    }


def country_name(code: str, language: str) -> str:
    """Return a country's name in ``language``; its code where none is known."""
    try:
        names = facts.country(code).names
    except facts.UnknownCountry:
        return code
    return names.get(language) or names.get("en", code)


def known_country(code: str) -> bool:
    """Tell whether there is a country with this ISO 3166-1 alpha-2 code."""
    try:
        facts.country(code)
    except facts.CityFactsError:
        return False
    return True


@remembered
def region_sizes(*, by: User | None) -> dict[str, tuple[int, int]]:
    """Return how many cities are known in each region, and of how many countries, by its code."""
    counted = (
        visible_to(by)
        .order_by()
        .values("region_id")
        .annotate(cities=Count("pk"), countries=Count("country", distinct=True))
    )
    return {row["region_id"]: (row["cities"], row["countries"]) for row in counted}


def city_names(slugs: Collection[str], language: str) -> dict[str, str]:
    """Return the names in ``language`` of those cities that there are, by slug.

    ``slugs`` may be whatever somebody typed into an address.
    """
    likely = [slug for slug in slugs if _SLUG.fullmatch(slug)]
    found = City.objects.filter(slug__in=likely).only("slug", "name", "names")
    return {city.slug: city.name_in(language) for city in found}


def cities_by_id(ids: Iterable[UUID], *, by: User | None = None) -> dict[UUID, City]:
    """Return the cities with these ids that ``by`` may see, in one statement."""
    return visible_to(by).in_bulk(list(ids))


def get_for(slug: str, *, by: User | None) -> City | None:
    """Return a city with its membership; none alike where it is not there or not for ``by``."""
    return visible_to(by).select_related("membership").filter(slug=slug).first()


# Of one name in one country a reader tells so many apart
_MOST_NAMESAKES = 8


def namesakes(city: City, *, by: User | None) -> list[City]:
    """Return other cities of its country that bear its name."""
    same = visible_to(by).filter(name=city.name, country=city.country).exclude(pk=city.pk)
    return list(same.order_by("slug")[:_MOST_NAMESAKES])
