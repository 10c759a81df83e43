"""Writing the file of a backup: parts of unknown length, one after the other."""

import hashlib
import os
import tarfile
from collections.abc import Callable, Iterable, Iterator
from typing import IO, BinaryIO

from hamshahr.kernel.backups.manifest import Part

BLOCK = tarfile.BLOCKSIZE
END = bytes(2 * BLOCK)  # how a tar file ends

MANIFEST = "manifest.json"
SEAL = "manifest.json.sha256"  # in the form of sha256sum
ABOUT = "hamshahr-backup.json"

_CHUNK = 2**20


class Writer:
    """Writes parts into an open, empty file."""

    def __init__(self, file: BinaryIO, *, at: int, progress: Callable[[int], None]) -> None:
        """``at``: the time of all parts, in seconds since 1970; ``progress`` gets bytes so far."""
        self._file = file
        self._at = at
        self._progress = progress
        self.parts: list[Part] = []

    def add(self, name: str, chunks: Iterable[bytes]) -> Part:
        """Write one part; raises OSError."""
        header_at = self._file.tell()
        self._file.write(self._header(name, 0))
        digest, size = hashlib.sha256(), 0
        for chunk in chunks:
            self._file.write(chunk)
            digest.update(chunk)
            size += len(chunk)
            self._progress(self._file.tell())
        self._file.write(bytes(-size % BLOCK))
        end = self._file.tell()
        self._file.seek(header_at)
        self._file.write(self._header(name, size))
        self._file.seek(end)
        part = Part(name=name, bytes=size, sha256=digest.hexdigest())
        self.parts.append(part)
        return part

    def close(self, manifest: bytes) -> None:
        """Write the manifest and its seal, and wait until all is on the disk; raises OSError."""
        sealed = self.add(MANIFEST, [manifest])
        self.add(SEAL, [f"{sealed.sha256}  {MANIFEST}\n".encode()])
        self._file.write(END)
        self._file.flush()
        os.fsync(self._file.fileno())

    def _header(self, name: str, size: int) -> bytes:
        """In GNU's form, a header keeps its length when the size in it is filled in later."""
        entry = tarfile.TarInfo(name)
        entry.size, entry.mtime, entry.mode = size, self._at, 0o600
        return entry.tobuf(format=tarfile.GNU_FORMAT, encoding="utf-8", errors="surrogateescape")


def chunks(file: IO[bytes]) -> Iterator[bytes]:
    """Yield what an open file holds."""
    while chunk := file.read(_CHUNK):
        yield chunk
