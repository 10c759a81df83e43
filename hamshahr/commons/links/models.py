"""Addresses of pages elsewhere, each once; where they stand; and which cannot be reached."""

from typing import ClassVar

from django.db import models


class CheckedLink(models.Model):
    """An address, and what was found when it was asked last."""

    class State(models.TextChoices):
        UNKNOWN = "unknown"  # not asked yet
        FINE = "fine"
        MOVED = "moved"  # leads for good to ``final_url``
        FAILING = "failing"  # could not be reached, not long or often enough to say so
        BROKEN = "broken"
        REFUSES = "refuses"  # answers people, perhaps, but no machine
        NOT_ALLOWED = "not_allowed"  # leads to where we do not ask: a private network above all

    # A check changes what pages show only where it changes ``Unreachable``
    never_on_a_page: ClassVar[bool] = True

    digest = models.BinaryField(max_length=32, unique=True, editable=False)  # SHA-256 of the url
    url = models.TextField()
    host = models.CharField(max_length=253, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.UNKNOWN)
    status = models.PositiveSmallIntegerField(null=True, help_text="Of HTTP; empty: no answer")
    said = models.CharField(max_length=20, blank=True, help_text="Why not, in one word")
    final_url = models.TextField(blank=True, help_text="Where redirects lead for good")
    checked_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField()
    first_failed_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0, help_text="One after the other")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["due_at"], name="link_due"),
            models.Index(fields=["host", "due_at"], name="link_of_host_due"),
        ]

    def __str__(self) -> str:
        return self.url


class LinkPlace(models.Model):
    """Something that an address stands in: its kind, its id, and whose it is (a city's id)."""

    never_on_a_page: ClassVar[bool] = True  # pages know their own links

    link = models.ForeignKey(CheckedLink, on_delete=models.CASCADE, related_name="places")
    kind = models.CharField(max_length=40)
    object_id = models.UUIDField()
    owner = models.CharField(max_length=36, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "link"], name="a_link_once_a_place"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["owner"], name="link_place_of_owner")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class Unreachable(models.Model):
    """What a page says of a broken link. Rows change only when a page is to say something else."""

    link = models.OneToOneField(
        CheckedLink, on_delete=models.CASCADE, primary_key=True, related_name="unreachable"
    )
    since = models.DateTimeField(db_index=True)  # of the first failure
    checked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.link_id} since {self.since}"
