"""Reads of manuscripts. Everything returned is what ``by`` may see."""

from uuid import UUID

from django.db.models import QuerySet

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import cities_allowed
from hamshahr.domains.manuscripts.models import Manuscript
from hamshahr.domains.manuscripts.permissions import READ, visible_to
from hamshahr.domains.network.models import City


def get_for(manuscript_id: UUID, *, by: User | None) -> Manuscript | None:
    """Return the manuscript; none alike where it is not there or not for ``by``."""
    return visible_to(by).select_related("city", "experience").filter(pk=manuscript_id).first()


def of_her_cities(by: User) -> QuerySet[Manuscript]:
    """Return what the cities that she serves are writing, the last changed first."""
    found = Manuscript.objects.filter(city__in=cities_allowed(by, READ).ids)
    return found.select_related("city", "experience")


def of_her_city(manuscript_id: UUID, *, by: User) -> Manuscript | None:
    """Return a manuscript of a city that she serves; an editor reads submissions elsewhere."""
    return of_her_cities(by).filter(pk=manuscript_id).first()


def untouched(*, city: City, language: str, by: User) -> Manuscript | None:
    """Return what she began for this city, in this language, and nobody has written in."""
    found = Manuscript.objects.filter(
        city=city, language=language, begun_by=by, state=Manuscript.State.DRAFT,
        experience=None, changes__isnull=True,
    )  # fmt: skip
    return found.select_related("city").first()
