"""Hiding an experience by a moderator's decision, and showing it again.

One column says so, which ``permissions.visible_to`` reads for every page, list and file. The index
is told in the same transaction. Nothing is deleted: sources, results and the record stay.
"""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.search.indexing.words import index_words
from hamshahr.commons.search.jobs import read_soon
from hamshahr.commons.translating.texts import texts_changed
from hamshahr.domains.experiences.manifest import KIND
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.permissions import may_hide
from hamshahr.kernel.audit.actions import record


@transaction.atomic
def hide_experience(experience_id: UUID, by: User) -> None:
    """Take an experience from every place where it is read; its address shows a tombstone.

    Raises ``Experience.DoesNotExist``.
    """
    experience = _held(experience_id, by)
    if experience.hidden_at is not None:
        return
    experience.hidden_at = timezone.now()
    _keep(experience, by=by, deed="experiences.hide")


@transaction.atomic
def show_experience_again(experience_id: UUID, by: User) -> None:
    """Bring an experience back to where it was read. Raises ``Experience.DoesNotExist``.

    Words find it at once, its meaning as soon as the job that places it has run: its vectors are
    kept, so that takes seconds.
    """
    experience = _held(experience_id, by)
    if experience.hidden_at is None:
        return
    experience.hidden_at = None
    _keep(experience, by=by, deed="experiences.show_again")
    read_soon()


def _held(experience_id: UUID, by: User) -> Experience:
    experience = Experience.objects.select_for_update().get(pk=experience_id)
    if not may_hide(by, experience):
        raise PermissionDenied("Only who decides on reports hides, and nothing of her own city.")
    return experience


def _keep(experience: Experience, *, by: User, deed: str) -> None:
    Experience.objects.filter(pk=experience.pk).update(hidden_at=experience.hidden_at)
    index_words(kind=KIND, ids=[experience.pk])
    texts_changed(KIND, [experience.pk])
    record(
        by=by,
        deed=deed,
        object_type="experience",
        object_id=experience.pk,
        body=experience.city_id,
    )
