"""The deed: publish what a city told, as a new case or as a new revision of one."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.search.indexing.words import index_words
from hamshahr.commons.search.jobs import read_soon
from hamshahr.commons.translating.texts import texts_changed
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.experiences.holding import hold_files
from hamshahr.domains.experiences.models import Experience, MembersLayer, Retirement, Revision
from hamshahr.domains.experiences.permissions import may_publish_for
from hamshahr.domains.experiences.publishing.codes import new_code
from hamshahr.domains.experiences.publishing.keeping import keep_what_was, next_number
from hamshahr.domains.experiences.publishing.projecting import project, project_parts
from hamshahr.domains.network.models import City
from hamshahr.kernel.audit.actions import record
from hamshahr.kernel.today import today

KIND = "experience"


@dataclass(frozen=True)
class Assessed:
    """What a reviewer found: level 1 to 5 (Nesta standards of evidence), and why."""

    level: int | None
    reason: str


@dataclass(frozen=True)
class Told:
    """What a city told, and on which terms."""

    content: Content
    language: str  # ISO 639 code of the prose
    licence: str
    rights_holder: str
    may_be_machine_translated: bool
    note: str = ""  # what changed since the revision before, in a sentence


@transaction.atomic
def publish_revision(
    *, city: City, experience_id: UUID | None, told: Told, assessed: Assessed, by: User
) -> Revision:
    """Publish ``told`` as the next revision of a case, or as a new case of ``city``.

    The revision holds what anybody may read; what is for members only goes into their layer. Words
    find the case at once, its meaning as soon as the job that reads it has run. The city is asked
    a year later whether it is still so. Raises ``PermissionDenied`` for who serves the city, and
    ``Experience.DoesNotExist`` for a case that is not the city's.
    """
    if not may_publish_for(by, city.pk):
        raise PermissionDenied("Editors publish, and none for a city that she serves.")
    now = timezone.now()
    experience = _case(city, experience_id, told)
    keep_what_was(experience)
    experience.language = told.language
    project(experience, told.content)
    experience.provenance = Experience.Provenance.CITY
    experience.licence, experience.rights_holder = told.licence, told.rights_holder
    experience.evidence_level = assessed.level
    experience.state = Experience.State.PUBLISHED
    experience.published_at = experience.published_at or now
    experience.retired_at, experience.import_digest = None, None
    confirmed_today(experience)
    experience.save()
    project_parts(experience, told.content)
    _set_members_layer(experience, told)
    hold_files(experience, told.content)
    revision = _add_revision(experience, told, assessed, by)
    experience.revision = revision
    experience.save(update_fields=["revision"])
    end_retirement(experience, by=by)
    record(
        by=by,
        deed="experiences.publish",
        object_type=KIND,
        object_id=experience.pk,
        body=city.pk,
        number=revision.number,
    )
    index_words(kind=KIND, ids=[experience.pk])
    texts_changed(KIND, [experience.pk])
    read_soon()
    return revision


def confirmed_today(experience: Experience) -> None:
    """Note on a case (not saved) that its city says today that it is so; it is asked in a year."""
    experience.confirmed_on, experience.next_check_on = today(), a_year_after(today())
    experience.unanswered_since = None


def end_retirement(experience: Experience, *, by: User) -> None:
    """Close the retirement that runs, if one does."""
    Retirement.objects.filter(experience=experience, brought_back_at__isnull=True).update(
        brought_back_at=timezone.now(), brought_back_by=by
    )


def a_year_after(day: date) -> date:
    """Return the same day of the next year; 28 February for the day that it has not."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def _case(city: City, experience_id: UUID | None, told: Told) -> Experience:
    if experience_id is not None:
        return Experience.objects.select_for_update().get(pk=experience_id, city=city)
    title = told.content.text("title_en") or told.content.text("title")
    return Experience(city=city, code=new_code(city.slug, title))


def _add_revision(experience: Experience, told: Told, assessed: Assessed, by: User) -> Revision:
    return Revision.objects.create(
        experience=experience,
        number=next_number(experience),
        language=told.language,
        content=told.content.public().values,
        provenance=experience.provenance,
        licence=told.licence,
        rights_holder=told.rights_holder,
        may_be_machine_translated=told.may_be_machine_translated,
        evidence_level=assessed.level,
        evidence_reason=assessed.reason,
        note=told.note,
        published_at=timezone.now(),
        published_by=by,
    )


def _set_members_layer(experience: Experience, told: Told) -> None:
    layer = told.content.members_only()
    if not layer:
        MembersLayer.objects.filter(experience=experience).delete()
        return
    MembersLayer.objects.update_or_create(
        experience=experience,
        defaults={
            "language": told.language,
            "content": layer.values,
            "changed_at": timezone.now(),
        },
    )
