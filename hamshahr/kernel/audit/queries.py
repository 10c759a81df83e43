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


def last_change(object_type: str) -> str:
    """Return a mark that is another after each deed on objects of this type; empty if none."""
    last = AuditRecord.objects.filter(object_type=object_type).order_by("-at", "-pk")
    return str(last.values_list("pk", flat=True).first() or "")
