"""Reads of regions, countries and cities."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from hamshahr.commons.accounts.models import User
from hamshahr.commons.translation.languages import DEFAULT_LANGUAGE
from hamshahr.commons.translation.reading import sort_key
from hamshahr.domains.network import facts
from hamshahr.domains.network.facts.folding import fold_name
from hamshahr.domains.network.models import City, Region
from hamshahr.domains.network.naming import BREAK
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


@cache
def countries_by_name(language: str) -> tuple[tuple[str, str], ...]:
    """Return the code and the name of each country, in the order of the reader's own alphabet."""
    named = ((code, country_name(code, language)) for code in facts.countries())
    return tuple(sorted(named, key=lambda one: sort_key(one[1], language)))


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
    found = visible_to(None).filter(slug__in=likely).only("slug", "name", "names")
    return {city.slug: city.name_in(language) for city in found}


def cities_by_id(ids: Iterable[UUID], *, by: User | None = None) -> dict[UUID, City]:
    """Return the cities with these ids that ``by`` may see, with memberships, in one statement."""
    return visible_to(by).select_related("membership").in_bulk(list(ids))


def former_of(cities: Collection[UUID]) -> list[UUID]:
    """Return the cities that were merged into these, at the end of every chain of mergers."""
    return list(City.objects.filter(merged_into__in=cities).values_list("pk", flat=True))


def get_for(slug: str, *, by: User | None) -> City | None:
    """Return a city with its membership; none alike where it is not there or not for ``by``."""
    return visible_to(by).select_related("membership").filter(slug=slug).first()


def led_to(slug: str, *, by: User | None) -> City | None:
    """Return the city to which an address leads that was another's: renamed, or merged into it."""
    there = visible_to(by)
    return (
        there.filter(former_addresses__slug=slug).first() or there.filter(merged__slug=slug).first()
    )


@dataclass(frozen=True)
class CityFilter:
    """What narrows the directory of cities; empty parts narrow nothing."""

    name: str = ""  # the beginning of any name, or with three letters any part of one
    regions: Sequence[str] = ()
    countries: Sequence[str] = ()
    members_only: bool = False


# Fewer letters are a part of too many names, and no index helps to find them
_LETTERS_OF_A_PART = 3


def directory(wanted: CityFilter, language: str, *, by: User | None) -> QuerySet[City]:
    """Return the cities that fit, with memberships, as readers of ``language`` sort their names."""
    found = visible_to(by).select_related("membership")
    if wanted.regions:
        found = found.filter(region__in=wanted.regions)
    if wanted.countries:
        found = found.filter(country__in=wanted.countries)
    if wanted.members_only:
        found = found.filter(membership__isnull=False).exclude(membership__standing="left")
    if wanted.name and not fold_name(wanted.name):
        return found.none()
    if wanted.name:
        found = found.filter(found_by__contains=_part_of_a_name(wanted.name))
    return found.order_by(f"sort_keys__{language}", "slug")


def _part_of_a_name(typed: str) -> str:
    folded = fold_name(typed)
    return folded if len(folded) >= _LETTERS_OF_A_PART else f"{BREAK}{folded}"


def with_namesakes(cities: Collection[City], *, by: User | None) -> set[UUID]:
    """Return the ids of those cities whose name another city of their country bears."""
    same = visible_to(by).filter(name=OuterRef("name"), country=OuterRef("country"))
    alike = visible_to(by).filter(Exists(same.exclude(pk=OuterRef("pk"))))
    return set(alike.filter(pk__in=[city.pk for city in cities]).values_list("pk", flat=True))


@remembered
def countries_of_cities(*, by: User | None) -> list[str]:
    """Return the codes of the countries that have a city here; at most all there are."""
    return list(visible_to(by).order_by().values_list("country", flat=True).distinct())


# Of one name in one country a reader tells so many apart
_MOST_NAMESAKES = 8


def namesakes(city: City, *, by: User | None) -> list[City]:
    """Return other cities of its country that bear its name."""
    same = visible_to(by).filter(name=city.name, country=city.country).exclude(pk=city.pk)
    return list(same.order_by("slug")[:_MOST_NAMESAKES])
