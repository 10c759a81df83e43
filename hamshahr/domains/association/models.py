"""The office of the association, and the revisions of its statements."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from hamshahr.commons.accounts.models import User

LONGEST_STATEMENT = 50_000  # characters; the longest terms that we read have half of that


class Appointment(models.Model):
    """An office that a person holds in the association itself, from when to when."""

    class Role(models.TextChoices):
        ADMINISTRATOR = "administrator"  # keeps the instance, and its statements

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=20, choices=Role.choices)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True, help_text="The last day; empty: until further")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="an_appointment_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["person", "role"],
                condition=Q(ends__isnull=True),
                name="an_office_is_held_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"


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
