"""Who may see a sheet that was sent: whoever sent it, and the office."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import allows, held_by, is_system
from hamshahr.commons.accounts.roles import OFFICE
from hamshahr.domains.experiences.models import SheetImport
from hamshahr.domains.experiences.permissions import IMPORT_SHEETS


def may_see_sheet(by: User | None, sheet: SheetImport) -> bool:
    return allows(by, IMPORT_SHEETS) and (_sees_all(by) or (by and by.pk) == sheet.kept_by_id)


def sheets_visible_to(by: User | None) -> QuerySet[SheetImport]:
    """Return the sheets that ``may_see_sheet`` allows, without file and rows."""
    found = SheetImport.objects.defer("content", "table").select_related("kept_by")
    if by is None or not allows(by, IMPORT_SHEETS):
        return found.none()
    return found if _sees_all(by) else found.filter(kept_by=by)


def require_sheet(by: User, sheet: SheetImport) -> None:
    """Raise ``PermissionDenied`` for whoever may not see the sheet, and so not work on it."""
    if not may_see_sheet(by, sheet):
        raise PermissionDenied("This sheet is not yours to import.")


def _sees_all(by: User | None) -> bool:
    return is_system(by) or any(one.role in OFFICE for one in held_by(by))
