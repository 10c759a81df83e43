"""What the columns of a sheet mean: the plan by which its rows become experiences.

A plan is plain data, so that it can be kept: with the file it was made for, and for the next file
that has the same headings.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self

from hamshahr.commons.translation.calendars import Calendar
from hamshahr.domains.experiences.importing.sheets.fields import FIELDS
from hamshahr.domains.experiences.importing.sheets.words import field_words
from hamshahr.kernel.folding import fold

SEPARATORS = (";", "؛", "،", ",", "|", "/", "\n")
# Kinds of words that a sheet has and the library does not, and what they were said to mean
KINDS_OF_VALUES = ("topics", "status", "cities", "ids")


@dataclass(frozen=True)
class Column:
    """A column: its heading as it is compared, the field it goes to (``""``: none).

    ``separator`` parts what stands in a cell of a list.
    """

    heading: str
    to: str = ""
    separator: str = ""


@dataclass(frozen=True)
class Plan:
    """How a sheet is read. ``header`` is the number of the row of headings, 0 where there is none.

    ``constants``: one value for all rows, by field, where the row says none. ``values``: by kind,
    the meaning of words, folded. ``calendar``: of the years; empty: told by the years themselves.
    ``joins_rows``: rows with the same name, or city and title, are one experience.
    """

    columns: tuple[Column, ...] = ()
    header: int = 1
    header_rows: int = 1
    constants: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    calendar: str = ""
    joins_rows: bool = False

    def as_kept(self) -> dict[str, Any]:
        """Return the plan as JSON keeps it."""
        return asdict(self)

    @classmethod
    def from_kept(cls, kept: dict[str, Any]) -> Self:
        """Return the plan that ``as_kept`` gave; what is no field any more is left out."""
        columns = tuple(
            Column(one["heading"], one["to"] if one["to"] in FIELDS else "", one["separator"])
            for one in kept.get("columns", ())
        )
        known = {key: kept[key] for key in _PLAIN if key in kept}
        return cls(columns=columns, **known)

    def means(self, kind: str, said: str) -> str | None:
        """Return what somebody said a word means; ``None`` where nobody did."""
        return self.values.get(kind, {}).get(fold(said))

    def for_columns(self, headings: Sequence[str], header: int, header_rows: int) -> "Plan":
        """Return this plan for a sheet with its columns in another order, or with more of them."""
        by_heading = {column.heading: column for column in self.columns}
        columns = tuple(by_heading.get(one, Column(one)) for one in keys_of(headings))
        return replace(self, columns=columns, header=header, header_rows=header_rows)

    def calendar_of_years(self) -> Calendar | None:
        return Calendar(self.calendar) if self.calendar else None


_PLAIN = ("header", "header_rows", "constants", "values", "calendar", "joins_rows")


def keys_of(headings: Sequence[str]) -> list[str]:
    """Return headings as they are compared: folded, and numbered where one stands twice."""
    seen: Counter[str] = Counter()
    keys = []
    for position, heading in enumerate(headings):
        key = fold(heading) or f"column {position + 1}"
        seen[key] += 1
        keys.append(key if seen[key] == 1 else f"{key} #{seen[key]}")
    return keys


def signature(headings: Sequence[str]) -> str:
    """Return what names a set of headings, whatever their order.

    Columns that are no field in any sheet do not count: a row's number, and what a file that was
    given back says is wrong.
    """
    counted = sorted(key for key in keys_of(headings) if field_words().get(key) != "")
    return hashlib.sha256("\n".join(counted).encode()).hexdigest()
