"""Writing the audit record. Called inside the deed's own transaction."""

from typing import Any, Protocol
from uuid import UUID

from hamshahr.kernel.audit.models import AuditRecord
from hamshahr.kernel.audit.origin import current_origin


class Actor(Protocol):
    """Who acts: a person, or the system on behalf of nobody."""

    @property
    def pk(self) -> UUID: ...


def record(
    *,
    by: Actor,
    deed: str,
    object_type: str,
    object_id: object,
    body: UUID | None = None,
    **details: Any,
) -> AuditRecord:
    """Keep that ``by`` did ``deed`` to the object, and from where.

    ``body`` is the city that the deed concerns, whose own people may read it; ``None`` for the
    association. ``details`` must be JSON, hold no secrets, and name people by their ids alone: a
    record cannot be changed when somebody leaves. The deed needs a sentence
    (``kernel.audit.deeds.register_deed``).
    """
    origin = current_origin()
    return AuditRecord.objects.create(
        actor_id=by.pk,
        deed=deed,
        object_type=object_type,
        object_id=str(object_id),
        body=body,
        origin=origin.way,
        network=origin.network,
        details=details,
    )
