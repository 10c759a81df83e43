"""Keeping the text that stood in the library before the next one takes its place."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Max

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.experiences.models import Experience, Revision
from hamshahr.domains.experiences.publishing.projecting import content_of


def next_number(experience: Experience) -> int:
    """Return the number of the next revision; of a text that no city told, its own number."""
    return _last_numbers([experience.pk]).get(experience.pk, 0) + 1


def keep_what_was(experience: Experience) -> Revision | None:
    """Keep the text that an import brought as a revision of its own; ``None`` where it need not be.

    Called before the text is replaced, in the transaction that does so. What a city told stands in
    its revision already.
    """
    standing = unkept([experience.pk]).get(experience.pk)
    if standing is not None:
        standing.save()
    return standing


def unkept(ids: Collection[UUID]) -> dict[UUID, Revision]:
    """Return the texts that an import brought and nobody kept, as revisions not saved, by case.

    Six statements for any number of cases. No person is said to have published them: who brought
    a text in stands in the record of its import, and a compiled revision with a person's name is
    one that she confirmed for her city.
    """
    cases = Experience.objects.filter(
        pk__in=ids, revision__isnull=True, published_at__isnull=False
    ).prefetch_related("topic_links", "sources", "results")
    last, nobody = _last_numbers(ids), system_actor()
    return {
        case.pk: Revision(
            experience=case,
            number=last.get(case.pk, 0) + 1,
            language=case.language,
            content=content_of(case).public().values,
            provenance=case.provenance,
            licence=case.licence,
            rights_holder=case.rights_holder,
            evidence_level=case.evidence_level,
            published_at=case.changed_at,
            published_by=nobody,
        )
        for case in cases
    }


def reads_otherwise(experience: Experience, content: Content, than: Revision) -> bool:
    """Tell whether a case reads otherwise by now than a revision, its terms among what is read."""
    return (
        content.public().values != than.content
        or experience.language != than.language
        or experience.licence != than.licence
        or experience.rights_holder != than.rights_holder
    )


def _last_numbers(ids: Collection[UUID]) -> dict[UUID, int]:
    found = Revision.objects.filter(experience__in=ids).order_by()
    return dict(found.values_list("experience").annotate(last=Max("number")))
