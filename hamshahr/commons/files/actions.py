"""Deeds on files that are kept: attach, detach, remove; and the nightly clearing."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import is_system
from hamshahr.commons.files import keeping
from hamshahr.commons.files.holders import holder_of
from hamshahr.commons.files.models import Attachment, Size, StoredFile
from hamshahr.commons.files.reading import readable_file
from hamshahr.kernel.audit.actions import record

# Somebody who was interrupted comes back within a week, and finds what she added
UNATTACHED_KEPT_FOR = timedelta(days=7)
# How many are looked at in one transaction
_AT_ONCE = 200


class StillHeld(Exception):
    """The file is attached to something: it is detached first."""


@transaction.atomic
def attach(file: StoredFile, kind: str, holder: UUID) -> None:
    """Say that something holds a file, inside the deed that has it do so; twice is once.

    Whoever may read the holder may read the file. May this holder have files, and this one, is
    asked by the deed, as is its record. Raises ``LookupError`` for a kind that nobody registered.
    """
    holder_of(kind)
    Attachment.objects.get_or_create(file=file, kind=kind, holder=holder)
    StoredFile.objects.filter(pk=file.pk).update(loose_since=None)


@transaction.atomic
def detach(file: StoredFile, kind: str, holder: UUID) -> None:
    """Say that something holds a file no more, inside the deed that has it do so.

    What nothing has held for a week is removed by night.
    """
    Attachment.objects.filter(file=file, kind=kind, holder=holder).delete()
    if not file.attachments.exists():
        StoredFile.objects.filter(pk=file.pk).update(loose_since=timezone.now())


@transaction.atomic
def remove(*, file: StoredFile, by: User) -> None:
    """Remove a file that nothing holds, for good. Raises ``StillHeld``."""
    file = StoredFile.objects.select_for_update().get(pk=file.pk)
    if file.attachments.exists():
        raise StillHeld
    if readable_file(file.pk, by) is None:
        raise PermissionDenied("Only who added it, or her city's people, remove it.")
    record(
        by=by,
        deed="files.remove",
        object_type="stored_file",
        object_id=file.pk,
        body=file.owner,
        kind=str(file.kind),
    )
    _erase([file])


def clear(*, by: User) -> int:
    """Remove the files that nothing has held for a week, and content that no file has.

    Returns how many files went.
    """
    if not is_system(by):
        raise PermissionDenied("Only the system removes what nobody holds.")
    count = 0
    while gone := _clear_some():
        count += gone
    if count:
        record(by=by, deed="files.clear", object_type="stored_file", object_id="all", count=count)
    for digests in _in_portions(keeping.every_digest()):
        with transaction.atomic():
            keeping.discard_unused(digests)
    keeping.sweep_leftovers()
    return count


@transaction.atomic
def _clear_some() -> int:
    since = timezone.now() - UNATTACHED_KEPT_FOR
    due = list(
        StoredFile.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(loose_since__lt=since, attachments__isnull=True)
        .order_by("pk")[:_AT_ONCE]
    )
    _erase(due)
    return len(due)


def _erase(files: list[StoredFile]) -> None:
    """Delete rows, and their content once that is certain."""
    keys = [file.pk for file in files]
    sizes = Size.objects.filter(file__in=keys)
    digests = [file.digest for file in files] + list(sizes.values_list("digest", flat=True))
    StoredFile.objects.filter(pk__in=keys).delete()
    transaction.on_commit(lambda: _discard(digests), robust=True)  # else the night does it


@transaction.atomic
def _discard(digests: list[str]) -> None:
    keeping.discard_unused(digests)


def _in_portions(digests: Iterator[str]) -> Iterator[list[str]]:
    while portion := list(islice(digests, _AT_ONCE)):
        yield portion
