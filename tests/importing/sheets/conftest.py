"""A secretariat that sends sheets: kept, tried and brought in as its desk does it."""

import pytest

from hamshahr.domains.experiences.importing.sheets.plans import Plan
from hamshahr.domains.experiences.importing.sheets.receiving import keep_sheet
from hamshahr.domains.experiences.importing.sheets.working import begin_import, begin_trial
from hamshahr.domains.experiences.models import SheetImport
from tests.cast import AWA
from tests.importing.sheets.workbooks import cases


class Office:
    """Sends sheets, as Awa of the secretariat."""

    def __init__(self):
        self.awa = AWA.serving()
        self.later = []

    def send(self, *rows, content=None, name="cases.xlsx", by=None, **heads):
        return keep_sheet(
            name=name, content=content or cases(*rows, **heads), by=by or self.awa,
            later=self._later,
        )  # fmt: skip

    def tried(self, *rows, **said):
        """Send a sheet and try it; return it with what was found."""
        sheet = self.send(*rows, **said)
        return self.again(sheet)

    def again(self, sheet, by=None):
        begin_trial(sheet=sheet, by=by or self.awa, later=self._later)
        sheet.refresh_from_db()
        return sheet

    def accept(self, sheet, *, only_good=False, by=None):
        begin_import(
            sheet=sheet, only_good=only_good, based_on=sheet.version, by=by or self.awa,
            later=self._later,
        )  # fmt: skip
        return SheetImport.objects.get(pk=sheet.pk)

    def plan(self, sheet, **changed):
        """Return the sheet's plan with some of it said otherwise."""
        return Plan.from_kept(sheet.plan | changed)

    def _later(self, *work):
        self.later.append(work)


@pytest.fixture
def office(db):
    return Office()
