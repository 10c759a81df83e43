"""A workbook is a zip of XML files: looked at before anything reads it, so that none is a bomb."""

import io
import zipfile
import zlib
from xml.parsers import expat

from hamshahr.domains.experiences.importing.sheets.refusing import CannotRead

# A list of 20,000 rows and forty columns has some 100 MB of XML; ten times the file's own bound
MOST_UNPACKED = 120 * 1024 * 1024
MOST_PARTS = 2_000  # files in the zip; a workbook with a hundred sheets has some hundreds
# An element takes some hundred bytes while it is read; the list above has some two million
MOST_ELEMENTS = 4_000_000
_ODS = b"application/vnd.oasis.opendocument"
# What a damaged or locked part, or one of an unusual compression, makes ``zipfile`` raise
_DAMAGED = (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, OSError, EOFError)


def require_safe(content: bytes) -> None:
    """Raise ``CannotRead`` for what is no workbook, or not safe to read."""
    archive = _workbook(content)
    inspection = _Inspection()
    for part in archive.infolist():
        if part.filename.endswith((".xml", ".rels", ".vml")):
            inspection.pass_through(archive, part)


def unpacked_bytes(content: bytes) -> int:
    """Return how much a workbook holds, without unpacking it.

    Raises ``CannotRead`` for what its list of parts tells to be none.
    """
    return sum(part.file_size for part in _workbook(content).infolist())


def _workbook(content: bytes) -> zipfile.ZipFile:
    """What a part says of its size binds: ``zipfile`` gives no more of it than that."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts = archive.infolist()
        names = {part.filename for part in parts}
        says = archive.open("mimetype").read(len(_ODS)) if "mimetype" in names else b""
    except _DAMAGED as error:
        raise CannotRead("broken") from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise CannotRead("too big inside")
    if says.startswith(_ODS):
        raise CannotRead("ods")
    if "xl/workbook.bin" in names:
        raise CannotRead("binary excel")
    if "xl/workbook.xml" not in names and "[Content_Types].xml" not in names:
        raise CannotRead("no sheet")
    return archive


class _Inspection:
    """Goes through the XML without keeping any of it, and counts."""

    def __init__(self) -> None:
        self._elements = 0

    def pass_through(self, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
        """Raises ``CannotRead`` for a document type, too many elements, or what is no XML."""
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._count
        try:
            with archive.open(part) as file:
                parser.ParseFile(file)
        except CannotRead:
            raise
        except (expat.ExpatError, *_DAMAGED) as error:
            raise CannotRead("broken") from error

    def _refuse(self, *_declared: object) -> None:
        raise CannotRead("unsafe")

    def _count(self, *_element: object) -> None:
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise CannotRead("too big inside")
