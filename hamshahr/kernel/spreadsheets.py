"""Rows of a CSV file that spreadsheets read as what they are, and never compute."""

import csv
import io
from collections.abc import Sequence

BOM = "\ufeff"  # begins the file; without it Excel takes UTF-8 for the machine's own encoding
# A spreadsheet takes a cell that begins so for a formula, and computes it (OWASP, CSV injection)
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_row(cells: Sequence[str]) -> str:
    """Return one row with its line end; what would be computed gets an apostrophe before it."""
    written = io.StringIO()
    csv.writer(written).writerow([_harmless(cell) for cell in cells])
    return written.getvalue()


def unguarded(cell: str) -> str:
    """Return a cell without the apostrophe that ``csv_row`` put before what would be computed."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_BEGINS_A_FORMULA) else cell


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_BEGINS_A_FORMULA) else cell
