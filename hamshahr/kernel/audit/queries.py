"""Reads of the audit record."""

from typing import Any

from hamshahr.kernel.audit.models import AuditRecord


def last_details(*, deed: str, object_id: object) -> dict[str, Any]:
    """Return the details of the last time that ``deed`` was done to the object; empty if never."""
    last = (
        AuditRecord.objects.filter(deed=deed, object_id=str(object_id))
        .order_by("-at", "-pk")
        .values_list("details", flat=True)
        .first()
    )
    return dict(last or {})
