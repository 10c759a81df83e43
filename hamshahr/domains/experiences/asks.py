"""Claiming a case for one's city: asking the secretariat to hand it over.

To have it corrected or removed one reports its page (``commons.moderation``).
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.queries import system_actor
from hamshahr.domains.experiences.models import Ask, Experience
from hamshahr.kernel.audit.actions import record

# More than this for one case is not readers any more.
MOST_WAITING_A_CASE = 50


class TooManyWait(Exception):
    """So many asks about this case wait already that another would not be read."""


def every_ask() -> QuerySet[Ask]:
    return Ask.objects.select_related("experience")


def asks_waiting() -> QuerySet[Ask]:
    """Return the asks that nobody answered yet, oldest first."""
    return every_ask().filter(answered_at__isnull=True)


@transaction.atomic
def claim(
    *,
    experience: Experience,
    name: str,
    role: str,
    email: str,
    message: str,
    language: str,
    by: User | None,
) -> Ask:
    """Keep that somebody claims a case; anybody may. Raises ``TooManyWait``.

    The audit record holds neither her name nor her address.
    """
    if asks_waiting().filter(experience=experience).count() >= MOST_WAITING_A_CASE:
        raise TooManyWait
    ask = Ask.objects.create(
        experience=experience,
        kind=Ask.Kind.CLAIM,
        name=name,
        role=role,
        email=email,
        message=message,
        language=language,
    )
    record(
        by=by or system_actor(),
        deed="experiences.ask_claim",
        object_type="experience",
        object_id=experience.pk,
        body=experience.city_id,
        ask=ask.pk,
    )
    return ask


@transaction.atomic
def answer_ask(*, number: int, by: User) -> None:
    """Mark an ask as answered. Raises ``Ask.DoesNotExist``."""
    if by.kind != User.Kind.SYSTEM:
        raise PermissionDenied("Only the secretariat answers, by the command line.")
    ask = Ask.objects.select_for_update(of=["self"]).select_related("experience").get(pk=number)
    ask.answered_at = timezone.now()
    ask.save(update_fields=["answered_at"])
    record(
        by=by,
        deed="experiences.answer_ask",
        object_type="experience",
        object_id=ask.experience_id,
        body=ask.experience.city_id,
        ask=ask.pk,
    )
