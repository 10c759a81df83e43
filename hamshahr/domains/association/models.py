"""The revisions of the association's statements, and the way in of its first administrator."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from hamshahr.commons.accounts.models import User

LONGEST_STATEMENT = 50_000  # characters; the longest terms that we read have half of that


class AdministratorLink(models.Model):
    """An invitation to become an administrator. What opens it is kept as a digest only."""

    never_on_a_page = True

    digest = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    voided_at = models.DateTimeField(null=True, help_text="When a later link took its place")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(voided_at__isnull=True),
                name="a_link_is_used_or_voided",
            )
        ]

    def __str__(self) -> str:
        return f"link of {self.made_at:%Y-%m-%d %H:%M}"


class StatementRevision(models.Model):
    """A statement in one language as it was written; the highest number holds."""

    class Kind(models.TextChoices):
        IMPRINT = "imprint"
        PRIVACY = "privacy"
        TERMS = "terms"
        ACCESSIBILITY = "accessibility"
        CONTACT = "contact"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    language = models.CharField(max_length=8)
    number = models.PositiveIntegerField()
    text = models.TextField(max_length=LONGEST_STATEMENT, help_text="Markdown; empty: withdrawn")
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["kind", "language", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "language", "number"], name="a_revision_has_its_number"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="revisions_count_from_one"),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(
                name="revisions_are_kept", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.language} {self.number}"
