"""A sheet put together for the pages of the desk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamshahr.commons.accounts.naming import called
from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.reading import day, number
from hamshahr.domains.experiences.importing.sheets.refusing import CannotRead
from hamshahr.domains.experiences.importing.sheets.returning import (
    change_in_words,
    outcome_label,
    sentence,
)
from hamshahr.domains.experiences.importing.sheets.tables import Row, Table, letter
from hamshahr.domains.experiences.models import SheetImport, SheetRow

SAMPLES = 3  # cells of a column that are shown beside its heading
_LONGEST_SAMPLE = 80


@dataclass(frozen=True)
class SheetLine:
    """A sheet in the list of those that were sent."""

    name: str
    url: str
    state: str
    sent_by: str
    sent_on: str
    rows: str


@dataclass(frozen=True)
class ColumnShown:
    """A column with what stands in it, and the fields of the form about it."""

    letter: str
    heading: str
    samples: list[str]
    to: Any
    parted: Any


@dataclass(frozen=True)
class RowShown:
    """What would happen with a row. ``said``: its mistakes, or its changes, a sentence each."""

    number: str
    outcome: str
    code: str
    title: str
    said: list[str]
    alike: list[tuple[str, str]]


@dataclass(frozen=True)
class Count:
    """How many rows there are of an outcome, and where they are shown."""

    sentence: str
    show: str
    count: int


def sheet_lines(sheets: Iterable[SheetImport]) -> list[SheetLine]:
    """Return sheets as the list shows them."""
    language = active_language()
    return [
        SheetLine(
            each.name,
            reverse("desk:sheet", args=[each.pk]),
            state_label(each),
            called(each.kept_by),
            day(each.kept_at, language),
            number(each.total, language),
        )
        for each in sheets
    ]


def state_label(sheet: SheetImport) -> str:
    return {
        SheetImport.State.READING: _("cannot be read") if sheet.fault else _("is being read"),
        SheetImport.State.READ: _("columns to be looked at"),
        SheetImport.State.TRYING: _("is being tried"),
        SheetImport.State.TRIED: _("tried, waits to be accepted"),
        SheetImport.State.IMPORTING: _("is being imported"),
        SheetImport.State.DONE: _("imported"),
    }[SheetImport.State(sheet.state)]


def fault_in_words(sheet: SheetImport) -> str:
    """Return why the last work on a sheet came to nothing, and what to do; empty if it did not."""
    if not sheet.fault:
        return ""
    if sheet.fault == "refused":
        return _(
            "The library has changed since this sheet was tried, so nothing was imported. See once "
            "more what would happen, and accept that."
        )
    if sheet.fault == "stopped":
        return _("The work was broken off. Nothing was lost, and nothing half done.")
    return str(CannotRead(sheet.fault))


def columns_shown(sheet: SheetImport, rows: Sequence[Row], form: Any) -> list[ColumnShown]:
    """Return the columns of a page of the form, with the first things that stand in them."""
    shown = []
    for place, to, parted in form.columns():
        said = (row.cell(place) for row in rows)
        samples = [cell[:_LONGEST_SAMPLE] for cell in dict.fromkeys(said) if cell][:SAMPLES]
        shown.append(ColumnShown(letter(place), sheet.headings[place], samples, to, parted))
    return shown


def seen_in(table: Table) -> list[str]:
    """Return, in sentences, what a person cannot see in the rows."""
    seen, language = table.seen, active_language()
    told = [
        (
            seen.hidden_rows,
            ngettext(
                "%(n)s hidden row is read, too.",
                "%(n)s hidden rows are read, too.",
                seen.hidden_rows,
            ),
        ),
        (
            seen.hidden_columns,
            ngettext(
                "%(n)s hidden column is read, too.",
                "%(n)s hidden columns are read, too.",
                seen.hidden_columns,
            ),
        ),
        (
            seen.merged,
            ngettext(
                "%(n)s merged cell is read as the same in each of its cells.",
                "%(n)s merged cells are read as the same in each of their cells.",
                seen.merged,
            ),
        ),
        (
            seen.without_value,
            ngettext(
                "%(n)s formula was saved without its value. Open the file, and save it once.",
                "%(n)s formulas were saved without values. Open the file, and save it once.",
                seen.without_value,
            ),
        ),
    ]
    said = [text % {"n": number(count, language)} for count, text in told if count]
    if seen.nul:
        said.append(_("Characters that are no text were taken out."))
    if table.is_guess:
        said.append(_("The encoding is a guess. Look whether the letters below are right."))
    return said


def counts(sheet: SheetImport) -> list[Count]:
    """Return how many rows would be added, changed, left and refused."""
    found, language = sheet.found, active_language()
    new, changed, same, wrong, alike = (
        found.get(show, 0) for show in ("new", "changed", "unchanged", "mistake", "alike")
    )
    sentences = {
        "new": ngettext("%(n)s experience would be added", "%(n)s experiences would be added", new),
        "changed": ngettext("%(n)s changes", "%(n)s change", changed),
        "unchanged": ngettext("%(n)s stays as it is", "%(n)s stay as they are", same),
        "mistake": ngettext("%(n)s has mistakes", "%(n)s have mistakes", wrong),
        "alike": ngettext(
            "%(n)s looks like one that is there", "%(n)s look like some that are there", alike
        ),
    }
    return [
        Count(text % {"n": number(found.get(show, 0), language)}, show, found.get(show, 0))
        for show, text in sentences.items()
        if found.get(show, 0) or show in {"new", "mistake"}
    ]


def rows_of(sheet: SheetImport, show: str) -> QuerySet[SheetRow]:
    """Return the rows of an outcome; those that look like others are among the new ones."""
    if show == "alike":
        return sheet.rows.filter(outcome=SheetRow.Outcome.NEW, told__has_key="alike")
    return sheet.rows.filter(outcome=show)


def rows_shown(page: Page[SheetRow]) -> list[RowShown]:
    """Return the rows of a page, worded."""
    language = active_language()
    return [
        RowShown(
            number(row.number, language),
            outcome_label(row.outcome),
            row.code,
            row.title,
            [sentence(each) for each in row.told.get("mistakes", ())]
            + [change_in_words(each) for each in row.told.get("changes", ())],
            [(code, title) for code, title in row.told.get("alike", ())],
        )
        for row in page.object_list
    ]
