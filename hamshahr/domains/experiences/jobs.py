"""What runs later: long work on sheets; and each night, old ones are erased."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from procrastinate.contrib.django import app

from hamshahr.commons.accounts.models import User
from hamshahr.domains.experiences.importing.sheets.keeping import erase_old_sheets
from hamshahr.domains.experiences.importing.sheets.receiving import ReadAs, read_sheet
from hamshahr.domains.experiences.importing.sheets.working import bring_in, try_sheet
from hamshahr.domains.experiences.models import SheetImport


@app.task()
def read_sheet_later(sheet: str, read_as: dict[str, Any]) -> None:
    """Read the file of a sheet; one discarded meanwhile is passed over."""
    found = SheetImport.objects.filter(pk=sheet, state="reading").first()
    if found is not None:
        read_sheet(found, ReadAs(**read_as))


@app.task()
def try_sheet_later(sheet: str, by: str) -> None:
    """Find out what an import would do; a sheet discarded meanwhile is passed over."""
    found = SheetImport.objects.defer("content").filter(pk=sheet, state="trying").first()
    if found is not None:
        try_sheet(found, User.objects.get(pk=by))


@app.task()
def import_sheet_later(sheet: str, by: str, *, only_good: bool) -> None:
    """Bring in a sheet that was accepted."""
    found = SheetImport.objects.defer("content").filter(pk=sheet, state="importing").first()
    if found is not None:
        bring_in(found, User.objects.get(pk=by), only_good=only_good)


@app.periodic(cron="50 2 * * *")
@app.task(queueing_lock="erase_old_sheets")
def erase_sheets(timestamp: int) -> None:  # noqa: ARG001 - the schedule says when
    """Erase the sheets whose time is over."""
    erase_old_sheets()


def read_later(sheet: UUID, read_as: ReadAs) -> None:
    """Have the queue read the file of a sheet."""
    read_sheet_later.defer(sheet=str(sheet), read_as=asdict(read_as))


def try_later(sheet: UUID, by: UUID, _only_good: bool) -> None:  # noqa: FBT001 - the form of both
    """Have the queue try a sheet."""
    try_sheet_later.defer(sheet=str(sheet), by=str(by))


def import_later(sheet: UUID, by: UUID, only_good: bool) -> None:  # noqa: FBT001 - the form of both
    """Have the queue import a sheet."""
    import_sheet_later.defer(sheet=str(sheet), by=str(by), only_good=only_good)
