"""Deeds on regions and cities."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import slugify

from hamshahr.commons.accounts.models import User
from hamshahr.domains.network import facts
from hamshahr.domains.network.models import City, Region
from hamshahr.domains.network.permissions import may_add_from_facts
from hamshahr.kernel.audit.actions import record

FACTS_SOURCE = "GeoNames (CC BY 4.0), CLDR; see domains/network/facts/SOURCES.md"


@transaction.atomic
def load_regions(*, by: User) -> None:
    """Lay the association's regions where they are missing; edited names are kept."""
    if not may_add_from_facts(by):
        raise PermissionDenied("Only the system lays regions.")
    for position, region in enumerate(facts.regions()):
        Region.objects.get_or_create(
            code=region.code, defaults={"names": dict(region.names), "position": position}
        )


@transaction.atomic
def add_city_from_facts(*, city: facts.CityFacts, by: User) -> City:
    """Return the city of these packaged facts, made now where it is not there yet."""
    if not may_add_from_facts(by):
        raise PermissionDenied("Only the system adds cities from packaged facts.")
    found = City.objects.filter(geonames_id=city.geonames_id, kind=city.kind).first()
    if city.geonames_id is None:
        found = City.objects.filter(name=city.name, country=city.country, kind=city.kind).first()
    if found:
        return found
    added = City.objects.create(
        slug=_free_slug(city),
        name=city.name,
        names=dict(city.names),
        kind=city.kind,
        country=city.country,
        region_id=city.region,
        geonames_id=city.geonames_id,
        latitude=city.latitude,
        longitude=city.longitude,
        population=city.population,
        timezone=city.timezone,
        source=FACTS_SOURCE,
    )
    record(
        by=by,
        deed="network.add_city",
        object_type="city",
        object_id=added.pk,
        slug=added.slug,
    )
    return added


def _free_slug(city: facts.CityFacts) -> str:
    """Return ``shiraz``, or ``shiraz-ir`` and then the GeoNames id where that is taken."""
    plain = slugify(city.name) or f"city-{city.principal_city}"
    choices = [plain, f"{plain}-{city.country.lower()}", f"{plain}-{city.principal_city}"]
    taken = set(City.objects.filter(slug__in=choices).values_list("slug", flat=True))
    return next(choice for choice in choices if choice not in taken)
