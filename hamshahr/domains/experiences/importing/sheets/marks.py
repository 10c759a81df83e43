"""What a worksheet's XML says beside its values: hidden rows and columns, merged cells, formulas.

The library that reads the values in one pass does not tell these.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse
from openpyxl.utils.cell import range_boundaries

_SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_MOST_MERGED = 5_000  # areas that are looked at; a sheet with more is a drawing


@dataclass
class Marks:
    """What was found; columns and rows count from 1, as in ``B2``."""

    hidden_rows: int = 0
    hidden_columns: int = 0
    without_value: int = 0
    # Left, top, right, bottom of each area
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


def marks_of(worksheet: IO[bytes]) -> Marks:
    """Read a worksheet's XML once. Raises ``ParseError``."""
    found = Marks()
    for element in _elements(worksheet):
        tag = element.tag.removeprefix(_SPACE)
        if tag == "c":
            formula, value = element.find(f"{_SPACE}f"), element.find(f"{_SPACE}v")
            found.without_value += formula is not None and (value is None or not value.text)
        elif tag == "row":
            found.hidden_rows += element.get("hidden") in {"1", "true"} and len(element) > 0
            element.clear()
        elif tag == "col" and element.get("hidden") in {"1", "true"}:
            found.hidden_columns += _span(element)
        elif tag == "mergeCell" and len(found.merged) < _MOST_MERGED:
            found.merged.extend(_area(element.get("ref", "")))
    return found


def _elements(worksheet: IO[bytes]) -> Iterator[Element]:
    for _event, element in iterparse(worksheet, events=("end",), forbid_dtd=True):
        yield element


def _span(column: Element) -> int:
    """Return how many columns are meant; programs hide all that follow the last by one range."""
    first, last = column.get("min", ""), column.get("max", "")
    if not (first.isdigit() and last.isdigit()) or int(last) >= 16_384:  # XFD, the last there is
        return 0
    return int(last) - int(first) + 1


def _area(reference: str) -> list[tuple[int, int, int, int]]:
    """Return the one area that is meant; none where the reference is none, or is open-ended."""
    try:
        left, top, right, bottom = range_boundaries(reference)
    except (ValueError, TypeError):
        return []
    if left is None or top is None or right is None or bottom is None:
        return []
    return [(left, top, right, bottom)]
