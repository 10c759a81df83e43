"""Deeds with a sheet that is kept: say what it means, discard it; and what is kept of it."""

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.domains.experiences.importing.action import import_goes_on
from hamshahr.domains.experiences.importing.sheets.access import require_sheet
from hamshahr.domains.experiences.importing.sheets.packing import unpacked
from hamshahr.domains.experiences.importing.sheets.plans import Plan
from hamshahr.domains.experiences.importing.sheets.remembering import remember
from hamshahr.domains.experiences.importing.sheets.tables import Table
from hamshahr.domains.experiences.importing.writing import Terms
from hamshahr.domains.experiences.models import SheetImport
from hamshahr.kernel.audit.actions import record

KEPT_FOR = timedelta(days=7)  # long enough to ask a colleague, short enough to be forgotten
# Work that has not moved for so long was broken off with its process, and may be begun again.
# Writing moves nothing that others see before it is done: it is asked whether it goes on.
STANDS_STILL = timedelta(minutes=10)
_TOLD_EVERY = 100  # rows


class ChangedMeanwhile(RuntimeError):
    """Somebody has changed the sheet's plan, or begun its import, since it was looked at."""


def table_of(sheet: SheetImport) -> Table:
    """Return the rows of a sheet that was read."""
    return unpacked(bytes(sheet.table))


def terms_of(sheet: SheetImport) -> Terms:
    return Terms(sheet.licence, sheet.rights_holder, sheet.as_draft, timezone.now())


@transaction.atomic
def change_plan(
    *, sheet: SheetImport, plan: Plan, terms: Terms, name: str = "", based_on: int, by: User
) -> None:
    """Say what the columns mean, and remember it. Raises ``ChangedMeanwhile``."""
    held = held_to_change(sheet, based_on, by)
    held.plan = plan.as_kept()
    held.licence, held.rights_holder = terms.licence, terms.rights_holder
    held.as_draft = terms.draft
    save_changed(held)
    remember(plan, held.headings, name=name, by=by)


@transaction.atomic
def discard_sheet(*, sheet: SheetImport, by: User) -> None:
    """Forget a sheet; what was imported of it stays."""
    held = held_to_change(sheet, None, by, discarded=True)
    note_deed(held, by, deed="experiences.discard_sheet")
    held.delete()


def erase_old_sheets() -> int:
    """Erase what was sent more than ``KEPT_FOR`` ago; return how many sheets."""
    old = SheetImport.objects.filter(kept_at__lt=timezone.now() - KEPT_FOR)
    return old.delete()[1].get("experiences.SheetImport", 0)


def stands_still(sheet: SheetImport) -> bool:
    """Tell whether work on a sheet was broken off."""
    if sheet.moved_at is None or sheet.moved_at > timezone.now() - STANDS_STILL:
        return False
    return sheet.state != SheetImport.State.IMPORTING or not import_goes_on()


def telling(sheet: SheetImport) -> Callable[[int], None]:
    """Return what keeps how many rows are done, for whoever looks at the sheet meanwhile.

    It is told of each row, and keeps some; of rows gone over again it keeps none.
    """
    told = 0

    def tell(done: int) -> None:
        nonlocal told
        if done >= told + _TOLD_EVERY or told < done == sheet.total:
            told = done
            held = SheetImport.objects.filter(pk=sheet.pk)
            held.update(done=done, moved_at=timezone.now())

    return tell


def held_to_change(
    sheet: SheetImport, based_on: int | None, by: User, *, discarded: bool = False
) -> SheetImport:
    """Return the sheet held for a change. Raises ``ChangedMeanwhile``, ``PermissionDenied``."""
    held = SheetImport.objects.defer("content", "table").select_for_update().get(pk=sheet.pk)
    require_sheet(by, held)
    past = {SheetImport.State.IMPORTING}
    if not discarded:
        past |= {SheetImport.State.READING, SheetImport.State.DONE}
    if held.state in past or (based_on is not None and held.version != based_on):
        raise ChangedMeanwhile
    return held


def save_changed(held: SheetImport) -> None:
    """Keep a change: what a trial found is no longer true."""
    held.version += 1
    held.state, held.found, held.fault, held.done = SheetImport.State.READ, {}, "", 0
    held.save()
    held.rows.all().delete()


def note_deed(sheet: SheetImport, by: User, *, deed: str) -> None:
    record(by=by, deed=deed, object_type="file", object_id=sheet.name, rows=sheet.total)
