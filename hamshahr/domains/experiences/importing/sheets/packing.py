"""A sheet's rows as they are kept: read from the file once, and from here by every later step.

Compressed lines of JSON: the first tells how the file was read, each other is a row. They are read
one after another, so that a page that shows some rows does not unpack all of them.
"""

import gzip
import io
import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from hamshahr.domains.experiences.importing.sheets.refusing import CannotRead
from hamshahr.domains.experiences.importing.sheets.tables import Row, Seen, Table

# Five times a CSV file of the largest size. A workbook can name one long text in each of its cells.
MOST_TEXT = 50_000_000  # characters of all rows
_QUICK = 1  # the level of compression: twice as quick as the usual one, a fifth larger


def packed(table: Table) -> bytes:
    """Return a table as it is kept. Raises ``CannotRead`` for more text than that."""
    how = {name: value for name, value in vars(table).items() if name not in {"rows", "seen"}}
    kept = io.BytesIO()
    length = 0
    with gzip.open(kept, "wt", compresslevel=_QUICK, encoding="utf-8") as file:
        file.write(f"{json.dumps(how | {'seen': asdict(table.seen)})}\n")
        for row in table.rows:
            length += sum(map(len, row.cells))
            if length > MOST_TEXT:
                raise CannotRead("too big inside")
            file.write(f"{json.dumps(row, ensure_ascii=False)}\n")
    return kept.getvalue()


def unpacked(kept: bytes) -> Table:
    """Return the table that ``packed`` kept; its rows are unpacked each time they are gone over."""
    rows = _KeptRows(kept)
    how = rows.how()
    return Table(**{**how, "rows": rows, "seen": Seen(**how["seen"])})


class _KeptRows:
    def __init__(self, kept: bytes) -> None:
        self._kept = kept

    def how(self) -> dict[str, Any]:
        with gzip.open(io.BytesIO(self._kept), "rt", encoding="utf-8") as file:
            told: dict[str, Any] = json.loads(file.readline())
        return told

    def __iter__(self) -> Iterator[Row]:
        with gzip.open(io.BytesIO(self._kept), "rt", encoding="utf-8") as file:
            file.readline()
            for line in file:
                yield Row(*json.loads(line))
