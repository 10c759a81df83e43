"""Which row holds the headings, and what they are."""

from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from hamshahr.domains.experiences.importing.sheets.guessing_fields import field_called
from hamshahr.domains.experiences.importing.sheets.tables import Row, Table

_LOOKED_AT = 30  # rows; above the headings stand a title and a date, not pages of text
_TWO = 2  # known words make a row of headings; one alone may be a title: "Projects"


def find_header(table: Table) -> tuple[int, int]:
    """Return the number of the first row of headings, and how many rows they take (1 or 2)."""
    rows = list(islice(table.rows, _LOOKED_AT))
    known = [sum(field_called(cell) is not None for cell in set(row.cells)) for row in rows]
    best = max(range(len(rows)), key=lambda place: (known[place], -place))
    if known[best] < _TWO:
        return _widest(rows).number, 1
    if best and rows[best - 1].number == rows[best].number - 1 and _is_group_row(rows, best):
        return rows[best - 1].number, 2
    return rows[best].number, 1


def _widest(rows: Sequence[Row]) -> Row:
    """Return the first row that is nearly as wide as any: a title above the list is narrower."""
    filled = [len({cell for cell in row.cells if cell}) for row in rows]
    most = max(filled)
    return next(row for row, count in zip(rows, filled, strict=True) if count * 10 >= most * 6)


def _is_group_row(rows: Sequence[Row], below: int) -> bool:
    """Tell whether the row above names groups: several words, each over some of the columns."""
    above, names = rows[below - 1], rows[below]
    words = {cell for cell in above.cells if cell}
    repeated = len(set(names.cells)) < len([cell for cell in names.cells if cell])
    return len(words) >= _TWO and (repeated or any(not cell for cell in names.cells))


def headings(table: Table, header: int, header_rows: int) -> list[str]:
    """Return the heading of each column, empty where it has none; two rows are joined."""
    width = table.width
    if not header:
        return [""] * width
    last = header + header_rows - 1
    by_number = {row.number: row for row in takewhile(lambda row: row.number <= last, table.rows)}
    lower = by_number.get(last, Row(0, ()))
    names = [lower.cell(column) for column in range(width)]
    if header_rows == 1:
        return names
    upper = by_number.get(header, Row(0, ()))
    joined = []
    group = ""
    for column, name in enumerate(names):
        group = upper.cell(column) or group
        joined.append(f"{group} {name}".strip() if group != name else name)
    return joined


def rows_below(table: Table, header: int, header_rows: int) -> Iterator[Row]:
    """Yield the rows that hold what is to be imported."""
    last = header + header_rows - 1 if header else 0
    return (row for row in table.rows if row.number > last)
