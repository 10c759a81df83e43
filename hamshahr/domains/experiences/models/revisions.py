"""What a case told, revision by revision, for good; and what it tells members only."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from hamshahr.commons.accounts.models import User
from hamshahr.domains.experiences.models.library import Experience
from hamshahr.kernel.identifiers import new_id


class Revision(models.Model):
    """A case as it was published once. It stays readable and citable, whatever comes after it.

    ``content`` is what anybody may read (see ``experiences.content``); nothing for members only
    and nothing unpublished ever stands in it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    experience = models.ForeignKey(Experience, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(help_text="Counted from 1 within the case")
    language = models.CharField(max_length=8, help_text="ISO 639 code of the prose")
    content = models.JSONField()
    provenance = models.CharField(max_length=12, choices=Experience.Provenance.choices)
    licence = models.CharField(max_length=200)
    rights_holder = models.CharField(max_length=500, blank=True)
    may_be_machine_translated = models.BooleanField(default=False)
    evidence_level = models.PositiveSmallIntegerField(null=True, blank=True)
    evidence_reason = models.TextField(max_length=2_000, blank=True)
    note = models.CharField(max_length=500, blank=True, help_text="What changed, in a sentence")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["experience", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["experience", "number"], name="a_case_revision_has_its_number"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="case_revisions_count_from_one"
            ),
            models.CheckConstraint(
                condition=Q(evidence_level__isnull=True) | Q(evidence_level__range=(1, 5)),
                name="revision_evidence_level_1_to_5",
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.ReadOnly(
                name="revisions_stay_as_published",
                fields=["number", "language", "content", "licence", "published_at"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.experience_id} {self.number}"


class MembersLayer(models.Model):
    """What a city tells of a case to signed-in people of member cities, beside what all may read.

    A table of its own, which no search, feed, file or page for everybody reads.
    """

    experience = models.OneToOneField(
        Experience, primary_key=True, on_delete=models.CASCADE, related_name="members_layer"
    )
    language = models.CharField(max_length=8, help_text="ISO 639 code of the prose")
    content = models.JSONField()
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.experience_id)
