"""How many transactions changed the content, counted in slots that no two writers share."""

from typing import ClassVar

from django.db import models


class ChangeCount(models.Model):
    """The changes that were counted in one slot; the sum over the slots only grows.

    Rows are written by the trigger function ``content_changed`` alone, which takes a slot that no
    other running transaction holds.
    """

    never_on_a_page: ClassVar[bool] = True  # it counts changes, and is none

    slot = models.SmallIntegerField(primary_key=True)
    changes = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.slot}: {self.changes}"
