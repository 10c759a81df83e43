"""What is submitted, asked, answered and decided."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from hamshahr.commons.accounts.models import User
from hamshahr.domains.experiences.models import Revision
from hamshahr.domains.manuscripts.models.writing import LONGEST_PATH, Manuscript
from hamshahr.kernel.identifiers import new_id

LONGEST_QUESTION = 2_000


class Submission(models.Model):
    """A manuscript as it was submitted, whole and for good, with what was agreed to."""

    never_on_a_page: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    manuscript = models.ForeignKey(Manuscript, on_delete=models.CASCADE, related_name="submissions")
    number = models.PositiveIntegerField(help_text="Counted from 1 within the manuscript")
    language = models.CharField(max_length=8)
    content = models.JSONField(help_text="Whole: what is for members only stands in it, too")
    digest = models.BinaryField(max_length=32)
    note = models.CharField(max_length=500, blank=True, help_text="What changed, in a sentence")
    licence = models.CharField(max_length=200)
    rights_holder = models.CharField(max_length=500, blank=True)
    may_be_machine_translated = models.BooleanField(default=False)
    agreed_text = models.TextField(help_text="The words that were agreed to, as they were shown")
    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["manuscript", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["manuscript", "number"], name="a_submission_has_its_number"
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.ReadOnly(
                name="submissions_stay_as_submitted",
                fields=["number", "content", "digest", "licence", "agreed_text", "submitted_at"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.manuscript_id} {self.number}"


class Question(models.Model):
    """What an editor asks about one field, and what the city answers."""

    never_on_a_page: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    manuscript = models.ForeignKey(Manuscript, on_delete=models.CASCADE, related_name="questions")
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="questions")
    path = models.CharField(max_length=LONGEST_PATH, blank=True, help_text="Empty: of the whole")
    text = models.TextField(max_length=LONGEST_QUESTION)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(help_text="When it was written down")
    sent_at = models.DateTimeField(
        null=True, blank=True, help_text="When the city got it; empty: the editor prepares it"
    )
    answer = models.TextField(max_length=LONGEST_QUESTION, blank=True)
    answered_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["asked_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="an_answer_is_somebodys",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.manuscript_id} {self.path}"


class Verdict(models.Model):
    """What an editor decided of a submission, and why."""

    class Kind(models.TextChoices):
        PUBLISHED = "published"
        RETURNED = "returned"
        DECLINED = "declined"

    never_on_a_page: ClassVar[bool] = True

    submission = models.OneToOneField(Submission, on_delete=models.CASCADE, related_name="verdict")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    reason = models.TextField(max_length=LONGEST_QUESTION, blank=True)
    evidence_level = models.PositiveSmallIntegerField(null=True, blank=True)
    evidence_reason = models.TextField(max_length=LONGEST_QUESTION, blank=True)
    revision = models.OneToOneField(
        Revision, null=True, blank=True, on_delete=models.PROTECT, related_name="verdict"
    )
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="published", revision__isnull=False)
                | (~Q(kind="published") & Q(revision__isnull=True)),
                name="what_is_published_has_its_revision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.kind}"
