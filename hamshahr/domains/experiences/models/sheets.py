"""Sheets that were sent to be imported, what their columns mean, and what a trial found."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hamshahr.commons.accounts.models import User
from hamshahr.kernel.identifiers import new_id


class SheetMapping(models.Model):
    """What the columns of a sheet mean, remembered for the next sheet with the same headings."""

    never_on_a_page: ClassVar[bool] = True

    name = models.CharField(max_length=120, blank=True, help_text="As somebody calls it")
    # Of the set of headings, folded: see sheets.plans.signature
    signature = models.CharField(max_length=64, unique=True)
    plan = models.JSONField(help_text="As sheets.plans.Plan keeps it")
    kept_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    kept_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["-kept_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["name"], condition=~Q(name=""), name="mappings_are_named_once"
            )
        ]

    def __str__(self) -> str:
        return self.name or self.signature[:12]


class SheetImport(models.Model):
    """A sheet that somebody sent, from the upload to its acceptance; kept for some days."""

    class State(models.TextChoices):
        """How far it is."""

        READING = "reading"
        READ = "read"  # its columns are to be looked at
        TRYING = "trying"
        TRIED = "tried"  # it is known what would happen
        IMPORTING = "importing"
        DONE = "done"

    never_on_a_page: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=200, help_text="Of the file")
    content = models.BinaryField(help_text="The file; empty when it was imported")
    # Empty before the file was read, and when all of it was imported
    table = models.BinaryField(default=b"", help_text="Its rows: see sheets.packing")
    kept_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    kept_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.READ)

    # How the file was read: empty before it was, and for what such a file has not
    sheet = models.CharField(max_length=200, blank=True)
    encoding = models.CharField(max_length=20, blank=True)
    delimiter = models.CharField(max_length=1, blank=True)
    headings = models.JSONField(default=list)
    plan = models.JSONField(default=dict, help_text="As sheets.plans.Plan keeps it")
    # Changes with every change of the plan, so that no trial is taken for that of another plan
    version = models.PositiveIntegerField(default=1)

    licence = models.CharField(max_length=200, blank=True)
    rights_holder = models.CharField(max_length=500, blank=True)
    as_draft = models.BooleanField(default=False)

    done = models.PositiveIntegerField(default=0, help_text="Rows of the trial or the import")
    total = models.PositiveIntegerField(default=0)
    found = models.JSONField(default=dict, help_text="What the trial found, in numbers")
    fault = models.CharField(max_length=40, blank=True, help_text="Why the last work stopped")
    moved_at = models.DateTimeField(null=True, blank=True, help_text="When work last went on")

    class Meta:
        ordering: ClassVar = ["-kept_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["kept_by", "-kept_at"], name="sheets_of_a_person"),
        ]

    def __str__(self) -> str:
        return self.name


class SheetRow(models.Model):
    """What would happen with a row, as the last trial found."""

    class Outcome(models.TextChoices):
        NEW = "new"
        CHANGED = "changed"
        UNCHANGED = "unchanged"
        MISTAKE = "mistake"

    never_on_a_page: ClassVar[bool] = True

    sheet = models.ForeignKey(SheetImport, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    code = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=500, blank=True)
    # Changes, look-alikes and mistakes: see sheets.trial
    told = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sheet", "number"], name="sheet_rows_stand_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["sheet", "outcome", "number"], name="sheet_rows_by_outcome")
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.number}"
