"""Telling whoever invited that nobody answered, once."""

from django.db import transaction
from django.utils import timezone

from hamshahr.domains.network.models import Invitation
from hamshahr.domains.network.models.invitations import UNANSWERED
from hamshahr.domains.network.people.notices import tell_of_answer

# A night's worth; what is left is told the next night
_A_NIGHT = 1_000


@transaction.atomic
def tell_of_expired_invitations() -> int:
    """Tell of those that ran out since the last night; return of how many."""
    expired = Invitation.objects.select_for_update(of=("self",), skip_locked=True).filter(
        UNANSWERED, expires_at__lte=timezone.now(), expiry_told_at=None, erased_at=None
    )
    found = list(expired.select_related("city", "invited_by")[:_A_NIGHT])
    for invitation in found:
        tell_of_answer(invitation, by=None)
    keys = [invitation.pk for invitation in found]
    Invitation.objects.filter(pk__in=keys).update(expiry_told_at=timezone.now())
    return len(found)
