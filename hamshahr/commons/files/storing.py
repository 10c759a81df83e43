"""Adding a file: looked at, scanned, drawn anew where it is a picture, and then kept."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction

from hamshahr.commons.accounts.models import User
from hamshahr.commons.files import keeping
from hamshahr.commons.files.examining.documents import examine_document
from hamshahr.commons.files.examining.pictures import examine_picture
from hamshahr.commons.files.limits import require_room, require_size
from hamshahr.commons.files.models import Size, StoredFile
from hamshahr.commons.files.naming import clean_name
from hamshahr.commons.files.permissions import may_add
from hamshahr.commons.files.redrawing.drawing import Drawn, draw_anew
from hamshahr.commons.files.refusing import said_when_full
from hamshahr.commons.files.scanning import scan
from hamshahr.kernel.audit.actions import record

_PICTURE, _DOCUMENT = StoredFile.Kind.PICTURE, StoredFile.Kind.DOCUMENT


@dataclass(frozen=True)
class _Kept:
    """A content that is to be kept: an open file, and what is told of it."""

    file: IO[bytes]
    digest: str
    bytes: int
    width: int | None = None
    height: int | None = None


def store(
    upload: "File[bytes]", *, kind: StoredFile.Kind, by: User, owner: UUID | None
) -> StoredFile:
    """Keep a file that ``by`` adds for a city (or, ``None``, for no city's), and return it.

    It is attached to nothing yet: ``attach`` it within a week, or it is removed. Raises
    ``FileRefused`` with a sentence for her where it is not taken; nothing of it is kept then. Not
    to be called inside a transaction: a scanner and a picture take seconds.
    """
    if not may_add(by, owner):
        raise PermissionDenied("Files are added by those who serve the city, or the association.")
    name, file = upload.name or "", upload.file
    assert file is not None
    size = upload.size
    require_size(size, kind)
    require_room(by=by, owner=owner, size=size)
    if kind == _PICTURE:
        examine_picture(file)
        scanned_at = scan(file)
        return _store_picture(file, name, by=by, owner=owner, scanned_at=scanned_at)
    examined = examine_document(file, name, size)
    digest, size = keeping.digest_of(file)
    about = {
        "kind": _DOCUMENT,
        "media_type": examined.media_type,
        "name": clean_name(name, ending=examined.ending, otherwise="document"),
        "scanned_at": scan(file),
    }
    return _keep([_Kept(file, digest, size)], by=by, owner=owner, **about)


def _store_picture(
    file: IO[bytes], name: str, *, by: User, owner: UUID | None, scanned_at: datetime | None
) -> StoredFile:
    with _drawn(file) as drawn, _opened(drawn) as kept:
        return _keep(
            kept,
            by=by,
            owner=owner,
            kind=_PICTURE,
            media_type=drawn.media_type,
            name=clean_name(name, ending=drawn.ending, otherwise="picture"),
            scanned_at=scanned_at,
        )


@contextmanager
def _drawn(file: IO[bytes]) -> Iterator[Drawn]:
    """Draw a picture anew, in a folder that is there as long as this is used."""
    with said_when_full(), tempfile.TemporaryDirectory(dir=keeping.incoming_folder()) as made:
        folder = Path(made)
        picture = folder / "given"
        with picture.open("wb") as given:
            shutil.copyfileobj(file, given)
        yield draw_anew(picture, folder)


@contextmanager
def _opened(drawn: Drawn) -> Iterator[list[_Kept]]:
    kept = []
    try:
        for size in drawn.sizes:
            file = size.path.open("rb")
            digest, count = keeping.digest_of(file)
            kept.append(_Kept(file, digest, count, size.width, size.height))
        yield kept
    finally:
        for one in kept:
            one.file.close()


@transaction.atomic
def _keep(kept: list[_Kept], *, by: User, owner: UUID | None, **about: Any) -> StoredFile:
    """Keep the contents, the largest last, with their rows and the record."""
    largest = kept[-1]
    require_room(by=by, owner=owner, size=largest.bytes)  # which others may have filled meanwhile
    for one in sorted(kept, key=lambda one: one.digest):  # so that two never wait for each other
        keeping.put(one.file, one.digest)
    made = StoredFile.objects.create(
        digest=largest.digest,
        bytes=largest.bytes,
        width=largest.width,
        height=largest.height,
        owner=owner,
        uploaded_by=by,
        **about,
    )
    Size.objects.bulk_create(
        Size(file=made, width=one.width, height=one.height, digest=one.digest, bytes=one.bytes)
        for one in kept
        if one.width and one.height
    )
    record(
        by=by,
        deed="files.store",
        object_type="stored_file",
        object_id=made.pk,
        body=owner,
        kind=str(made.kind),
        bytes=made.bytes,
    )
    return made
