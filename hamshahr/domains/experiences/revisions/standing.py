"""The revisions of a case as anybody may read them, the latest first.

The text of a case that no city told yet has no row of its own: it is read from the case, and is
its latest revision all the same, with the number that it will keep.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from hamshahr.commons.accounts.models import User
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.experiences.models import Experience, Revision
from hamshahr.domains.experiences.permissions import readable_by
from hamshahr.domains.experiences.publishing.keeping import next_number
from hamshahr.domains.experiences.publishing.projecting import content_of

A_PAGE = 20


@dataclass(frozen=True)
class Told:
    """One revision. ``id`` is its identifier for good; ``None``: that of the case stands for it."""

    number: int
    id: UUID | None
    language: str
    content: Content
    is_compiled: bool  # from public sources; of the city otherwise
    is_confirmed: bool  # compiled, and confirmed by the city as it stood
    note: str
    licence: str
    rights_holder: str
    evidence_level: int | None
    evidence_reason: str
    published_at: datetime | None
    is_current: bool


def readable_case(code: str, *, by: User | None) -> Experience | None:
    """Return a case whose revisions ``by`` may read: whoever may read the case."""
    return (
        readable_by(by)
        .select_related("city", "revision")
        .prefetch_related("topic_links", "sources", "results")
        .filter(code=code)
        .first()
    )


def current_number(experience: Experience) -> int:
    """Return the number of what a case tells now."""
    revision = experience.revision
    return revision.number if revision is not None else next_number(experience)


def told(experience: Experience, number: int) -> Told | None:
    """Return a revision by its number; ``None`` where there is none."""
    if experience.revision_id is None and number == next_number(experience):
        return _from_case(experience)
    kept = _kept(experience).filter(number=number).first()
    return _from_row(kept, experience) if kept else None


def told_page(experience: Experience, page: int) -> tuple[list[Told], int]:
    """Return a page of revisions, from 1, and how many there are in all.

    A page beyond the last is empty. The content is left out.
    """
    rows = _kept(experience).order_by("-number")
    unkept = [_from_case(experience)] if experience.revision_id is None else []
    total = rows.count() + len(unkept)
    first = (page - 1) * A_PAGE
    found = rows.defer("content")[max(0, first - len(unkept)) : first - len(unkept) + A_PAGE]
    listed = [_from_row(row, experience, whole=False) for row in found]
    return ([*unkept, *listed] if page == 1 else listed)[:A_PAGE], total


def _kept(experience: Experience) -> QuerySet[Revision]:
    return Revision.objects.filter(experience=experience).select_related("published_by")


def _from_row(row: Revision, experience: Experience, *, whole: bool = True) -> Told:
    is_compiled = row.provenance == Experience.Provenance.COMPILED
    return Told(
        number=row.number,
        id=row.pk,
        language=row.language,
        content=Content(row.content) if whole else Content({}),
        is_compiled=is_compiled,
        is_confirmed=is_compiled and row.published_by.kind != User.Kind.SYSTEM,
        note=row.note,
        licence=row.licence,
        rights_holder=row.rights_holder,
        evidence_level=row.evidence_level,
        evidence_reason=row.evidence_reason,
        published_at=row.published_at,
        is_current=row.pk == experience.revision_id,
    )


def _from_case(experience: Experience) -> Told:
    return Told(
        number=next_number(experience),
        id=None,
        language=experience.language,
        content=content_of(experience).public(),
        is_compiled=experience.provenance == Experience.Provenance.COMPILED,
        is_confirmed=False,
        note="",
        licence=experience.licence,
        rights_holder=experience.rights_holder,
        evidence_level=experience.evidence_level,
        evidence_reason="",
        published_at=experience.changed_at,
        is_current=True,
    )
