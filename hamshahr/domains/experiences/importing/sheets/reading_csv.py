"""CSV files of any age: which encoding, which separator, and their rows."""

import codecs
import csv
import io
import re
from collections.abc import Iterator

from hamshahr.domains.experiences.importing.sheets.refusing import CannotRead
from hamshahr.domains.experiences.importing.sheets.tables import (
    MOST_COLUMNS,
    MOST_ROWS,
    Row,
    Seen,
    Table,
    extent,
)
from hamshahr.kernel.folding import printable
from hamshahr.kernel.spreadsheets import unguarded

# What a person may choose from: the encodings that spreadsheets of our languages were saved in
ENCODINGS = ("utf-8", "utf-16", "windows-1256", "windows-1252")
DELIMITERS = (",", ";", "\t")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 64 * 1024  # characters; enough rows to see which separator parts them
_SAMPLE_ROWS = 60
_MOSTLY = 0.6  # of the high bytes; in a file of one byte a letter these two hardly stand at all
# Three letters beyond ASCII in a row: a word of Persian or Arabic, and of no Latin language
_RUN = re.compile(rb"[\x81\x8d-\x90\x98\x9a\xc0-\xff]{3,}")


def read_csv(content: bytes, encoding: str = "", delimiter: str = "") -> Table:
    """Return the rows of a CSV file.

    ``encoding`` (of ``ENCODINGS``) and ``delimiter`` are guessed where not said. Raises
    ``CannotRead``.
    """
    found, is_guess = (encoding, False) if encoding else guessed_encoding(content)
    text = _decoded(content, found)
    seen = Seen(nul="\x00" in text)
    text = printable(text)
    delimiter = delimiter or _delimiter(text)
    rows = list(_rows(text, delimiter))
    if not rows:
        raise CannotRead("empty")
    return Table(
        rows, *extent(rows), encoding=found, delimiter=delimiter, is_guess=is_guess, seen=seen
    )


def guessed_encoding(content: bytes) -> tuple[str, bool]:
    """Return the encoding of a text, and whether it is a guess rather than said by its bytes."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return name, False
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if "\x00" not in text[:_SAMPLE]:
            return "utf-8", False
    start = content[:_SAMPLE]
    if max(_high_bytes(start)) > _MOSTLY:
        return "utf-16", True
    if b"\x00" in start:
        return "utf-8", True
    return ("windows-1256" if _RUN.search(start) else "windows-1252"), True


def _high_bytes(start: bytes) -> tuple[float, float]:
    """Return which share of the first, and of the second of each two bytes, is 0 or 6.

    In UTF-16 one of them is the high byte of Latin letters and signs, or of Arabic ones.
    """
    return _share(start[::2]), _share(start[1::2])


def _share(half: bytes) -> float:
    return (half.count(0) + half.count(6)) / max(len(half), 1)


def _decoded(content: bytes, encoding: str) -> str:
    name = encoding
    if encoding == "utf-16" and not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        first, second = _high_bytes(content[:_SAMPLE])
        name = "utf-16-be" if first > second else "utf-16-le"
    try:
        return content.decode(name).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        if encoding.startswith("windows-"):  # a few bytes mean nothing there; the rest is read
            return content.decode(name, errors="replace")
        raise CannotRead("encoding") from error


def _delimiter(text: str) -> str:
    """Return the sign that parts most of the first rows into the same number of cells."""

    def regularity(sign: str) -> tuple[float, int]:
        try:
            widths = [len(row.cells) for row in _rows(text[:_SAMPLE], sign, most=_SAMPLE_ROWS)]
        except CannotRead:
            return 0.0, 0
        widths = widths[:-1] or widths  # the sample may end within a row
        if not widths or max(widths) < 2:
            return 0.0, 0
        usual = max(set(widths), key=widths.count)
        return widths.count(usual) / len(widths) * min(usual, 4), usual

    return max(DELIMITERS, key=regularity)


def _rows(text: str, delimiter: str, most: int | None = None) -> Iterator[Row]:
    """Yield the rows that hold anything, numbered as a spreadsheet numbers them."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    held = 0
    number = 0
    while True:
        begins = reader.line_num + 1
        try:
            cells = [unguarded(cell.strip()) for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            raise CannotRead("quote", line=begins) from error
        number += 1
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        held += 1
        if held == most:
            return
        if most is None and held > MOST_ROWS + 1:  # and the headings
            raise CannotRead("too many rows")
        if most is None and len(cells) > MOST_COLUMNS:
            raise CannotRead("too many columns")
        yield Row(number, cells)
