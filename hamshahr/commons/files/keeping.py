"""Where the content of files lies: once each, under its digest, whole or not at all."""

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.db import connection

from hamshahr.commons.files.models import digests_in_use
from hamshahr.commons.files.refusing import said_when_full

# Holds the place of one digest while it is written or removed, together with its first bits
_LOCK = 0x68_66_69_6C  # "hfil"
_PIECE = 1024 * 1024
_A_DAY = 24 * 3600  # seconds; no upload takes as long
_INCOMING = ".incoming"  # what is on its way; backups leave it out by its point


class WholeFiles(FileSystemStorage):
    """A folder whose files appear under their names when they are whole, and on the disk.

    A name stands for its content: one that is there already is not written again.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:  # noqa: ARG002 - Django's form
        return name

    def _save(self, name: str, content: "File[bytes]") -> str:
        path = Path(self.path(name))
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(descriptor, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            Path(draft).replace(path)  # mkstemp made it for its owner's eyes alone
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
        _wait_until_on_disk(path.parent)
        return name


def storage() -> Storage:
    """Return the storage of files, as the settings have it."""
    return storages["files"]


def incoming_folder() -> Path:
    """Return the folder for what is on its way, on the disk of the data; it is there.

    Not in the machine's own temporary folder, which may be memory.
    """
    from django.conf import settings

    folder = Path(settings.DATA) / "files" / _INCOMING
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def digest_of(file: IO[bytes]) -> tuple[str, int]:
    """Return the SHA-256 of an open file in hex, and its bytes; it is left at its beginning."""
    file.seek(0)
    digest, size = hashlib.sha256(), 0
    while piece := file.read(_PIECE):
        digest.update(piece)
        size += len(piece)
    file.seek(0)
    return digest.hexdigest(), size


def put(file: IO[bytes], digest: str) -> None:
    """Keep the content of an open file, inside the transaction that makes its row.

    Content that is there already stays as it is. Raises ``FileRefused`` where the disk is full.
    """
    hold(digest)
    name = name_of(digest)
    if storage().exists(name):
        return
    file.seek(0)
    with said_when_full():
        storage().save(name, File(file))


def discard_unused(digests: list[str]) -> int:
    """Remove the content of which no file is kept, inside a transaction; return how many."""
    for digest in sorted(digests):
        hold(digest)
    unused = [digest for digest in set(digests) - digests_in_use(digests) if _is_there(digest)]
    for digest in unused:
        storage().delete(name_of(digest))
    return len(unused)


def hold(digest: str) -> None:
    """Wait until nobody else writes or removes this content, and keep it so to the commit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, int(digest[:7], 16)])


def opened(digest: str) -> "File[bytes]":
    """Return the content, open; raises ``FileNotFoundError``."""
    return storage().open(name_of(digest))


def name_of(digest: str) -> str:
    """Return the name in the storage: 256 folders, so that none gets too long."""
    return f"{digest[:2]}/{digest[2:]}"


def every_digest() -> Iterator[str]:
    """Yield the digest of whatever lies in the storage, used or not."""
    folders, _files = storage().listdir("")
    for folder in folders:
        if len(folder) == 2:
            for file in storage().listdir(folder)[1]:
                if not file.startswith("."):
                    yield folder + file


def sweep_leftovers() -> None:
    """Remove what processes left that were killed on the way, once it is a day old."""
    before = time.time() - _A_DAY
    on_its_way = list(incoming_folder().iterdir())
    if isinstance(kept := storage(), WholeFiles):
        on_its_way += Path(kept.location).glob("??/.*.part")
    for left in on_its_way:
        if left.stat().st_mtime > before:
            continue
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def _is_there(digest: str) -> bool:
    return storage().exists(name_of(digest))


def _wait_until_on_disk(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
