"""Reads of regions, countries and cities."""

from django.db.models import Count

from hamshahr.commons.accounts.models import User
from hamshahr.commons.translation.languages import DEFAULT_LANGUAGE
from hamshahr.domains.network import facts
from hamshahr.domains.network.models import Region
from hamshahr.domains.network.permissions import visible_to
from hamshahr.kernel.remembering import remembered


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
