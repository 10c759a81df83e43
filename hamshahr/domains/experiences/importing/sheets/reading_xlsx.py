"""Excel workbooks: the values of one sheet, as a person sees them."""

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from hamshahr.domains.experiences.importing.sheets.marks import Marks, marks_of
from hamshahr.domains.experiences.importing.sheets.refusing import CannotRead
from hamshahr.domains.experiences.importing.sheets.tables import (
    MOST_COLUMNS,
    MOST_ROWS,
    Row,
    Seen,
    Table,
    extent,
)
from hamshahr.domains.experiences.importing.sheets.unpacking import require_safe
from hamshahr.kernel.folding import printable

# What a damaged workbook makes the library raise, besides its own
_DAMAGED = (
    InvalidFileException, ParseError, zipfile.BadZipFile, KeyError, ValueError, TypeError,
    IndexError, AttributeError, OverflowError, OSError, EOFError,
)  # fmt: skip
_MERGED_TOO_FAR = 2_000  # cells of one area that are filled; a title over all columns is none


_TOLD_EVERY = 500  # rows


def read_xlsx(
    content: bytes, sheet: str = "", progress: Callable[[int], None] = lambda _rows: None
) -> Table:
    """Return the rows of a sheet, by default the first that is shown. Raises ``CannotRead``.

    ``progress`` is told now and then how many rows were read.
    """
    require_safe(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        names = [each.title for each in book.worksheets]
        shown = [each.title for each in book.worksheets if each.sheet_state == "visible"]
        if not names:
            raise CannotRead("empty")
        if sheet and sheet not in names:
            raise CannotRead("no such sheet")
        chosen = sheet or (shown or names)[0]
        page: Any = book[chosen]  # its types are those of a sheet that is written
        rows = list(_rows(page, progress))  # first: a sheet with too many is read no further
        with page._get_source() as source:
            marks = marks_of(source)
        rows = _filled(rows, marks)
    except CannotRead:
        raise
    except DefusedXmlException as error:
        raise CannotRead("unsafe") from error
    except _DAMAGED as error:
        raise CannotRead("broken") from error
    if not rows:
        raise CannotRead("empty")
    seen = Seen(
        hidden_rows=marks.hidden_rows,
        hidden_columns=marks.hidden_columns,
        merged=len(marks.merged),
        without_value=marks.without_value,
    )
    return Table(rows, *extent(rows), sheets=names, sheet=chosen, seen=seen)


def _rows(page: Any, progress: Callable[[int], None]) -> Iterator[Row]:
    """Yield the rows that hold anything; what the sheet says of its own size is not believed."""
    page.reset_dimensions()
    held = 0
    for number, values in enumerate(page.iter_rows(values_only=True), 1):
        cells = [written(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            if number > MOST_ROWS * 10:  # a stray cell far below; the gap is not walked through
                raise CannotRead("too many rows")
            continue
        held += 1
        if held > MOST_ROWS + 1:  # and the headings
            raise CannotRead("too many rows")
        if len(cells) > MOST_COLUMNS:
            raise CannotRead("too many columns")
        if held % _TOLD_EVERY == 0:
            progress(held)
        yield Row(number, cells)


def written(value: Any) -> str:
    """Return what a cell holds as text: numbers as they are, days as ``2019-05-03``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return printable(str(value)).strip()


def _filled(rows: list[Row], marks: Marks) -> list[Row]:
    """Return the rows with every cell of a merged area saying what its first cell says.

    A row that holds nothing but its part of an area is none.
    """
    by_number = {row.number: list(row.cells) for row in rows}
    for left, top, right, bottom in marks.merged:
        first = by_number.get(top, [])
        said = first[left - 1] if left <= len(first) else ""
        if (
            not said
            or right > MOST_COLUMNS
            or (right - left + 1) * (bottom - top + 1) > _MERGED_TOO_FAR
        ):
            continue
        for number in range(top, bottom + 1):
            cells = by_number.get(number)
            if cells is None:
                continue
            cells.extend([""] * (right - len(cells)))
            cells[left - 1 : right] = [said] * (right - left + 1)
    return [Row(number, by_number[number]) for number in sorted(by_number)]
