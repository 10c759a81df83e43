"""Which cities are members of the association."""

from typing import ClassVar

from django.db import models

from hamshahr.domains.network.models.cities import City


class Membership(models.Model):
    """What is known of a city's membership in the association. Most cities have none."""

    class Basis(models.TextChoices):
        SEEN = "seen in public sources"

    city = models.OneToOneField(City, on_delete=models.CASCADE, related_name="membership")
    basis = models.CharField(max_length=30, choices=Basis.choices, default=Basis.SEEN)
    source = models.CharField(max_length=500, help_text="An address, or words that name it")
    note = models.CharField(
        max_length=500, blank=True, help_text="What the source says, in English"
    )
    seen_year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="When the source was read; empty: not known"
    )
    association = models.CharField(
        max_length=200, blank=True, help_text="Of which the source says so; empty: not said"
    )
    # Many sources tell of one moment; that a city was a member then does not say that it is today
    earliest_year = models.PositiveSmallIntegerField(null=True, blank=True)
    latest_year = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(earliest_year__isnull=True)
                | models.Q(latest_year__isnull=True)
                | models.Q(latest_year__gte=models.F("earliest_year")),
                name="membership_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.city_id}: {self.basis}"

    @property
    def source_url(self) -> str:
        """The source's address, or an empty text where it is named in words."""
        return self.source if self.source.startswith(("https://", "http://")) else ""
