"""Taking people out of old approvals."""

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from hamshahr.domains.manuscripts.models import Approval
from hamshahr.domains.manuscripts.models.approvals import UNANSWERED

# As invitations: after it nobody asks any more who was asked
KEPT_FOR = timedelta(days=90)


def erase_old_approvals() -> int:
    """Take out addresses, and names of who did not answer; return of how many.

    Who approved for a city did so in her function: name and function stay with the record.
    """
    before = timezone.now() - KEPT_FOR
    old = Q(answered_at__lt=before) | Q(withdrawn_at__lt=before) | Q(expires_at__lt=before)
    found = Approval.objects.filter(old).exclude(email="")
    found.filter(answered_at=None).update(name="")
    return found.update(email="", codes_sent_at=[])


def erase(approvals: QuerySet[Approval]) -> int:
    """Take everything of a person out, but her function and what she decided."""
    approvals.filter(UNANSWERED).update(withdrawn_at=Now())
    return approvals.update(email="", name="", reason="", codes_sent_at=[], erased_at=Now())
