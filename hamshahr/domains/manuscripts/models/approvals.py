"""Approvals by who has no account, through a signed link."""

from datetime import datetime
from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from hamshahr.commons.accounts.models import User
from hamshahr.domains.manuscripts.models.reviews import Submission
from hamshahr.kernel.identifiers import new_id

LONGEST_NAME = 200
LONGEST_FUNCTION = 120  # as of an appointment
LONGEST_REASON = 2_000

UNANSWERED = Q(answered_at__isnull=True, withdrawn_at__isnull=True)


class Approval(models.Model):
    """One address is asked to approve one submission. Secret and code are kept as digests only."""

    never_on_a_page: ClassVar[bool] = True

    class State(models.TextChoices):
        OPEN = "open"
        APPROVED = "approved"
        REFUSED = "refused"
        WITHDRAWN = "withdrawn"
        EXPIRED = "expired"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="approvals")
    email = models.EmailField(max_length=254, blank=True, help_text="Empty once erased")
    is_of_the_city = models.BooleanField(help_text="The address is of a mail domain of the city")
    name = models.CharField(max_length=LONGEST_NAME, blank=True, help_text="Empty once erased")
    function = models.CharField(max_length=LONGEST_FUNCTION)
    language = models.CharField(max_length=8, help_text="Of the letters")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    digest = models.BinaryField(max_length=32, unique=True, help_text="Of the secret of the link")
    code_digest = models.BinaryField(max_length=32, blank=True, default=b"")
    code_expires_at = models.DateTimeField(null=True, blank=True)
    code_tries = models.PositiveSmallIntegerField(default=0, help_text="Of the latest code")
    codes_sent_at = ArrayField(models.DateTimeField(), default=list, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    approves = models.BooleanField(null=True, blank=True)
    reason = models.TextField(max_length=LONGEST_REASON, blank=True, help_text="Why not")
    erased_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When the address was taken out",
    )

    class Meta:
        ordering: ClassVar = ["-asked_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, approves__isnull=True)
                | Q(answered_at__isnull=False, approves__isnull=False),
                name="an_answer_by_link_says_yes_or_no",
            ),
            models.UniqueConstraint(
                fields=["submission", "email"],
                condition=UNANSWERED & Q(erased_at__isnull=True),
                name="an_address_is_asked_once_at_a_time",
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.ReadOnly(
                name="approvals_stay_bound", fields=["submission", "digest", "asked_at"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.function}"

    def state_at(self, now: datetime) -> State:
        """Return how it stands at a moment."""
        if self.answered_at:
            return self.State.APPROVED if self.approves else self.State.REFUSED
        if self.withdrawn_at:
            return self.State.WITHDRAWN
        return self.State.OPEN if now < self.expires_at else self.State.EXPIRED
