"""Bring experiences into the library from a spreadsheet: XLSX or CSV.

What the columns mean is remembered from the last sheet with these headings, taken by name, or
guessed from the headings and what stands below them; it is printed, and corrected at the desk
(Desk, Import of sheets). All rows are imported, or none, unless --accept-good.

  hamshahr import-sheet cases.xlsx --dry-run      what would happen; nothing is written
  hamshahr import-sheet cases.csv --country IR    one country for the rows that name none
  hamshahr import-sheet cases.xlsx --accept-good --left-out mend.csv
                                                  the good rows; the others into a file
"""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hamshahr.config.command_line.failing import Refusal
from hamshahr.config.command_line.running import ProgressLine, django_running

if TYPE_CHECKING:
    from hamshahr.domains.experiences.importing.sheets.plans import Plan
    from hamshahr.domains.experiences.models import SheetImport, SheetRow


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the sheet (.xlsx, .csv)")
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, and stop")
    parser.add_argument(
        "--accept-good", action="store_true", help="import the rows without a mistake"
    )
    parser.add_argument("--left-out", type=Path, help="write the rows with mistakes to this CSV")
    parser.add_argument("--mapping", default="", help="what the columns mean, by its name")
    parser.add_argument("--sheet", default="", help="which sheet of the workbook (else the first)")
    parser.add_argument("--encoding", default="", help="of a CSV file, where it is not told by it")
    parser.add_argument("--country", default="", help="ISO 3166 code, of rows that name none")
    parser.add_argument("--language", default="", help="ISO 639 code, of rows that name none")
    parser.add_argument("--draft", action="store_true", help="do not publish what is new")
    parser.add_argument("--licence", default="", help="of rows that name none (else CC BY 4.0)")
    parser.add_argument("--rights-holder", default="", help="of rows that name none")


def run(given: argparse.Namespace) -> int:
    try:
        content = given.file.read_bytes()
    except OSError as error:
        raise Refusal(f"{given.file} cannot be read: {error.strerror}.") from error
    with django_running(), _in_english():
        sheet = _read(given, content)
        rows = _try(sheet, given.left_out)
        if given.dry_run:
            return 0
        if not given.accept_good and sheet.found["mistake"]:
            raise Refusal("Nothing was imported. Mend the rows, or take the others: --accept-good")
        if len(rows) == sheet.found["mistake"]:
            raise Refusal("No row is without a mistake; nothing was imported.")
        _bring_in(sheet, accept_good=given.accept_good)
    return 0


@contextmanager
def _in_english() -> Iterator[None]:
    from django.utils.translation import override

    with override("en"):
        yield


def _read(given: argparse.Namespace, content: bytes) -> "SheetImport":
    """Return the sheet as the desk keeps one, but kept nowhere."""
    from hamshahr.domains.experiences.importing.sheets.headings import find_header, headings
    from hamshahr.domains.experiences.importing.sheets.opening import open_sheet
    from hamshahr.domains.experiences.importing.sheets.packing import packed
    from hamshahr.domains.experiences.importing.sheets.reading_csv import ENCODINGS
    from hamshahr.domains.experiences.importing.sheets.refusing import CannotRead
    from hamshahr.domains.experiences.importing.sheets.remembering import plan_for
    from hamshahr.domains.experiences.models import SheetImport, SheetMapping

    if given.encoding and given.encoding not in ENCODINGS:
        raise Refusal(f"An encoding is one of {', '.join(ENCODINGS)}.")
    try:
        table = open_sheet(content, sheet=given.sheet, encoding=given.encoding)
        header, header_rows = find_header(table)
        plan = plan_for(table, header, header_rows, mapping=given.mapping)
        kept = packed(table)
    except CannotRead as error:
        raise Refusal(str(error)) from error
    except SheetMapping.DoesNotExist as error:
        raise Refusal(f"No mapping is called {given.mapping!r}.") from error
    said = {"country_iso2": given.country, "language": given.language}
    constants = plan.constants | {key: value for key, value in said.items() if value}
    plan = replace(plan, constants=constants)
    names = headings(table, header, header_rows)
    _print_plan(plan, names)
    return SheetImport(
        name=given.file.name,
        table=kept,
        headings=names,
        plan=plan.as_kept(),
        licence=given.licence,
        rights_holder=given.rights_holder,
        as_draft=given.draft,
    )


def _print_plan(plan: "Plan", names: list[str]) -> None:
    from hamshahr.domains.experiences.importing.sheets.tables import letter

    print("What the columns mean:")
    for position, column in enumerate(plan.columns):
        print(f"  {letter(position):>2}  {names[position] or '–'}  →  {column.to or '(left out)'}")
    for key, said in plan.constants.items():
        print(f"      every row without one: {key} = {said}")


def _try(sheet: "SheetImport", left_out: Path | None) -> list["SheetRow"]:
    """Print what would happen; keep the counts in the sheet's ``found``."""
    from hamshahr.commons.accounts.queries import system_actor
    from hamshahr.domains.experiences.importing.sheets.returning import returned_lines, sentence
    from hamshahr.domains.experiences.importing.sheets.trial import Trial
    from hamshahr.domains.experiences.importing.writing import BadTerms

    line = ProgressLine()
    try:
        rows, sheet.found = Trial(sheet, system_actor(), lambda done: line("checked", done)).run()
    except BadTerms as error:
        raise Refusal(str(error)) from error
    finally:
        line.done()
    for row in rows:
        for mistake in row.told.get("mistakes", ()):
            print(f"row {row.number}: {sentence(mistake)}", file=sys.stderr)
        for code, title in row.told.get("alike", ()):
            print(f"row {row.number} looks like {code} ({title})", file=sys.stderr)
    found = sheet.found
    print(
        f"{found['new']:,} new, {found['changed']:,} changed, {found['unchanged']:,} as they were, "
        f"{found['mistake']:,} with mistakes; {found['new_cities_count']:,} cities placed newly."
    )
    wrong = [row for row in rows if row.outcome == "mistake"]
    if left_out is not None and wrong:
        left_out.write_text("".join(returned_lines(sheet, wrong, "en")), encoding="utf-8")
    return rows


def _bring_in(sheet: "SheetImport", *, accept_good: bool) -> None:
    from hamshahr.commons.accounts.queries import system_actor
    from hamshahr.commons.search.jobs import read_soon
    from hamshahr.domains.experiences.importing.action import ImportRefused, import_lines
    from hamshahr.domains.experiences.importing.sheets.keeping import table_of, terms_of
    from hamshahr.domains.experiences.importing.sheets.lines import SheetLines
    from hamshahr.domains.experiences.importing.sheets.plans import Plan

    progress = ProgressLine()
    try:
        written = import_lines(
            lines=SheetLines(table_of(sheet), Plan.from_kept(sheet.plan), sheet.name),
            terms=terms_of(sheet),
            by=system_actor(),
            only_good=accept_good,
            report=lambda _mistake: None,  # the trial has told them
            progress=progress,
        )
    except ImportRefused as refusal:
        raise Refusal(f"{refusal}. The library changed meanwhile; try again.") from refusal
    finally:
        progress.done()
    if not sheet.as_draft:
        read_soon()
    print(f"{written.new:,} new, {written.changed:,} changed, {written.unchanged:,} as they were.")
    print(
        "They are found by words at once, by meaning when hamshahr work (or serve) has read them."
    )
