"""Files that were sent, read into rows: at once where they are short, else by the job queue.

From then on nothing reads the file again, unless somebody says that it is to be read otherwise.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.domains.experiences.importing.sheets.access import require_sheet
from hamshahr.domains.experiences.importing.sheets.headings import (
    find_header,
    headings,
    rows_below,
)
from hamshahr.domains.experiences.importing.sheets.keeping import (
    ChangedMeanwhile,
    held_to_change,
    note_deed,
    save_changed,
    stands_still,
    table_of,
    telling,
)
from hamshahr.domains.experiences.importing.sheets.opening import open_sheet, takes_long
from hamshahr.domains.experiences.importing.sheets.packing import packed
from hamshahr.domains.experiences.importing.sheets.plans import Plan
from hamshahr.domains.experiences.importing.sheets.refusing import CannotRead
from hamshahr.domains.experiences.importing.sheets.remembering import plan_for
from hamshahr.domains.experiences.importing.sheets.tables import MOST_BYTES, Table
from hamshahr.domains.experiences.models import SheetImport
from hamshahr.domains.experiences.permissions import may_import
from hamshahr.kernel.folding import printable

_MOST_KEPT = 30  # sheets of one person; they are files in the database
_LONGEST_NAME = 200


@dataclass(frozen=True)
class ReadAs:
    """How a file is read; what is empty, or 0, is found out."""

    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    header: int = 0
    header_rows: int = 1


# Given the sheet and how it is to be read, has the queue do it
Later = Callable[[UUID, ReadAs], None]


@transaction.atomic
def keep_sheet(*, name: str, content: bytes, by: User, later: Later) -> SheetImport:
    """Keep a file that somebody sent, with what its columns seem to mean, or read it ``later``.

    Raises ``CannotRead`` for what can be told at once.
    """
    if not may_import(by):
        raise PermissionDenied("Only those who may import send sheets.")
    if len(content) > MOST_BYTES:
        raise CannotRead("too big")
    if SheetImport.objects.filter(kept_by=by).count() >= _MOST_KEPT:
        raise CannotRead("too many kept")
    sheet = SheetImport(
        name=printable(name)[-_LONGEST_NAME:] or "sheet", content=content, kept_by=by
    )
    if takes_long(content):
        _begin(sheet)
        sheet.save(force_insert=True)
        later(sheet.pk, ReadAs())
    else:
        _lay_table(sheet, open_sheet(content), ReadAs())
        sheet.save(force_insert=True)
        note_deed(sheet, by, deed="experiences.keep_sheet")
    return sheet


@transaction.atomic
def read_otherwise(*, sheet: SheetImport, read_as: ReadAs, by: User, later: Later) -> None:
    """Read a kept file in another way; its plan is found anew.

    Raises ``CannotRead``, ``ChangedMeanwhile``.
    """
    held = held_to_change(sheet, None, by)
    said = (read_as.sheet, read_as.encoding, read_as.delimiter)
    if said == (held.sheet, held.encoding, held.delimiter):
        _lay_plan(held, table_of(held), read_as)
        save_changed(held)
        return
    if read_as.header == Plan.from_kept(held.plan).header:  # not said: that of the other reading
        read_as = replace(read_as, header=0)
    if takes_long(bytes(held.content)):
        _begin(held)
        held.save()
        later(held.pk, read_as)
    else:
        _lay_table(held, _opened(held, read_as), read_as)
        save_changed(held)


@transaction.atomic
def read_again(*, sheet: SheetImport, by: User, later: Later) -> None:
    """Begin once more a reading that was broken off. Raises ``ChangedMeanwhile``."""
    held = SheetImport.objects.defer("content", "table").select_for_update().get(pk=sheet.pk)
    require_sheet(by, held)
    if held.state != SheetImport.State.READING or not (held.fault or stands_still(held)):
        raise ChangedMeanwhile
    _begin(held)
    held.save()
    later(held.pk, ReadAs(held.sheet, held.encoding, held.delimiter))


def read_sheet(sheet: SheetImport, read_as: ReadAs) -> None:
    """Do the reading that was begun. Why it cannot be read is kept; what was read before stays."""
    try:
        table = _opened(sheet, read_as, telling(sheet))
        with transaction.atomic():
            held = _being_read(sheet).defer("content", "table").select_for_update().first()
            if held is not None:
                _lay_table(held, table, read_as)
                save_changed(held)
                if not sheet.table:  # the deed tells how many rows there are: known only now
                    note_deed(held, held.kept_by, deed="experiences.keep_sheet")
    except CannotRead as error:
        _stopped(sheet, error.why)
    except Exception:
        _stopped(sheet, "stopped")
        raise


def _opened(
    sheet: SheetImport, read_as: ReadAs, progress: Callable[[int], None] = lambda _rows: None
) -> Table:
    return open_sheet(
        bytes(sheet.content),
        sheet=read_as.sheet,
        encoding=read_as.encoding,
        delimiter=read_as.delimiter,
        progress=progress,
    )


def _lay_table(sheet: SheetImport, table: Table, read_as: ReadAs) -> None:
    """Keep the rows, and what they seem to mean. Raises ``CannotRead``."""
    sheet.sheet, sheet.encoding, sheet.delimiter = table.sheet, table.encoding, table.delimiter
    sheet.table = packed(table)
    _lay_plan(sheet, table, read_as)


def _lay_plan(sheet: SheetImport, table: Table, read_as: ReadAs) -> None:
    header = (read_as.header, read_as.header_rows) if read_as.header else find_header(table)
    if header[0] > table.last:
        raise CannotRead("no such row")
    sheet.headings = headings(table, *header)
    sheet.plan = plan_for(table, *header).as_kept()
    sheet.total = sum(1 for _row in rows_below(table, *header))


def _begin(sheet: SheetImport) -> None:
    sheet.state, sheet.done, sheet.fault = SheetImport.State.READING, 0, ""
    sheet.moved_at = timezone.now()


def _being_read(sheet: SheetImport) -> QuerySet[SheetImport]:
    return SheetImport.objects.filter(
        pk=sheet.pk, version=sheet.version, state=SheetImport.State.READING
    )


def _stopped(sheet: SheetImport, fault: str) -> None:
    state = SheetImport.State.READ if sheet.table else SheetImport.State.READING
    _being_read(sheet).update(state=state, fault=fault)
