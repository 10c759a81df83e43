"""Why a case is no longer among those that are found, and who said so."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.roles import Role
from hamshahr.domains.experiences.models.library import Experience

LONGEST_REASON = 2_000  # characters: some sentences; what takes more is a next revision


class Retirement(models.Model):
    """That a case is no longer so, with the reason as it was given; until it is brought back."""

    experience = models.ForeignKey(Experience, on_delete=models.CASCADE, related_name="retirements")
    reason = models.TextField(max_length=LONGEST_REASON)
    language = models.CharField(max_length=8, help_text="ISO 639 code of the reason")
    role = models.CharField(
        max_length=20, choices=Role.choices, blank=True,
        help_text="As what she said it; empty: the system did",
    )  # fmt: skip
    retired_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField()
    brought_back_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    brought_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-retired_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["experience"],
                condition=Q(brought_back_at__isnull=True),
                name="a_case_is_retired_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(brought_back_at__isnull=True, brought_back_by__isnull=True)
                | Q(brought_back_at__isnull=False, brought_back_by__isnull=False),
                name="who_brings_back_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.experience_id} {self.retired_at}"
