"""The pages of the association's world regions, put together."""

from dataclasses import replace

from django.urls import reverse

from hamshahr.commons.accounts.models import User
from hamshahr.domains.network.queries import region_names, region_sizes
from hamshahr.domains.network.regions import RegionEntry, RegionPage
from hamshahr.kernel.panels import shown_on


def region_list(language: str, *, by: User | None) -> list[RegionEntry]:
    """Return the regions in the association's order, each with how many cities are known in it."""
    sizes = region_sizes(by=by)
    return [
        RegionEntry(code, label, reverse("network:region", args=[code]), sizes.get(code, (0, 0))[0])
        for code, label in region_names(language).items()
    ]


def region_page(code: str, language: str, *, by: User | None) -> RegionPage | None:
    """Return what the page of a region shows, worded in ``language``; ``None``: no such region.

    Later domains add to it as panels of the page ``region``.
    """
    names = region_names(language)
    if code not in names:
        return None
    cities, countries = region_sizes(by=by).get(code, (0, 0))
    others = tuple(one for one in region_list(language, by=by) if one.code != code)
    page = RegionPage(code, names[code], cities, countries, others)
    return replace(page, panels=shown_on("region", page, language, by=by))
