"""Regions of the association and the cities in them."""

from typing import ClassVar

from django.db import models

from hamshahr.kernel.identifiers import new_id


class Region(models.Model):
    """A world region as the association draws it."""

    code = models.SlugField(primary_key=True, max_length=40)
    names = models.JSONField(help_text="Language code to name")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "code"]

    def __str__(self) -> str:
        return self.code


class City(models.Model):
    """A city or metropolis. That it is here says nothing about membership."""

    class Kind(models.TextChoices):
        CITY = "city"
        METROPOLITAN_AREA = "metropolitan area"
        PROVINCE = "province or state"
        REGION = "region"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200, help_text="The name in English usage")
    names = models.JSONField(default=dict, help_text="Language code to name")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.CITY)
    country = models.CharField(max_length=2, help_text="ISO 3166-1 alpha-2")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="cities")
    geonames_id = models.PositiveIntegerField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    population = models.PositiveIntegerField(null=True, blank=True)
    timezone = models.CharField(max_length=60, blank=True)
    source = models.CharField(
        max_length=200, help_text="Where these facts come from, with the year"
    )

    class Meta:
        ordering: ClassVar = ["name", "country"]
        verbose_name_plural = "cities"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["geonames_id", "kind"],
                name="one_city_an_identity",
                condition=models.Q(geonames_id__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["name", "country", "kind"],
                name="one_area_a_name",
                condition=models.Q(geonames_id__isnull=True),
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                # Said, for a range of what is not there is neither true nor false to SQL
                | models.Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="coordinates_come_in_pairs",
            ),
            models.CheckConstraint(
                condition=models.Q(country__regex="^[A-Z]{2}$"), name="country_is_iso_alpha_2"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.country}"

    def name_in(self, language: str) -> str:
        """Return the city's name as read in ``language``; its English name where none is kept."""
        return str(self.names.get(language) or self.name)
