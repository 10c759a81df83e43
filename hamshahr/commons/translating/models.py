"""Which texts there are to translate, and what they read in other languages.

A text itself stays with its domain; here is its digest, so that a translation whose original has
changed since is known by it.
"""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from hamshahr.commons.accounts.models import User
from hamshahr.kernel.identifiers import new_id

# The longest path: a group, an item's id and a key, twice over
LONGEST_PATH = 120
# Of a translation, in characters: five times the longest text that a form takes
LONGEST_TRANSLATION = 50_000


class SourceText(models.Model):
    """A piece of prose that a domain published: where it stands, and what it was made of."""

    never_on_a_page: ClassVar[bool] = True  # what it says has changed by itself

    object_type = models.CharField(max_length=40)
    object_id = models.UUIDField()
    path = models.CharField(max_length=LONGEST_PATH)
    position = models.PositiveSmallIntegerField(help_text="In the order of reading")
    owner = models.UUIDField(null=True, help_text="The city it belongs to; empty: no city's")
    language = models.CharField(max_length=8)
    digest = models.BinaryField(max_length=16, help_text="Of the text and its language")
    may_machine = models.BooleanField(help_text="Whether its author agreed to machine translation")
    is_public = models.BooleanField(default=True, help_text="Whether anybody may read it now")
    changed_at = models.DateTimeField()
    # Since when the machine is to be asked; empty: it was, or may not
    due_since = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0, help_text="That failed, since it is due")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["object_type", "object_id", "path"], name="a_path_names_one_text"
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["tries", "due_since"],
                condition=Q(due_since__isnull=False),
                name="texts_due_for_the_machine",
            ),
            models.Index(fields=["owner"], name="texts_of_a_city"),
        ]

    def __str__(self) -> str:
        return f"{self.object_type} {self.object_id} {self.path}"


class FieldTranslation(models.Model):
    """What a text reads in another language, as readers see it.

    ``checked_by`` stands for her function once she has left. ``source_text`` is what it was made
    of or last checked against, so that the change since can be shown.
    """

    class Origin(models.TextChoices):
        MACHINE = "machine"
        HAND = "hand"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    source = models.ForeignKey(SourceText, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(max_length=8)
    text = models.TextField(max_length=LONGEST_TRANSLATION)
    origin = models.CharField(max_length=7, choices=Origin.choices)
    machine_name = models.CharField(max_length=200, blank=True, help_text="That drafted it, if any")
    translated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    translated_at = models.DateTimeField()
    checked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True)
    source_digest = models.BinaryField(max_length=16)
    source_text = models.TextField()
    stale_since = models.DateTimeField(null=True, help_text="Since when the original is another")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "language"], name="a_text_once_a_language"),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True, checked_at__isnull=True)
                | Q(checked_by__isnull=False, checked_at__isnull=False, origin="hand"),
                name="who_checks_a_translation_answers_for_it",
            ),
            models.CheckConstraint(
                condition=Q(origin="machine", translated_by__isnull=True) & ~Q(machine_name="")
                | Q(origin="hand", translated_by__isnull=False),
                name="a_translation_has_its_maker",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.language}"


class MachineDraft(models.Model):
    """What a machine last said to a text, taken or refused.

    A taken draft is a suggestion where somebody translated by hand. A refused one keeps what the
    machine answered, for those at the desk to judge; no reader sees it.
    """

    never_on_a_page: ClassVar[bool] = True

    source = models.ForeignKey(SourceText, on_delete=models.CASCADE, related_name="drafts")
    language = models.CharField(max_length=8)
    text = models.TextField(max_length=LONGEST_TRANSLATION)
    refused_for = models.CharField(
        max_length=20, blank=True, help_text="Why it is no draft (judging.Reason); empty: it is"
    )
    machine_name = models.CharField(max_length=200)
    source_digest = models.BinaryField(max_length=16)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "language"], name="one_draft_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.language} {self.refused_for}"


class Standing(models.Model):
    """How a thing stands in one language: what the list at the desk is read from.

    Brought up to date with every change (``standing.bring_up_to_date``), so that a list of a
    hundred thousand things reads a page of rows.
    """

    never_on_a_page: ClassVar[bool] = True

    class Rank(models.IntegerChoices):
        """What waits the more urgently, first."""

        STALE = 1  # something checked or made by hand, and the original changed
        REFUSED = 2  # the machine could not, and nobody has
        DRAFTED = 3  # machine drafts, or unchecked work by hand
        MISSING = 4  # something is not translated at all
        DONE = 5

    object_type = models.CharField(max_length=40)
    object_id = models.UUIDField()
    language = models.CharField(max_length=8)
    owner = models.UUIDField(null=True)
    rank = models.PositiveSmallIntegerField(choices=Rank.choices)
    texts = models.PositiveSmallIntegerField()
    stale = models.PositiveSmallIntegerField()
    refused = models.PositiveSmallIntegerField()
    unchecked = models.PositiveSmallIntegerField()
    missing = models.PositiveSmallIntegerField()
    since = models.DateTimeField(help_text="When the latest of its texts was last changed")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["object_type", "object_id", "language"], name="a_thing_stands_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["language", "rank", "-since", "-id"], name="standing_in_order"),
            models.Index(fields=["rank", "since"], name="standing_by_rank"),
            models.Index(fields=["owner", "rank"], name="standing_of_a_city"),
        ]

    def __str__(self) -> str:
        return f"{self.object_type} {self.object_id} {self.language} {self.rank}"


class MemorySegment(models.Model):
    """A sentence or paragraph of a checked translation beside its original."""

    never_on_a_page: ClassVar[bool] = True

    translation = models.ForeignKey(
        FieldTranslation, on_delete=models.CASCADE, related_name="segments"
    )
    source_language = models.CharField(max_length=8)
    language = models.CharField(max_length=8)
    source = models.TextField()
    text = models.TextField()
    folded = models.TextField(help_text="The original, folded and cut: for finding the like")
    digest = models.BinaryField(max_length=16, help_text="Of the whole original, folded")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["digest", "language"], name="memory_of_the_same"),
            GinIndex(fields=["folded"], opclasses=["gin_trgm_ops"], name="memory_of_the_like"),
        ]

    def __str__(self) -> str:
        return f"{self.source_language} {self.language} {self.source[:40]}"


class MachineHealth(models.Model):
    """How the machine last was: one row for each that was ever configured, by its name."""

    never_on_a_page: ClassVar[bool] = True

    name = models.CharField(max_length=200, unique=True)
    down_since = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0, help_text="In a row")
    next_try_at = models.DateTimeField(null=True)
    said = models.CharField(max_length=300, blank=True, help_text="What was the matter, last")
    answered_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
