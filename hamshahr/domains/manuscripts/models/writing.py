"""What a city writes, field by field, with everything that it ever said."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from hamshahr.commons.accounts.models import User
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.network.models import City
from hamshahr.kernel.identifiers import new_id

LONGEST_PATH = 60


class Manuscript(models.Model):
    """An experience as its city writes it, before it is published and between its revisions."""

    class State(models.TextChoices):
        """Where it stands with the editors."""

        DRAFT = "draft"  # the city writes
        SUBMITTED = "submitted"  # an editor is to take it up
        IN_REVIEW = "in_review"  # an editor asks, the city answers and changes
        RETURNED = "returned"  # the city is to change it and to submit it again
        DECLINED = "declined"  # not for this library; the reasons stand in the verdict
        PUBLISHED = "published"  # all that it says stands in the library
        WITHDRAWN = "withdrawn"  # the city gave it up

    never_on_a_page: ClassVar[bool] = True  # of pages that are kept for everybody

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="manuscripts")
    language = models.CharField(max_length=8, help_text="ISO 639 code of the prose")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    # The case it became, or the case whose next revision it is
    experience = models.OneToOneField(
        Experience, null=True, blank=True, on_delete=models.PROTECT, related_name="manuscript"
    )
    is_full = models.BooleanField(default=False, help_text="Grown beyond the snapshot")
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(help_text="When a field was last written")
    editor = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="Who reviews it",
    )  # fmt: skip
    waiting_since = models.DateTimeField(
        null=True, blank=True, help_text="Since when the editors have it; empty: they do not"
    )

    # States in which the city writes
    WRITABLE = (State.DRAFT, State.SUBMITTED, State.IN_REVIEW, State.RETURNED, State.PUBLISHED)
    # States in which an editor reads it
    REVIEWABLE = (State.SUBMITTED, State.IN_REVIEW)

    class Meta:
        ordering: ClassVar = ["-changed_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["city", "-changed_at"], name="manuscripts_of_a_city"),
            models.Index(fields=["state", "-changed_at"], name="manuscripts_by_state"),
            models.Index(fields=["waiting_since"], name="manuscripts_that_wait"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="published") | Q(experience__isnull=False),
                name="a_published_manuscript_has_its_case",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.city_id} {self.pk}"


class ManuscriptField(models.Model):
    """One value of a manuscript, by its path (see ``experiences.content``)."""

    never_on_a_page: ClassVar[bool] = True

    manuscript = models.ForeignKey(Manuscript, on_delete=models.CASCADE, related_name="fields")
    path = models.CharField(max_length=LONGEST_PATH)
    value = models.JSONField()
    version = models.PositiveIntegerField(help_text="Counted from 1; by it a stale save is told")
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["manuscript", "path"], name="a_field_stands_once_in_a_manuscript"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.manuscript_id} {self.path} {self.version}"


class FieldChange(models.Model):
    """Every value that was ever saved, so that nothing that somebody typed is lost."""

    never_on_a_page: ClassVar[bool] = True

    manuscript = models.ForeignKey(Manuscript, on_delete=models.CASCADE, related_name="changes")
    path = models.CharField(max_length=LONGEST_PATH)
    value = models.JSONField()
    version = models.PositiveIntegerField()
    based_on = models.PositiveIntegerField(help_text="The version that the writer saw")
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["manuscript", "path", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["manuscript", "path", "version"], name="a_change_has_its_version"
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.ReadOnly(
                name="changes_stay_as_written", fields=["path", "value", "version", "changed_at"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.manuscript_id} {self.path} {self.version}"


class Presence(models.Model):
    """Somebody who has a manuscript open. Forgotten within minutes."""

    never_on_a_page: ClassVar[bool] = True

    manuscript = models.ForeignKey(Manuscript, on_delete=models.CASCADE, related_name="present")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    step = models.CharField(max_length=20, help_text="Key of the step that is open")
    seen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["manuscript", "person"], name="a_person_is_present_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.manuscript_id} {self.person_id}"
