"""Cities as moderation knows them.

What their pages say comes from open data, which is corrected at its source, so the page is reported
and not hidden. What a city writes of itself is a kind of its own.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy

from hamshahr.commons.moderation.registry import (
    Passage,
    Reportable,
    Subject,
    register_reportable,
)
from hamshahr.commons.translation.languages import language as language_of
from hamshahr.domains.network.addresses import city_url
from hamshahr.domains.network.models import City
from hamshahr.domains.network.permissions import visible_to

KIND = "city"


def find(slug: str, language: str) -> Subject | None:
    """Return the city of an address."""
    found = visible_to(None).filter(slug=slug).first()
    return _subject(found, language) if found else None


def known(ids: Sequence[UUID], language: str) -> Mapping[UUID, Subject]:
    """Return those of the cities that there are; one query."""
    there = City.objects.filter(pk__in=list(ids))
    return {city.pk: _subject(city, language) for city in there}


def passages(city_id: UUID, language: str) -> Sequence[Passage]:  # noqa: ARG001 - the form of every reportable
    """Return nothing: the page of a city is its facts, one link away."""
    return ()


def _subject(city: City, language: str) -> Subject:
    return Subject(
        kind=KIND,
        object_id=city.pk,
        code=city.slug,
        title=city.name_in(language),
        language=language_of(language),
        url=city_url(city.slug),
        owner=city.pk,
    )


def register() -> None:
    """Called by the manifest."""
    register_reportable(
        Reportable(kind=KIND, name=gettext_lazy("City"), find=find, known=known, passages=passages)
    )
