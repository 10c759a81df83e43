"""Files that go back: the rows with mistakes, to be mended and sent again; the trial as a list."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from hamshahr.domains.experiences.importing.sheets.keeping import table_of
from hamshahr.domains.experiences.importing.sheets.wording import field_label, worded
from hamshahr.domains.experiences.models import SheetImport, SheetRow
from hamshahr.kernel.spreadsheets import BOM, csv_row

_AT_ONCE = 500  # rows read from the database together


def returned_rows(sheet: SheetImport, language: str) -> Iterator[str]:
    """Yield the rows of a kept sheet that have mistakes, as ``returned_lines`` does."""
    wrong = sheet.rows.filter(outcome=SheetRow.Outcome.MISTAKE)
    return returned_lines(sheet, wrong.iterator(chunk_size=_AT_ONCE), language)


def returned_lines(sheet: SheetImport, wrong: Iterable[SheetRow], language: str) -> Iterator[str]:
    """Yield rows with mistakes as a CSV file, in the sheet's order: its columns, and what is wrong.

    Mended and sent again it is read by the same plan, for its headings are the same.
    """
    width = len(sheet.headings)
    with override(language):
        head = csv_row([*sheet.headings, _("What is wrong")])
    yield BOM + head
    said: dict[int, str] = {}
    with override(language):
        for row in wrong:
            why = " / ".join(sentence(each) for each in row.told["mistakes"])
            said.update(dict.fromkeys(row.told["rows"], why))
    for stands in table_of(sheet).rows:
        if stands.number in said:
            cells = [stands.cell(column) for column in range(width)]
            yield csv_row([*cells, said[stands.number]])


def trial_list(sheet: SheetImport, language: str) -> Iterator[str]:
    """Yield what the trial found as a CSV file, a row of the sheet each."""
    with override(language):
        heads = [_("Row"), _("What would happen"), _("Name that stays (id)"), _("Title"), _("Why")]
    yield BOM + csv_row(heads)
    for row in sheet.rows.iterator(chunk_size=_AT_ONCE):
        with override(language):
            cells = [str(row.number), outcome_label(row.outcome), row.code, row.title, _why(row)]
        yield csv_row(cells)


def sentence(mistake: dict[str, Any]) -> str:
    """Return a mistake in one line: the column and its field, the value, what is wrong."""
    where = _("column %(letter)s") % {"letter": mistake["column"]} if mistake["column"] else ""
    place = ", ".join(part for part in (where, field_label(mistake["field"])) if part)
    value = f" “{mistake['value']}”" if mistake["value"] else ""
    said = worded(mistake["code"], mistake["said"])
    return f"{place}{value}: {said}" if place or value else said


def change_in_words(change: Sequence[str]) -> str:
    """Return a change of one field in one line."""
    field, before, after = change
    return f"{field_label(field)}: {before or '–'} → {after or '–'}"


def outcome_label(outcome: str) -> str:
    """Return how an outcome is called in the active language."""
    return {
        "new": _("added"),
        "changed": _("changed"),
        "unchanged": _("stays as it is"),
        "mistake": _("has mistakes"),
    }[outcome]


def _why(row: SheetRow) -> str:
    said = [sentence(each) for each in row.told.get("mistakes", ())]
    said += [change_in_words(each) for each in row.told.get("changes", ())]
    said += [_("looks like “%(title)s”") % {"title": each[1]} for each in row.told.get("alike", ())]
    return " / ".join(said)
