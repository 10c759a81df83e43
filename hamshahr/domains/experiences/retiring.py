"""Retiring an experience that is no longer so, and bringing it back.

Its text stays at its address and says so; lists, search, feeds and counts lose it in the same
transaction, by ``permissions.visible_to`` and by the index.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import is_system
from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.search.indexing.words import index_words
from hamshahr.commons.search.jobs import read_soon
from hamshahr.domains.experiences.manifest import KIND
from hamshahr.domains.experiences.models import Experience, Retirement
from hamshahr.domains.experiences.models.retirements import LONGEST_REASON
from hamshahr.domains.experiences.permissions import RETIRE, retiring_as
from hamshahr.domains.experiences.publishing.action import end_retirement
from hamshahr.kernel.audit.actions import record
from hamshahr.kernel.typed_texts import as_kept


class CannotRetire(Exception):
    """Nothing was changed: it is retired already, hidden, or no reason was given."""


@transaction.atomic
def retire(*, experience: Experience, reason: str, language: str, by: User) -> Retirement:
    """Take a published case out of everything that finds it; anybody may read the ``reason``.

    Raises ``PermissionDenied``, ``CannotRetire``.
    """
    held, role = _held(experience, by)
    reason = as_kept(reason)
    if held.state != Experience.State.PUBLISHED or held.hidden_at:
        raise CannotRetire("Only what is published and not hidden is retired.")
    if not reason or len(reason) > LONGEST_REASON:
        raise CannotRetire(f"A reason has 1 to {LONGEST_REASON} characters.")
    now = timezone.now()
    retirement = Retirement.objects.create(
        experience=held, reason=reason, language=language, role=role or "", retired_by=by,
        retired_at=now,
    )  # fmt: skip
    held.state, held.retired_at = Experience.State.RETIRED, now
    _keep(held, by=by, deed="experiences.retire")
    return retirement


@transaction.atomic
def bring_back(*, experience: Experience, by: User) -> None:
    """Have a retired case found again. What an editor retired, an editor brings back.

    Raises ``PermissionDenied``, ``CannotRetire``.
    """
    held, role = _held(experience, by)
    runs = held.retirements.filter(brought_back_at__isnull=True).first()
    if held.state != Experience.State.RETIRED:
        raise CannotRetire("It is not retired.")
    if runs is not None and not may_bring_back_what(runs, role, by):
        raise PermissionDenied("What an editor retired, an editor brings back.")
    end_retirement(held, by=by)
    held.state, held.retired_at = Experience.State.PUBLISHED, None
    _keep(held, by=by, deed="experiences.bring_back")
    read_soon()


def may_bring_back_what(retirement: Retirement, role: Role | None, by: User) -> bool:
    """Tell whether she who may retire the case in ``role`` may undo this retirement."""
    was_editors = retirement.role in RETIRE.everywhere
    return is_system(by) or role in RETIRE.everywhere or not was_editors


def _held(experience: Experience, by: User) -> tuple[Experience, Role | None]:
    held = (
        Experience.objects.select_for_update(of=("self",))
        .select_related("city")
        .get(pk=experience.pk)
    )
    role = retiring_as(by, held)
    if role is None and not is_system(by):
        raise PermissionDenied("Its city's keepers retire it, or an editor of no role there.")
    return held, role


def _keep(experience: Experience, *, by: User, deed: str) -> None:
    experience.save(update_fields=["state", "retired_at", "changed_at"])
    index_words(kind=KIND, ids=[experience.pk])
    record(
        by=by,
        deed=deed,
        object_type=KIND,
        object_id=experience.pk,
        body=experience.city_id,
    )
