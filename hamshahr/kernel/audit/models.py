"""The audit record. The kernel knows no user: the actor is an identifier and a name of the day."""

from typing import ClassVar

import pgtrigger
from django.db import models

from hamshahr.kernel.identifiers import new_id


class AuditRecord(models.Model):
    """One deed, as it happened. The database refuses to change or delete it."""

    never_on_a_page: ClassVar[bool] = True  # what it records has changed by itself

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor_id = models.UUIDField(db_index=True)
    actor_name = models.CharField(max_length=200)
    deed = models.CharField(max_length=100)
    object_type = models.CharField(max_length=100)
    object_id = models.CharField(max_length=200)
    details = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [models.Index(fields=["object_type", "object_id"])]
        triggers: ClassVar = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name}: {self.deed} {self.object_id}"
