"""What readers ask about a case without an account."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hamshahr.domains.experiences.models.library import Experience


class Ask(models.Model):
    """What a reader asked the secretariat about a case. Her address is never shown on a page."""

    class Kind(models.TextChoices):
        CLAIM = "claim"  # "this is my city's case"
        # Asked before there were reports, and kept as they were answered
        CORRECT = "correct"
        REMOVE = "remove"

    never_on_a_page: ClassVar[bool] = True  # so that a form sent makes no page stale

    experience = models.ForeignKey(Experience, on_delete=models.CASCADE, related_name="asks")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=200, blank=True)
    email = models.EmailField(max_length=254)
    message = models.TextField(max_length=5000)
    language = models.CharField(max_length=8, help_text="Of the page it was asked on")
    made_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(
                fields=["experience"], condition=Q(answered_at__isnull=True), name="asks_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.experience_id}"
