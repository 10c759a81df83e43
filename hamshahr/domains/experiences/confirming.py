"""Deeds of a city on its published experiences: this is ours, and this is still so."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import is_system
from hamshahr.commons.search.indexing.words import index_words
from hamshahr.domains.experiences.manifest import KIND
from hamshahr.domains.experiences.models import Experience, Revision
from hamshahr.domains.experiences.permissions import may_answer_for
from hamshahr.domains.experiences.publishing.action import confirmed_today
from hamshahr.domains.experiences.publishing.keeping import next_number
from hamshahr.domains.experiences.publishing.projecting import content_of
from hamshahr.kernel.audit.actions import record
from hamshahr.kernel.today import today

# Time to write and review what changed; then the question stands again
LOOKS_INTO_IT_FOR = timedelta(days=90)


class CannotConfirm(Exception):
    """It cannot be confirmed now; nothing was changed. Each kind says why."""


class IsTheCitysAlready(CannotConfirm):
    """The city told it, or somebody of the city confirmed it before."""


class ReadsOtherwise(CannotConfirm):
    """The text was changed since it was read."""


@dataclass(frozen=True)
class Seen:
    """The text that was read (``content_of(…).digest()``), and what was agreed to with it."""

    digest: bytes
    may_be_machine_translated: bool


@transaction.atomic
def confirm_compiled(*, experience: Experience, seen: Seen, by: User) -> Revision:
    """Make a compiled case its city's own, as it stands; return the revision that this made.

    The revision keeps that the text was compiled; licence and evidence level stay as they are.
    The city is asked a year later. Raises ``PermissionDenied``, ``IsTheCitysAlready``,
    ``ReadsOtherwise``.
    """
    held = held_to_answer(experience, by)
    if held.provenance != Experience.Provenance.COMPILED:
        raise IsTheCitysAlready
    content = content_of(held)
    if content.digest() != seen.digest:
        raise ReadsOtherwise
    revision = Revision.objects.create(
        experience=held,
        number=next_number(held),
        language=held.language,
        content=content.public().values,
        provenance=Experience.Provenance.COMPILED,
        licence=held.licence,
        rights_holder=held.rights_holder,
        may_be_machine_translated=seen.may_be_machine_translated,
        evidence_level=held.evidence_level,
        published_at=timezone.now(),
        published_by=by,
    )
    held.provenance, held.revision, held.import_digest = (
        Experience.Provenance.CITY, revision, None,
    )  # fmt: skip
    _keep_confirmed(held, by=by, deed="experiences.confirm_compiled")
    return revision


@transaction.atomic
def confirm_still_so(*, experience: Experience, by: User) -> None:
    """Note that a case is still so, said today for its city. Raises ``PermissionDenied``."""
    _keep_confirmed(held_to_answer(experience, by), by=by, deed="experiences.confirm_still_so")


@transaction.atomic
def note_changed(*, experience: Experience, by: User) -> None:
    """Note that its city is looking into a case; it is asked again if nothing comes of it.

    Raises ``PermissionDenied``.
    """
    held = held_to_answer(experience, by)
    held.next_check_on, held.unanswered_since = today() + LOOKS_INTO_IT_FOR, None
    _keep(held, by=by, deed="experiences.note_changed")


@transaction.atomic
def note_unanswered(*, experience: Experience, asked_on: date, by: User) -> None:
    """Have a case say that its city was asked in vain, and sink. Only the system does."""
    if not is_system(by):
        raise PermissionDenied("Only the system notes what was left unanswered.")
    held = Experience.objects.select_for_update(of=("self",)).get(pk=experience.pk)
    held.unanswered_since = asked_on
    _keep(held, by=by, deed="experiences.note_unanswered")


def held_to_answer(experience: Experience, by: User) -> Experience:
    """Return a case with its row held until the deed ends.

    Raises ``PermissionDenied`` unless ``by`` answers for what is its city's.
    """
    held = (
        Experience.objects.select_for_update(of=("self",))
        .select_related("city", "revision")
        .get(pk=experience.pk)
    )
    if not may_answer_for(by, held):
        raise PermissionDenied("Only those who keep what is the city's answer for it.")
    return held


def _keep_confirmed(experience: Experience, *, by: User, deed: str) -> None:
    confirmed_today(experience)
    _keep(experience, by=by, deed=deed)


def _keep(experience: Experience, *, by: User, deed: str) -> None:
    experience.save()
    index_words(kind=KIND, ids=[experience.pk])  # its year counts in the order of lists
    record(
        by=by,
        deed=deed,
        object_type=KIND,
        object_id=experience.pk,
        body=experience.city_id,
    )
