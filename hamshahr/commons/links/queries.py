"""Reads: which links are broken, and where they stand. Who may read a place, its domain knows."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from hamshahr.commons.links.gathering import digest_of
from hamshahr.commons.links.models import CheckedLink, LinkPlace, Unreachable


def unreachable_among(urls: Collection[str]) -> dict[str, Unreachable]:
    """Return what is to be said of those of ``urls`` that are broken, in one query."""
    if not urls:
        return {}
    digests = [digest_of(url) for url in urls]
    found = Unreachable.objects.filter(link__digest__in=digests).select_related("link")
    return {one.link.url: one for one in found}


def broken_places(kind: str) -> QuerySet[LinkPlace]:
    """Return the places of broken links in things of a kind, longest broken first."""
    return (
        LinkPlace.objects.filter(kind=kind, link__unreachable__isnull=False)
        .select_related("link__unreachable")
        .order_by("link__unreachable__since", "link_id", "pk")
    )


def last_check() -> datetime | None:
    """Return when a link was checked last; ``None``: never."""
    newest = CheckedLink.objects.filter(checked_at__isnull=False).order_by("-checked_at")
    return newest.values_list("checked_at", flat=True).first()
