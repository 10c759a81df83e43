"""Taking out of old invitations what they say of people."""

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from hamshahr.domains.network.models import Invitation

# After it nobody asks any more who was invited; what was accepted is told by the appointment
KEPT_FOR = timedelta(days=90)


def erase(invitations: QuerySet[Invitation]) -> int:
    """Take names, addresses and words out of invitations; return of how many."""
    now = timezone.now()
    invitations.filter(accepted_at=None, declined_at=None, withdrawn_at=None).update(
        withdrawn_at=now
    )
    return invitations.update(email="", name="", function="", reason="", erased_at=now)


def erase_old_invitations() -> int:
    """Erase those that were answered, or ran out, long ago; return how many."""
    before = timezone.now() - KEPT_FOR
    old = (
        Q(accepted_at__lt=before)
        | Q(declined_at__lt=before)
        | Q(withdrawn_at__lt=before)
        | Q(expires_at__lt=before)
    )
    keys = Invitation.objects.filter(old, erased_at=None).values_list("pk", flat=True)
    return erase(Invitation.objects.filter(pk__in=list(keys)))
