"""The audit record. The kernel knows no user and no city: both are identifiers here."""

from typing import ClassVar

import pgtrigger
from django.db import models

from hamshahr.kernel.audit.origin import Way
from hamshahr.kernel.identifiers import new_id


class AuditRecord(models.Model):
    """One deed, as it happened. The database refuses to change it, delete it or empty the table.

    No name is kept: whose the identifiers are is looked up when the record is read, so that the
    name of a person who left does not live on where nothing can be changed.
    """

    never_on_a_page: ClassVar[bool] = True  # what it records has changed by itself

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField(auto_now_add=True)
    actor_id = models.UUIDField()
    deed = models.CharField(max_length=100)
    object_type = models.CharField(max_length=100)
    object_id = models.CharField(max_length=200)
    body = models.UUIDField(
        null=True, help_text="The city that the deed concerns; empty: the association"
    )
    origin = models.CharField(
        max_length=10,
        choices=[(way.value, way.value) for way in Way if way],
        blank=True,
        default="",
        help_text="The way by which it came; empty: not known",
    )
    network = models.CharField(
        max_length=50, blank=True, default="", help_text="Of the caller, /24 or /48"
    )
    details = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        # One for each thing that people search by: they read from the last on, a page at a time
        indexes: ClassVar = [
            models.Index(fields=["at", "id"], name="audit_in_order"),
            models.Index(fields=["actor_id", "at", "id"], name="audit_of_a_person"),
            models.Index(fields=["deed", "at", "id"], name="audit_of_a_deed"),
            models.Index(fields=["body", "at", "id"], name="audit_of_a_body"),
            models.Index(fields=["object_type", "object_id", "at"], name="audit_of_an_object"),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="not_emptied",
                level=pgtrigger.Statement,
                operation=pgtrigger.Truncate,
                when=pgtrigger.Before,
                func="RAISE EXCEPTION 'pgtrigger: Cannot truncate the % table', TG_TABLE_NAME;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_id}: {self.deed} {self.object_id}"
