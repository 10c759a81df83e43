"""Deeds with a sheet that was sent: keep it, read it otherwise, say what it means, discard it."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.domains.experiences.importing.sheets.access import require_sheet
from hamshahr.domains.experiences.importing.sheets.headings import (
    find_header,
    headings,
    rows_below,
)
from hamshahr.domains.experiences.importing.sheets.opening import open_sheet
from hamshahr.domains.experiences.importing.sheets.plans import Plan
from hamshahr.domains.experiences.importing.sheets.refusing import CannotRead
from hamshahr.domains.experiences.importing.sheets.remembering import plan_for, remember
from hamshahr.domains.experiences.importing.sheets.tables import MOST_BYTES, Table
from hamshahr.domains.experiences.importing.writing import Terms
from hamshahr.domains.experiences.models import SheetImport
from hamshahr.domains.experiences.permissions import may_import
from hamshahr.kernel.audit.actions import record
from hamshahr.kernel.folding import printable

KEPT_FOR = timedelta(days=7)  # long enough to ask a colleague, short enough to be forgotten
_MOST_KEPT = 30  # sheets of one person; they are files in the database
_LONGEST_NAME = 200


class ChangedMeanwhile(RuntimeError):
    """Somebody has changed the sheet's plan, or begun its import, since it was looked at."""


@dataclass(frozen=True)
class ReadAs:
    """How a file is read; what is empty, or 0, is found out."""

    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    header: int = 0
    header_rows: int = 1


def table_of(sheet: SheetImport) -> Table:
    """Return the rows of a kept sheet. Raises ``CannotRead``."""
    return open_sheet(
        bytes(sheet.content),
        sheet=sheet.sheet,
        encoding=sheet.encoding,
        delimiter=sheet.delimiter,
    )


def terms_of(sheet: SheetImport) -> Terms:
    return Terms(sheet.licence, sheet.rights_holder, sheet.as_draft, timezone.now())


@transaction.atomic
def keep_sheet(*, name: str, content: bytes, by: User) -> SheetImport:
    """Keep a file that somebody sent, with what its columns seem to mean. Raises ``CannotRead``."""
    if not may_import(by):
        raise PermissionDenied("Only those who may import send sheets.")
    if len(content) > MOST_BYTES:
        raise CannotRead("too big")
    if SheetImport.objects.filter(kept_by=by).count() >= _MOST_KEPT:
        raise CannotRead("too many kept")
    table = open_sheet(content)
    sheet = SheetImport(
        name=printable(name)[-_LONGEST_NAME:] or "sheet", content=content, kept_by=by
    )
    _lay_plan(sheet, table, *find_header(table))
    sheet.save(force_insert=True)
    _record(sheet, by, deed="experiences.keep_sheet")
    return sheet


@transaction.atomic
def read_otherwise(*, sheet: SheetImport, read_as: ReadAs, by: User) -> None:
    """Read a kept file in another way; its plan is found anew. Raises ``CannotRead``."""
    held = _held(sheet, None, by)
    held.sheet, held.encoding, held.delimiter = read_as.sheet, read_as.encoding, read_as.delimiter
    table = table_of(held)
    last = table.rows[-1].number
    header = (read_as.header, read_as.header_rows) if read_as.header else find_header(table)
    if header[0] > last:
        raise CannotRead("no such row")
    _lay_plan(held, table, *header)
    _save_changed(held)


@transaction.atomic
def change_plan(
    *, sheet: SheetImport, plan: Plan, terms: Terms, name: str = "", based_on: int, by: User
) -> None:
    """Say what the columns mean, and remember it. Raises ``ChangedMeanwhile``."""
    held = _held(sheet, based_on, by)
    held.plan = plan.as_kept()
    held.licence, held.rights_holder = terms.licence, terms.rights_holder
    held.as_draft = terms.draft
    _save_changed(held)
    remember(plan, held.headings, name=name, by=by)


@transaction.atomic
def discard_sheet(*, sheet: SheetImport, by: User) -> None:
    """Forget a sheet; what was imported of it stays."""
    held = _held(sheet, None, by, done_too=True)
    _record(held, by, deed="experiences.discard_sheet")
    held.delete()


def erase_old_sheets() -> int:
    """Erase what was sent more than ``KEPT_FOR`` ago; return how many sheets."""
    old = SheetImport.objects.filter(kept_at__lt=timezone.now() - KEPT_FOR)
    return old.delete()[1].get("experiences.SheetImport", 0)


def _lay_plan(sheet: SheetImport, table: Table, header: int, header_rows: int) -> None:
    sheet.headings = headings(table, header, header_rows)
    sheet.plan = plan_for(table, header, header_rows).as_kept()
    sheet.total = len(rows_below(table, header, header_rows))


def _held(
    sheet: SheetImport, based_on: int | None, by: User, *, done_too: bool = False
) -> SheetImport:
    """Return the sheet held for a change. Raises ``ChangedMeanwhile``, ``PermissionDenied``."""
    held = SheetImport.objects.select_for_update().get(pk=sheet.pk)
    require_sheet(by, held)
    is_past = held.state == SheetImport.State.IMPORTING or (
        held.state == SheetImport.State.DONE and not done_too
    )
    if is_past or (based_on is not None and held.version != based_on):
        raise ChangedMeanwhile
    return held


def _save_changed(held: SheetImport) -> None:
    """Keep a change: what a trial found is no longer true."""
    held.version += 1
    held.state, held.found, held.fault, held.done = SheetImport.State.READ, {}, "", 0
    held.save()
    held.rows.all().delete()


def _record(sheet: SheetImport, by: User, *, deed: str) -> None:
    record(by=by, deed=deed, object_type="file", object_id=sheet.name, rows=sheet.total)
