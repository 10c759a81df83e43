"""A trial or an import begun: at once where it is short, by the job queue where it is long."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.search.jobs import read_soon
from hamshahr.domains.experiences.importing.action import ImportRefused, import_lines
from hamshahr.domains.experiences.importing.sheets.access import require_sheet
from hamshahr.domains.experiences.importing.sheets.keeping import (
    ChangedMeanwhile,
    stands_still,
    table_of,
    telling,
    terms_of,
)
from hamshahr.domains.experiences.importing.sheets.lines import SheetLines
from hamshahr.domains.experiences.importing.sheets.plans import Plan
from hamshahr.domains.experiences.importing.sheets.trial import run_trial
from hamshahr.domains.experiences.importing.writing import Written
from hamshahr.domains.experiences.models import SheetImport, SheetRow

AT_ONCE = 200  # rows; they take about a second, which somebody waits for

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
        run_trial(sheet, by=by, progress=telling(sheet))
    except Exception:
        _stopped(sheet, SheetImport.State.READ, "stopped")
        raise


def bring_in(sheet: SheetImport, by: User, *, only_good: bool) -> None:
    """Do the import that was begun: whole or nothing, but for the rows left out on request.

    What is written is what the trial said; where it would be anything else, nothing is.
    """
    try:
        written = import_lines(
            lines=SheetLines(
                table_of(sheet), Plan.from_kept(sheet.plan), sheet.name, progress=telling(sheet)
            ),
            terms=terms_of(sheet),
            by=by,
            only_good=only_good,
            report=lambda _mistake: None,
            verify=lambda written, left_out: _require_as_tried(sheet, written, left_out),
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
        content=b"",
        # What was left out is given back from the rows
        **({} if left_out else {"table": b""}),
    )
    if not sheet.as_draft:
        read_soon()


def _require_as_tried(sheet: SheetImport, written: Written, left_out: AbstractSet[int]) -> None:
    """Raise ``ImportRefused`` where the library has changed so that the trial is no longer true."""
    wrong = sheet.rows.filter(outcome=SheetRow.Outcome.MISTAKE).values_list("number", flat=True)
    counted = {"new": written.new, "changed": written.changed, "unchanged": written.unchanged}
    if any(sheet.found[name] != count for name, count in counted.items()) or left_out != set(wrong):
        raise ImportRefused(len(left_out))


def _begun(
    sheet: SheetImport, by: User, state: SheetImport.State, based_on: int | None
) -> SheetImport:
    with transaction.atomic():
        held = SheetImport.objects.defer("content").select_for_update().get(pk=sheet.pk)
        require_sheet(by, held)
        ready = {SheetImport.State.READ, SheetImport.State.TRIED}
        if state == SheetImport.State.IMPORTING:
            ready = {SheetImport.State.TRIED}
        goes_on = held.state in {SheetImport.State.TRYING, SheetImport.State.IMPORTING}
        if held.state not in ready and not (goes_on and stands_still(held)):
            raise ChangedMeanwhile
        if based_on is not None and held.version != based_on:
            raise ChangedMeanwhile
        held.state, held.done, held.fault, held.moved_at = state, 0, "", timezone.now()
        held.save(update_fields=["state", "done", "fault", "moved_at"])
    return held


def _stopped(sheet: SheetImport, state: SheetImport.State, fault: str) -> None:
    SheetImport.objects.filter(pk=sheet.pk).update(state=state, fault=fault)
