"""Regions of the association, and the cities in them."""

from typing import Any, ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models

from hamshahr.domains.network.naming import found_by, sort_keys
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

    def name_in(self, language: str) -> str:
        """Return the region's name in ``language``, else in English, else its code."""
        return str(self.names.get(language) or self.names.get("en") or self.code)


class CountryPlace(models.Model):
    """In which region the association puts a country: where its next city will stand."""

    country = models.CharField(primary_key=True, max_length=2, help_text="ISO 3166-1 alpha-2")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="countries")

    class Meta:
        ordering: ClassVar = ["country"]

    def __str__(self) -> str:
        return f"{self.country}: {self.region_id}"


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
    climate = models.CharField(max_length=3, blank=True, help_text="Köppen-Geiger; empty: unknown")
    density = models.CharField(max_length=30, blank=True, help_text="Degree of urbanisation")
    coast = models.CharField(max_length=10, blank=True, help_text="coast, near or inland")
    source = models.CharField(
        max_length=200, help_text="Where these facts come from, with the year"
    )
    facts_edition = models.CharField(
        max_length=20, blank=True, help_text="Of the packaged facts; empty: of none"
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged",
        help_text="The city that this one turned out to be; it stays as a signpost",
    )  # fmt: skip
    # Both made of the names, whenever a city is saved
    found_by = models.TextField(blank=True, help_text="Every name folded, each after a line break")
    sort_keys = models.JSONField(
        default=dict, help_text="Language code to what orders the name in it, as hexadecimal text"
    )

    class Meta:
        ordering: ClassVar = ["name", "country"]
        verbose_name_plural = "cities"
        indexes: ClassVar = [
            GinIndex(OpClass("found_by", name="gin_trgm_ops"), name="network_city_found_by")
        ]
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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the city, findable and in order under the names it has now."""
        self.keep_names()
        super().save(*args, **kwargs)

    def keep_names(self) -> None:
        """Bring up to date what is made of the names; for who saves cities in bulk."""
        self.found_by = found_by(self.name, self.names, self.country, self.geonames_id)
        self.sort_keys = sort_keys(self.name, self.names)

    @property
    def is_member(self) -> bool:
        """Whether it is or was seen as a member. Fetch the membership with a list of cities."""
        membership = getattr(self, "membership", None)
        return membership is not None and membership.standing != "left"

    def name_in(self, language: str) -> str:
        """Return the city's name as read in ``language``; its English name where none is kept."""
        return str(self.names.get(language) or self.name)
