"""Reading the file of a backup, believing nothing that its checksums do not say."""

import hashlib
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pydantic import BaseModel, ConfigDict, ValidationError

from hamshahr.kernel.backups.errors import BackupError, NewerBackup, NotABackup, damaged
from hamshahr.kernel.backups.manifest import FORMAT, Manifest
from hamshahr.kernel.backups.writing import ABOUT, BLOCK, END, MANIFEST, SEAL, chunks

# A manifest names every file; this is enough for a quarter of a million of them.
_LONGEST_MANIFEST = 64 * 2**20  # bytes
_LONGEST_ABOUT = 2**20  # bytes
_CHECKSUM = slice(148, 156)  # of a header block (POSIX.1-1988, ustar); all but itself is summed


@dataclass(frozen=True)
class Entry:
    """Where a part lies in the file."""

    name: str
    begins: int
    size: int


@dataclass(frozen=True)
class Backup:
    """A backup whose structure and seal are right; see ``verify`` for what its parts hold."""

    path: Path
    manifest: Manifest
    entries: dict[str, Entry]

    @contextmanager
    def opened(self, name: str) -> Iterator[Iterator[bytes]]:
        """Give the content of a part, chunk by chunk."""
        entry = self.entries[name]
        with self.path.open("rb") as file:
            file.seek(entry.begins)
            yield _limited(file, entry.size)

    def names(self, folder: str) -> list[str]:
        """The parts below a folder."""
        return [name for name in self.entries if name.startswith(f"{folder}/")]

    def verify(self, progress: Callable[[int], None]) -> None:
        """Compare every part with its checksum; raises ``NotABackup``."""
        done = 0
        for part in self.manifest.parts:
            digest = hashlib.sha256()
            with self.opened(part.name) as content:
                for chunk in content:
                    digest.update(chunk)
                    done += len(chunk)
                    progress(done)
            if digest.hexdigest() != part.sha256:
                raise damaged(self.path, f"{part.name} is not what was saved")


def read_backup(path: Path) -> Backup:
    """Read what a backup says of itself.

    Raises ``NotABackup``, and ``NewerBackup`` for a form that this version does not know.
    """
    try:
        with path.open("rb") as file:
            _refuse_newer_form(path, file)
            entries = _entries(path, file)
            manifest = _manifest(path, file, entries)
    except OSError as error:
        raise BackupError(f"{path} cannot be read: {error.strerror}.") from error
    listed = [(part.name, part.bytes) for part in manifest.parts]
    if listed != [(entry.name, entry.size) for entry in entries[:-2]]:
        raise damaged(path, "its parts are not those that its manifest lists")
    return Backup(path, manifest, {entry.name: entry for entry in entries})


def _refuse_newer_form(path: Path, file: BinaryIO) -> None:
    """Look at the first part alone: what follows may have a form that is not known here."""
    try:
        first = tarfile.TarInfo.frombuf(file.read(BLOCK), "utf-8", "surrogateescape")
    except tarfile.HeaderError:
        first = tarfile.TarInfo()
    if first.name != ABOUT or first.size > _LONGEST_ABOUT:
        raise NotABackup(f"{path} is no backup of Hamshahr.")
    text = file.read(first.size)
    try:
        form = _Form.model_validate_json(text).format
    except ValidationError as error:
        raise damaged(path, "its first part cannot be read") from error
    if form > FORMAT:
        raise NewerBackup(
            f"{path} was made by a newer Hamshahr (its form is {form}, and this version reads up "
            f"to {FORMAT}). Install that version, then restore."
        )


class _Form(BaseModel):
    """Of a newer form, the number alone is sure."""

    model_config = ConfigDict(extra="ignore", strict=True)

    format: int


def _entries(path: Path, file: BinaryIO) -> list[Entry]:
    """Walk through the whole file: every byte belongs to a part, or is zero."""
    file.seek(0)
    found: list[Entry] = []
    sums: list[int] = []
    try:
        with tarfile.open(fileobj=file, mode="r:", encoding="utf-8") as archive:
            for member in archive:
                if member.type != tarfile.REGTYPE or member.pax_headers:
                    raise damaged(path, f"{member.name} is no plain file")
                found.append(Entry(member.name, member.offset_data, member.size))
                sums.append(member.chksum)
    except tarfile.TarError as error:
        raise damaged(path, "it ends in the middle, or a header is broken") from error
    if [entry.name for entry in found[-2:]] != [MANIFEST, SEAL]:
        raise damaged(path, "its end is missing")
    for entry, checksum in zip(found, sums, strict=True):
        _require_checksum(path, file, entry, checksum)
        _require_zeros(path, file, entry.begins + entry.size, -entry.size % BLOCK)
    last = found[-1].begins + found[-1].size + -found[-1].size % BLOCK
    _require_zeros(path, file, last, len(END))
    if file.read(1):
        raise damaged(path, "something follows its end")
    return found


def _require_checksum(path: Path, file: BinaryIO, entry: Entry, checksum: int) -> None:
    """Refuse a header whose checksum is right and yet not written as we write it."""
    file.seek(entry.begins - BLOCK + _CHECKSUM.start)
    if file.read(_CHECKSUM.stop - _CHECKSUM.start) != b"%06o\0 " % checksum:
        raise damaged(path, f"the header of {entry.name} is broken")


def _require_zeros(path: Path, file: BinaryIO, begins: int, count: int) -> None:
    file.seek(begins)
    if file.read(count) != bytes(count):
        raise damaged(path, "its end is missing" if count == len(END) else "a gap is not empty")


def _manifest(path: Path, file: BinaryIO, entries: list[Entry]) -> Manifest:
    text, seal = (_text(path, file, entry) for entry in entries[-2:])
    if seal != f"{hashlib.sha256(text).hexdigest()}  {MANIFEST}\n".encode():
        raise damaged(path, "its manifest is not the one that was sealed")
    try:
        return Manifest.model_validate_json(text)
    except ValidationError as error:
        raise damaged(
            path, f"its manifest cannot be read ({error.error_count()} faults)"
        ) from error


def _text(path: Path, file: BinaryIO, entry: Entry) -> bytes:
    if entry.size > _LONGEST_MANIFEST:
        raise damaged(path, f"{entry.name} is too long")
    file.seek(entry.begins)
    return file.read(entry.size)


def _limited(file: BinaryIO, size: int) -> Iterator[bytes]:
    for chunk in chunks(file):
        yield chunk[:size]
        size -= len(chunk)
        if size <= 0:
            return
