"""What people added: files, the sizes a picture is kept in, and what a file is attached to."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.kernel.identifiers import new_id

LONGEST_NAME = 120  # characters, with the ending; a line of a list


class StoredFile(models.Model):
    """A picture or a document; its content lies in the storage under its digest.

    A document is kept as it came. A picture is drawn anew: what is told of it here is its largest
    size. It is never changed: another content is another file.
    """

    never_on_a_page: ClassVar[bool] = True  # a page shows what it holds, and changes when that does

    class Kind(models.TextChoices):
        PICTURE = "picture"
        DOCUMENT = "document"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the content, in hex")
    media_type = models.CharField(max_length=100)
    bytes = models.PositiveBigIntegerField()
    name = models.CharField(max_length=LONGEST_NAME, help_text="As it was given, made harmless")
    width = models.PositiveIntegerField(null=True, help_text="Of a picture, in pixels")
    height = models.PositiveIntegerField(null=True)
    owner = models.UUIDField(null=True, help_text="The city whose file it is; empty: no city's")
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    scanned_at = models.DateTimeField(
        null=True, help_text="When a virus scanner found nothing in it; empty: none was configured"
    )

    loose_since = models.DateTimeField(
        null=True, default=timezone.now, help_text="Since when nothing holds it; empty: it is held"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="picture", width__gt=0, height__gt=0)
                | Q(kind="document", width__isnull=True, height__isnull=True),
                name="a_picture_has_its_size",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["digest"], name="file_by_digest"),
            models.Index(fields=["owner"], name="file_of_city"),
            models.Index(fields=["uploaded_by", "uploaded_at"], name="file_of_person"),
            models.Index(
                fields=["loose_since"], condition=Q(loose_since__isnull=False), name="file_loose"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        """The address of the file; of a picture, that of its largest size."""
        return reverse("files:file", kwargs={"pk": self.pk, "name": self.name})

    def url_of(self, width: int) -> str:
        """Return the address of a picture in one of its ``sizes``."""
        return reverse("files:size", kwargs={"pk": self.pk, "width": width, "name": self.name})


class Size(models.Model):
    """A picture in one of the widths that it is kept in; the largest is among them."""

    never_on_a_page: ClassVar[bool] = True

    file = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="sizes")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    bytes = models.PositiveBigIntegerField()

    class Meta:
        ordering: ClassVar = ["file", "width"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "width"], name="one_size_a_width"),
        ]
        indexes: ClassVar = [models.Index(fields=["digest"], name="size_by_digest")]

    def __str__(self) -> str:
        return f"{self.file_id} {self.width}×{self.height}"


class Attachment(models.Model):
    """That something holds a file: who may read the holder may read the file.

    ``kind`` is that of the holder as its domain registered it, ``holder`` its identifier.
    """

    never_on_a_page: ClassVar[bool] = True

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="attachments")
    kind = models.CharField(max_length=40)
    holder = models.UUIDField()
    attached_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "kind", "holder"], name="attached_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "holder"], name="attached_to")]

    def __str__(self) -> str:
        return f"{self.file_id} at {self.kind} {self.holder}"


class ScannerOutage(models.Model):
    """That the virus scanner does not answer, since when, and how many files it kept away.

    There is one at most; it ends when the scanner answers again.
    """

    never_on_a_page: ClassVar[bool] = True

    id = models.BooleanField(primary_key=True, default=True, editable=False)
    since = models.DateTimeField()
    refused = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(id=True), name="one_outage_at_most")
        ]

    def __str__(self) -> str:
        return f"since {self.since:%Y-%m-%d %H:%M}"


def digests_in_use(digests: list[str]) -> set[str]:
    """Return those of the digests of which a file or a size is kept."""
    used = set(StoredFile.objects.filter(digest__in=digests).values_list("digest", flat=True))
    return used | set(Size.objects.filter(digest__in=digests).values_list("digest", flat=True))
