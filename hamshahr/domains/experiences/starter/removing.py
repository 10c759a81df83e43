"""The deed: take the starter library out again."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet

from hamshahr.commons.accounts.models import User
from hamshahr.commons.moderation.queries import has_been_reported
from hamshahr.commons.search.indexing.words import index_words
from hamshahr.commons.translating.texts import forget_texts
from hamshahr.domains.experiences.importing.reading import Mistake, NumberedLine, read_lines
from hamshahr.domains.experiences.importing.writing import says_what_its_line_says
from hamshahr.domains.experiences.manifest import KIND
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.permissions import may_remove_starter
from hamshahr.domains.experiences.starter import STARTER_LIBRARY
from hamshahr.domains.network.listing_members import as_listed, remove_members
from hamshahr.domains.network.models import City, Membership
from hamshahr.domains.network.starter import STARTER_MEMBERS
from hamshahr.kernel.audit.actions import record
from hamshahr.kernel.audit.models import AuditRecord

_DEED = "experiences.remove_starter"


@dataclass(frozen=True)
class Removed:
    """What went, and the codes of what stays because somebody had a hand in it since."""

    experiences: int
    members: int
    cities: int
    kept: tuple[str, ...]


@transaction.atomic
def remove_starter(*, by: User, dry_run: bool = False) -> Removed:
    """Remove what came from the starter library and is as it came; again, it changes nothing.

    An experience stays where its text differs from the library's line, where it is no longer
    marked as compiled, or where a reader claimed or reported it. Memberships go that are as the
    starter list says them, and cities that were there for these alone. With ``dry_run`` nothing
    goes, and the same is told.
    """
    if not may_remove_starter(by):
        raise PermissionDenied("Only the system removes the starter library.")
    lines = {line.entry.id: line for line in read_lines(STARTER_LIBRARY, _in_order)}
    there = list(_locked(lines))
    reported = has_been_reported(KIND, [each.pk for each in there])
    going = [
        each for each in there if each.pk not in reported and _is_as_it_came(each, lines[each.code])
    ]
    ids = [each.pk for each in going]
    kept = tuple(sorted({each.code for each in there} - {each.code for each in going}))
    members = as_listed(STARTER_MEMBERS)
    cities = _cities_left_alone(ids, members)
    removed = Removed(len(going), len(members), len(cities), kept)
    if dry_run or not (going or members):
        return removed
    Experience.objects.filter(pk__in=ids).delete()
    index_words(kind="experience", ids=ids)
    forget_texts("experience", ids)
    remove_members(path=STARTER_MEMBERS, by=by)
    City.objects.filter(pk__in=cities).delete()
    record(
        by=by,
        deed=_DEED,
        object_type="file",
        object_id=STARTER_LIBRARY.name,
        experiences=removed.experiences,
        members=removed.members,
        cities=removed.cities,
        kept=len(kept),
    )
    return removed


def starter_was_removed() -> bool:
    """Whether somebody took the starter library out of this instance."""
    return AuditRecord.objects.filter(deed=_DEED).exists()


def _locked(lines: dict[str, NumberedLine]) -> QuerySet[Experience]:
    """Return what carries a code of the library, held until the deed is done."""
    return (
        Experience.objects.select_for_update()
        .filter(code__in=list(lines))
        .prefetch_related("asks", "sources", "results")
        .order_by("code")
    )


def _is_as_it_came(experience: Experience, line: NumberedLine) -> bool:
    """Tell whether nobody has had a hand in an experience since it was imported."""
    return (
        bytes(experience.import_digest or b"") == line.digest
        and experience.provenance == Experience.Provenance.COMPILED
        and experience.evidence_level is None
        and not experience.asks.all()
        and says_what_its_line_says(experience, line.entry)
    )


def _cities_left_alone(experiences: Sequence[UUID], members: Sequence[int]) -> list[UUID]:
    """Return the cities of these experiences and memberships that nothing else points at."""
    alone = City.objects.filter(
        Q(experiences__in=experiences) | Q(membership__in=members)
    ).distinct()
    going: dict[object, Sequence[object]] = {Experience: experiences, Membership: members}
    for relation in City._meta.related_objects:
        # A name that points at nothing would leave no city alone: in SQL it is in no list, nor not
        points = {f"{relation.field.attname}__isnull": False}
        pointing = relation.related_model._base_manager.filter(**points)
        pointing = pointing.exclude(pk__in=going.get(relation.related_model, ()))
        alone = alone.exclude(pk__in=pointing.values(relation.field.attname))
    return list(alone.values_list("pk", flat=True))


def _in_order(mistake: Mistake) -> None:
    raise ValueError(f"the starter library has a mistake: {mistake}")
