"""A trial or an import begun: at once where it is short, by the job queue where it is long."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.search.jobs import read_soon
from hamshahr.domains.experiences.importing.action import ImportRefused, import_lines
from hamshahr.domains.experiences.importing.sheets.access import require_sheet
from hamshahr.domains.experiences.importing.sheets.keeping import (
    ChangedMeanwhile,
    table_of,
    terms_of,
)
from hamshahr.domains.experiences.importing.sheets.lines import SheetLines
from hamshahr.domains.experiences.importing.sheets.plans import Plan
from hamshahr.domains.experiences.importing.sheets.trial import run_trial
from hamshahr.domains.experiences.models import SheetImport

AT_ONCE = 200  # rows; they take about a second, which somebody waits for
# Work that has not moved for so long was broken off with its process, and may be begun again
STANDS_STILL = timedelta(minutes=10)
_TOLD_EVERY = 100  # rows

# Given the sheet, the person and whether the good rows alone are meant, has the queue do it
Later = Callable[[UUID, UUID, bool], None]


def begin_trial(*, sheet: SheetImport, by: User, later: Later) -> None:
    """Find out what an import would do. Raises ``ChangedMeanwhile`` while work is going on."""
    held = _begun(sheet, by, SheetImport.State.TRYING, None)
    if held.total > AT_ONCE:
        later(held.pk, by.pk, False)  # noqa: FBT003 - the queue's form
    else:
        try_sheet(held, by)


def begin_import(
    *, sheet: SheetImport, only_good: bool, based_on: int, by: User, later: Later
) -> None:
    """Bring in what was tried: all of it, or (``only_good``) the rows without a mistake.

    Raises ``ChangedMeanwhile`` where another plan was tried, or somebody has begun already.
    """
    held = _begun(sheet, by, SheetImport.State.IMPORTING, based_on)
    if held.total > AT_ONCE:
        later(held.pk, by.pk, only_good)
    else:
        bring_in(held, by, only_good=only_good)


def try_sheet(sheet: SheetImport, by: User) -> None:
    """Do the trial that was begun; what breaks it is kept, so that it may be begun again."""
    try:
        run_trial(sheet, by=by, progress=_telling(sheet))
    except Exception:
        _stopped(sheet, SheetImport.State.READ, "stopped")
        raise


def bring_in(sheet: SheetImport, by: User, *, only_good: bool) -> None:
    """Do the import that was begun: whole or nothing, but for the rows left out on request."""
    try:
        lines = SheetLines(table_of(sheet), Plan.from_kept(sheet.plan), sheet.name)
        written = import_lines(
            lines=lines,
            terms=terms_of(sheet),
            by=by,
            only_good=only_good,
            report=lambda _mistake: None,
            progress=lambda _stage, done: _telling(sheet)(done),
        )
    except ImportRefused:  # the library has changed since the trial
        _stopped(sheet, SheetImport.State.READ, "refused")
        return
    except Exception:
        _stopped(sheet, SheetImport.State.TRIED, "stopped")
        raise
    left_out = sheet.found.get("mistake", 0) if only_good else 0
    done = {"new": written.new, "changed": written.changed, "unchanged": written.unchanged}
    SheetImport.objects.filter(pk=sheet.pk).update(
        state=SheetImport.State.DONE,
        found={**sheet.found, "written": done, "left_out": left_out},
        done=sheet.total,
        fault="",
        # What was left out is given back from the file; what is all in needs it no more
        **({} if left_out else {"content": b""}),
    )
    if not sheet.as_draft:
        read_soon()


def stands_still(sheet: SheetImport) -> bool:
    """Tell whether work on a sheet was broken off."""
    return sheet.began_at is not None and sheet.began_at < timezone.now() - STANDS_STILL


def _begun(
    sheet: SheetImport, by: User, state: SheetImport.State, based_on: int | None
) -> SheetImport:
    with transaction.atomic():
        held = SheetImport.objects.select_for_update().get(pk=sheet.pk)
        require_sheet(by, held)
        ready = {SheetImport.State.READ, SheetImport.State.TRIED}
        if state == SheetImport.State.IMPORTING:
            ready = {SheetImport.State.TRIED}
        goes_on = held.state in {SheetImport.State.TRYING, SheetImport.State.IMPORTING}
        if held.state not in ready and not (goes_on and stands_still(held)):
            raise ChangedMeanwhile
        if based_on is not None and held.version != based_on:
            raise ChangedMeanwhile
        held.state, held.done, held.fault, held.began_at = state, 0, "", timezone.now()
        held.save(update_fields=["state", "done", "fault", "began_at"])
    return held


def _telling(sheet: SheetImport) -> Callable[[int], None]:
    def tell(done: int) -> None:
        if sheet.total > AT_ONCE and done % _TOLD_EVERY == 0:
            SheetImport.objects.filter(pk=sheet.pk).update(done=done)

    return tell


def _stopped(sheet: SheetImport, state: SheetImport.State, fault: str) -> None:
    SheetImport.objects.filter(pk=sheet.pk).update(state=state, fault=fault)
