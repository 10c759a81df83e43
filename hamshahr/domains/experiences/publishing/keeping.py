"""Keeping the text that stood in the library before the next one takes its place."""

from django.db.models import Max

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.domains.experiences.models import Experience, Revision
from hamshahr.domains.experiences.publishing.projecting import content_of


def next_number(experience: Experience) -> int:
    """Return the number of the next revision; of a text that no city told, its own number."""
    last = Revision.objects.filter(experience=experience).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def keep_what_was(experience: Experience) -> Revision | None:
    """Keep the text that an import brought as a revision of its own; ``None`` where it need not be.

    Called before the text is replaced, in the transaction that does so. What a city told stands in
    its revision already.
    """
    if experience._state.adding or experience.revision_id or experience.published_at is None:
        return None
    return Revision.objects.create(
        experience=experience,
        number=next_number(experience),
        language=experience.language,
        content=content_of(experience).public().values,
        provenance=experience.provenance,
        licence=experience.licence,
        rights_holder=experience.rights_holder,
        evidence_level=experience.evidence_level,
        published_at=experience.changed_at,
        published_by=system_actor(),
    )
