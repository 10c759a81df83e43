"""Addresses under which cities stood before."""

from typing import ClassVar

from django.db import models

from hamshahr.domains.network.models.cities import City


class FormerAddress(models.Model):
    """An address that a city had, and that leads to it for good."""

    slug = models.SlugField(primary_key=True, max_length=80)
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="former_addresses")
    left_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["slug"]
        verbose_name_plural = "former addresses"

    def __str__(self) -> str:
        return f"{self.slug}: {self.city_id}"
