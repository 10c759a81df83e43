"""A sheet as it was read: rows of texts, and what a person should know of how they were read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

# What is read of one sheet. An association's old list has hundreds of rows; beyond these it is
# another kind of file, and is to be split.
MOST_ROWS = 20_000
MOST_COLUMNS = 200
LONGEST_CELL = 32_767  # characters; no spreadsheet program keeps more in a cell
MOST_BYTES = 10 * 1024 * 1024  # of the file as it is sent

# How spreadsheets write that a formula has no value (ECMA-376, error values)
ERROR_CELLS = frozenset(
    {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!"}
)


class Row(NamedTuple):
    """A row with the number that the spreadsheet program shows beside it."""

    number: int
    cells: Sequence[str]

    def cell(self, column: int) -> str:
        """Return what stands in a column, counted from 0; empty beyond the row's end."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass
class Seen:
    """What a person cannot see in the rows, and should know before she trusts them."""

    hidden_rows: int = 0
    hidden_columns: int = 0
    merged: int = 0  # areas, whose every cell is read as the first
    without_value: int = 0  # formulas that were saved without what they come to
    nul: bool = False  # characters that are no text were taken out


@dataclass
class Table:
    """The rows of one sheet that hold anything; they may be gone over again and again.

    ``width``: columns of the widest row; ``last``: the number of the last row. ``sheets`` names the
    sheets of the file, ``sheet`` the one that was read; a CSV file has none. ``encoding`` and
    ``delimiter`` are how a CSV file was read; ``is_guess`` where nothing in the file said so.
    """

    rows: Iterable[Row]
    width: int
    last: int
    sheets: list[str] = field(default_factory=list)
    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    is_guess: bool = False
    seen: Seen = field(default_factory=Seen)


def extent(rows: Sequence[Row]) -> tuple[int, int]:
    """Return the columns of the widest row and the number of the last; there is at least one."""
    return max(len(row.cells) for row in rows), rows[-1].number


def letter(column: int) -> str:
    """Return the letters of a column, counted from 0, as spreadsheets show them: 27 is AB."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
