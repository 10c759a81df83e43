"""Mail domains of cities: whoever has an address there works for the city."""

from typing import ClassVar

from django.db import models

from hamshahr.commons.accounts.models import User
from hamshahr.domains.network.models.cities import City


class CityMailDomain(models.Model):
    """A domain under which a city gives its own staff addresses, and nobody else."""

    never_on_a_page = True

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="mail_domains")
    domain = models.CharField(max_length=253, unique=True, help_text="Lower case, in its script")
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["domain"]

    def __str__(self) -> str:
        return self.domain
