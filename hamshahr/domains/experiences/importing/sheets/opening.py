"""Opening a file as a sheet, by what it holds and not by what it is called."""

from collections.abc import Callable

from hamshahr.domains.experiences.importing.sheets.reading_csv import read_csv
from hamshahr.domains.experiences.importing.sheets.refusing import CannotRead
from hamshahr.domains.experiences.importing.sheets.tables import Table
from hamshahr.domains.experiences.importing.sheets.unpacking import unpacked_bytes

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of old Office files and of locked ones
_ZIP = b"PK\x03\x04"
# Files that people send by mistake; what begins so is no text in any encoding
_NO_TEXT = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"\x1f\x8b",
    b"MZ",
    b"\x7fELF",
)
# Of a workbook, unpacked: about a second. A CSV file of the largest size takes no longer.
_QUICKLY_READ = 3 * 1024 * 1024


def takes_long(content: bytes) -> bool:
    """Tell whether a file is not read while somebody waits for an answer. Raises ``CannotRead``."""
    return content.startswith(_ZIP) and unpacked_bytes(content) > _QUICKLY_READ


def open_sheet(
    content: bytes,
    *,
    sheet: str = "",
    encoding: str = "",
    delimiter: str = "",
    progress: Callable[[int], None] = lambda _rows: None,
) -> Table:
    """Return one sheet of a file.

    ``sheet`` chooses in a workbook, ``encoding`` and ``delimiter`` say how a CSV file is written;
    each is found out where it is empty. ``progress`` is told how many rows of a workbook were read.
    Raises ``CannotRead``.
    """
    if not content.strip():
        raise CannotRead("empty")
    if content.startswith(_OLE):
        raise CannotRead("old excel")
    if content.startswith(_ZIP):
        # Late: its library would take a tenth of the start of every command
        from hamshahr.domains.experiences.importing.sheets.reading_xlsx import read_xlsx

        return read_xlsx(content, sheet, progress)
    if content.startswith(_NO_TEXT):
        raise CannotRead("no sheet")
    return read_csv(content, encoding, delimiter)
