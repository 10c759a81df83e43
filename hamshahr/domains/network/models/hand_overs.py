"""Hand-overs: what passed from one focal point of a city to the next."""

from typing import ClassVar

from django.db import models

from hamshahr.commons.accounts.models import User
from hamshahr.domains.network.models.cities import City
from hamshahr.kernel.identifiers import new_id


class HandOver(models.Model):
    """A focal point's role, and all that she kept for the city, passed to her successor."""

    never_on_a_page = True  # of those that are kept for all

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="hand_overs")
    predecessor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    successor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    predecessor_stays = models.BooleanField(help_text="She became an expert of the city")

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.city_id} {self.at:%Y-%m-%d}"


class HandedOverThing(models.Model):
    """One thing that changed hands, by its type and identifier."""

    never_on_a_page = True

    hand_over = models.ForeignKey(HandOver, on_delete=models.CASCADE, related_name="things")
    object_type = models.CharField(max_length=40)
    object_id = models.CharField(max_length=80)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.object_type} {self.object_id}"
