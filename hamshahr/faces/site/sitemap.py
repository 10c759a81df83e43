"""Every page for search engines, in every language (sitemaps.org 0.9, hreflang by Google's rules).

An index names parts; a part lists the pages of one kind, ``PAGES`` at most. A part reads only its
own slice, so that a library of any size costs the same.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation

from hamshahr.commons.translation.languages import offered_languages
from hamshahr.domains.association.models import StatementRevision
from hamshahr.domains.experiences.goals import GOALS
from hamshahr.domains.experiences.permissions import visible_to
from hamshahr.domains.network.models import Region
from hamshahr.domains.network.permissions import visible_to as cities_visible_to
from hamshahr.domains.topics.models import Topic
from hamshahr.kernel.addresses import public_address

# Each is listed once a language, and each time names all languages: some 400 kB a part
PAGES = 250


class Listed(NamedTuple):
    """A page: the name of its address with its arguments, and when it changed, if that is known."""

    name: str
    arguments: tuple[object, ...] = ()
    changed: datetime | None = None


class Address(NamedTuple):
    """A page in one language, and the same in all of them."""

    location: str
    changed: datetime | None
    alternates: dict[str, str]


class _Kind(NamedTuple):
    how_many: Callable[[], int]
    slice: Callable[[int, int], Iterable[Listed]]


def parts() -> list[tuple[str, int]]:
    """Return the kind and the number, from 1, of every part there is."""
    return [
        (name, number)
        for name, kind in _KINDS.items()
        for number in range(1, 1 + -(-kind.how_many() // PAGES))
    ]


def part(kind: str, number: int) -> list[Address]:
    """Return the addresses of a part; none where there is no such part."""
    if kind not in _KINDS or number < 1:
        return []
    first = (number - 1) * PAGES
    pages = list(_KINDS[kind].slice(first, first + PAGES))
    written = {language.code: _written(pages, language.code) for language in offered_languages()}
    return [
        Address(own, page.changed, {**alternates, "x-default": next(iter(alternates.values()))})
        for position, page in enumerate(pages)
        for alternates in [{code: locations[position] for code, locations in written.items()}]
        for own in alternates.values()
    ]


def _written(pages: Iterable[Listed], language: str) -> list[str]:
    with translation.override(language):
        return [public_address(reverse(page.name, args=page.arguments)) for page in pages]


def _standing() -> list[Listed]:
    """The pages that are always there."""
    names = ("site:home", "site:search", "site:cities", "site:about", "topics:list")
    return [
        *(Listed(name) for name in (*names, "network:regions", "experiences-goals")),
        *(Listed("association:statement", (kind,)) for kind in StatementRevision.Kind.values),
        *(Listed("experiences-goal", (number,)) for number in GOALS),
    ]


def _of(rows: Callable[[], "QuerySet[Topic] | QuerySet[Region]"], name: str) -> _Kind:
    return _Kind(
        lambda: rows().count(),
        lambda first, last: [Listed(name, (row.pk,)) for row in rows().order_by("pk")[first:last]],
    )


def _experiences(first: int, last: int) -> list[Listed]:
    rows = visible_to(None).order_by("pk").values_list("code", "changed_at")
    return [
        Listed("experiences:experience", (code,), changed) for code, changed in rows[first:last]
    ]


def _cities(first: int, last: int) -> list[Listed]:
    slugs = cities_visible_to(None).order_by("pk").values_list("slug", flat=True)
    return [Listed("network:city", (slug,)) for slug in slugs[first:last]]


_KINDS = {
    "pages": _Kind(lambda: len(_standing()), lambda first, last: _standing()[first:last]),
    "topics": _of(Topic.objects.all, "topics:topic"),
    "regions": _of(Region.objects.all, "network:region"),
    "cities": _Kind(lambda: cities_visible_to(None).count(), _cities),
    "experiences": _Kind(lambda: visible_to(None).count(), _experiences),
}
