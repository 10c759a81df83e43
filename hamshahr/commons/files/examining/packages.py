"""Office documents, which are ZIP files: what they are, and whether they can be opened safely."""

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

from django.utils.translation import gettext as _

from hamshahr.commons.files.limits import MEGABYTE, megabytes
from hamshahr.commons.files.refusing import FileRefused

# A presentation with many pictures has some hundred parts; a ZIP of ten thousand is none.
_MOST_PARTS = 4000
# What all parts may hold when they are unpacked: a sheet of a million rows has some 150 MB.
MOST_UNPACKED = 250 * MEGABYTE
# Sheets that repeat themselves are packed to a hundredth; bombs to a thousandth (deflate's bound is
# 1,032), and from some size on only they.
_MOST_RATIO = 200
_RATIO_FROM = 20 * MEGABYTE
# How office programs pack (ECMA-376, Part 2, Annex B); other ways take much more memory to unpack
_WAYS_TO_PACK = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
# All that Python's reader is known to raise over what is damaged, locked or made up
_BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, OSError,
    RuntimeError, ValueError, LookupError, OverflowError,
)  # fmt: skip
# The sheet behind a chart: it is opened in memory, and packed already as it lies in its document
_MOST_EMBEDDED = 25 * MEGABYTE
_PIECE = 64 * 1024
# The part that names what the others are (ECMA-376, Part 2), which is short
_MOST_TYPES = 2 * MEGABYTE
_TYPES = "[Content_Types].xml"
_MACROS = re.compile(r"(?:^|/)vba(?:Project|Data)\.(?:bin|xml)$|^(?:Basic|Scripts)/", re.I)
_ACTIVE = re.compile(r"(?:^|/)(?:activeX|macrosheets)/", re.I)
_ENDINGS_OF_PACKAGES = {".docx", ".xlsx", ".pptx", ".odt", ".ods", ".zip", ".jar"}
_PROGRAMS = {".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".ps1", ".msi", ".scr", ".html", ".hta"}

# The main part of a document without macros, by the ending of its file
_OFFICE = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_OPEN = {
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
MEDIA_TYPES = _OFFICE | _OPEN


@dataclass
class _Room:
    """How much may still be unpacked, of the document and of what is embedded in it."""

    left: int = MOST_UNPACKED


def package_ending(file: IO[bytes], size: int) -> str:
    """Return the ending that a package of ``size`` bytes should have; empty: it is none of ours.

    Everything in it is unpacked once, and counted. Raises ``FileRefused`` for what is damaged,
    holds macros or programs, or would grow beyond ``MOST_UNPACKED``.
    """
    return _ending(file, size, _Room(), is_embedded=False)


def _ending(file: IO[bytes], size: int, room: _Room, *, is_embedded: bool) -> str:
    try:
        with zipfile.ZipFile(file) as package:
            parts = package.infolist()
            _require_bearable(parts, size)
            _require_whole(parts, file)
            ending = _type_of(package)
            for part in parts:
                _examine_part(package, part, room, is_embedded=is_embedded)
            return ending
    except FileRefused:
        raise
    except _BROKEN as error:
        raise damaged() from error


def _require_bearable(parts: list[zipfile.ZipInfo], size: int) -> None:
    """Believe the directory as long as it speaks against the file."""
    unpacked = sum(part.file_size for part in parts)
    is_bomb = unpacked > _RATIO_FROM and unpacked > _MOST_RATIO * size
    if len(parts) > _MOST_PARTS or unpacked > MOST_UNPACKED or is_bomb:
        raise bomb()


def _require_whole(parts: list[zipfile.ZipInfo], file: IO[bytes]) -> None:
    """Refuse what has something else before it, leads out of its folder, or says a name twice."""
    names = [part.filename for part in parts]
    if min((part.header_offset for part in parts), default=0) != 0 or len(set(names)) < len(names):
        raise damaged()
    if any(part.compress_type not in _WAYS_TO_PACK for part in parts):
        raise damaged()
    for name in names:
        path = PurePosixPath(name.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts:
            raise damaged()
    file.seek(0)


def _type_of(package: zipfile.ZipFile) -> str:
    names = set(package.namelist())
    if _TYPES in names:
        with package.open(_TYPES) as part:
            told = part.read(_MOST_TYPES).decode("utf-8", "replace")
        if "macroEnabled" in told:
            raise macros()
        return next((end for end, kind in _OFFICE.items() if f'"{kind}.main+xml"' in told), "")
    if "mimetype" in names and package.infolist()[0].filename == "mimetype":
        with package.open("mimetype") as part:
            said = part.read(200).decode("ascii", "replace").strip()
        return next((end for end, kind in _OPEN.items() if said == kind), "")
    return ""


def _examine_part(
    package: zipfile.ZipFile, part: zipfile.ZipInfo, room: _Room, *, is_embedded: bool
) -> None:
    ending = PurePosixPath(part.filename).suffix.lower()
    if _MACROS.search(part.filename) or _ACTIVE.search(part.filename) or ending in _PROGRAMS:
        raise macros()
    if ending in _ENDINGS_OF_PACKAGES and part.file_size > _MOST_EMBEDDED:
        raise bomb()
    is_package = ending in _ENDINGS_OF_PACKAGES
    if is_package and is_embedded:
        raise nested()
    kept = io.BytesIO() if is_package else None
    head = b""
    with package.open(part) as content:
        while piece := content.read(_PIECE):
            room.left -= len(piece)
            if room.left < 0:
                raise bomb()
            head = head or piece[:4]
            if kept is not None:
                kept.write(piece)
    if kept is not None:
        if not _ending(kept, kept.tell(), room, is_embedded=True):
            raise nested()
    elif head == b"PK\x03\x04":
        raise nested()


def damaged() -> FileRefused:
    return FileRefused(
        _(
            "The file is damaged or incomplete. Open it on your own machine to see whether it is "
            "whole, save it again there, and add the new one."
        )
    )


def bomb() -> FileRefused:
    return FileRefused(
        _(
            "Unpacked, the file would fill more than %(most)s MB, so it is not taken. Save what "
            "others need of it as a smaller file."
        )
        % {"most": megabytes(MOST_UNPACKED)}
    )


def macros() -> FileRefused:
    return FileRefused(
        _(
            "The file holds macros or programs, which could do harm on a reader’s machine. Save "
            "it without macros (.docx, .xlsx, .pptx, .odt, .ods) or as PDF."
        )
    )


def nested() -> FileRefused:
    return FileRefused(
        _(
            "The file holds other packed files, which nobody can look into here. Add those that "
            "others need one by one."
        )
    )
