"""That a city made a compiled case its own, and was asked whether its cases are still so."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hamshahr.commons.accounts.models import User
from hamshahr.domains.experiences.models import Experience, Revision
from hamshahr.kernel.identifiers import new_id


class Claim(models.Model):
    """Who made a compiled case her city's own as it stood, and the words that she agreed to."""

    never_on_a_page: ClassVar[bool] = True

    revision = models.OneToOneField(Revision, on_delete=models.CASCADE, related_name="claim")
    agreed_text = models.TextField(help_text="The words that were agreed to, as they were shown")
    claimed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.revision_id)


class Check(models.Model):
    """The question to one keeper of a city whether a case is still so. Its secret is a digest only.

    ``number`` is the revision that she is asked about. A reminder has another secret, and the link
    of the first letter stays good.
    """

    class Answer(models.TextChoices):
        STILL_SO = "still_so"
        CHANGED = "changed"
        ENDED = "ended"
        NOT_OURS = "not_ours"

    never_on_a_page: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    experience = models.ForeignKey(Experience, on_delete=models.CASCADE, related_name="checks")
    number = models.PositiveIntegerField()
    asked_of = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    digest = models.BinaryField(max_length=32, unique=True)
    former_digest = models.BinaryField(max_length=32, unique=True, null=True, blank=True)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)

    class Meta:
        ordering: ClassVar = ["-asked_at", "-pk"]
        indexes: ClassVar = [
            models.Index(
                F("asked_at"), condition=Q(answered_at__isnull=True), name="checks_unanswered"
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="an_answered_check_has_its_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.experience_id} {self.asked_at:%Y-%m-%d}"
