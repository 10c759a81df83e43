"""Writing the audit record. Called inside the deed's own transaction."""

from typing import Any, Protocol
from uuid import UUID

from hamshahr.kernel.audit.models import AuditRecord


class Actor(Protocol):
    """Who acts: a person, or the system on behalf of nobody."""

    @property
    def pk(self) -> UUID: ...

    @property
    def name(self) -> str: ...


def record(
    *, by: Actor, deed: str, object_type: str, object_id: object, **details: Any
) -> AuditRecord:
    """Keep that ``by`` did ``deed`` to the object; ``details`` must be JSON and hold no secrets."""
    return AuditRecord.objects.create(
        actor_id=by.pk,
        actor_name=by.name,
        deed=deed,
        object_type=object_type,
        object_id=str(object_id),
        details=details,
    )
