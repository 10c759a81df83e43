"""Deeds on cities: placing one with its packaged facts, and keeping these up to date."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import slugify

from hamshahr.commons.accounts.models import User
from hamshahr.domains.network import facts
from hamshahr.domains.network.models import City, CountryPlace, FormerAddress, Region
from hamshahr.domains.network.permissions import may_add_from_facts
from hamshahr.kernel.audit.actions import record

FACTS_SOURCE = "GeoNames (CC BY 4.0), CLDR; see domains/network/facts/SOURCES.md"

# What a new edition of the packaged facts may change. Name, address and region stay: people have
# written them down, or decided them.
_FACTS = (
    "latitude",
    "longitude",
    "population",
    "timezone",
    "climate",
    "density",
    "coast",
    "facts_edition",
    "found_by",
    "sort_keys",
)
_BATCH = 500


@transaction.atomic
def load_regions(*, by: User) -> None:
    """Lay the packaged regions on an instance that has none, and put new countries into theirs.

    The packaged list is only the start: where the association has arranged its regions, they stay
    as they are. A country whose packaged region is no more goes into the first one.
    """
    if not may_add_from_facts(by):
        raise PermissionDenied("Only the system lays regions.")
    if not Region.objects.exists():
        Region.objects.bulk_create(
            Region(code=region.code, names=dict(region.names), position=position)
            for position, region in enumerate(facts.regions())
        )
    codes = list(Region.objects.values_list("code", flat=True))
    CountryPlace.objects.bulk_create(
        [
            CountryPlace(
                country=country.iso2,
                region_id=country.region if country.region in codes else codes[0],
            )
            for country in facts.countries().values()
        ],
        ignore_conflicts=True,
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
        return found.merged_into or found
    place = CountryPlace.objects.filter(country=city.country).first()
    added = City(
        slug=_free_slug(city),
        name=city.name,
        names=dict(city.names),
        kind=city.kind,
        country=city.country,
        region_id=place.region_id if place else city.region,
        geonames_id=city.geonames_id,
        source=FACTS_SOURCE,
    )
    _take_over(added, city)
    added.save(force_insert=True)
    record(
        by=by,
        deed="network.add_city",
        object_type="city",
        object_id=added.pk,
        body=added.pk,
        slug=added.slug,
    )
    return added


@transaction.atomic
def refresh_city_facts(*, by: User) -> int:
    """Bring cities that were placed with an earlier edition up to this one; return how many.

    A city that this edition no longer knows keeps what it has.
    """
    if not may_add_from_facts(by):
        raise PermissionDenied("Only the system refreshes packaged facts.")
    behind = City.objects.filter(source=FACTS_SOURCE).exclude(facts_edition=facts.EDITION)
    refreshed = []
    for city in behind.select_for_update():
        try:
            known = facts.resolve(city.name, city.country, city.geonames_id)
        except facts.CityFactsError:
            continue
        _take_over(city, known)
        city.keep_names()
        refreshed.append(city)
    City.objects.bulk_update(refreshed, _FACTS, batch_size=_BATCH)
    if refreshed:
        record(
            by=by,
            deed="network.refresh_city_facts",
            object_type="facts",
            object_id=facts.EDITION,
            cities=len(refreshed),
        )
    return len(refreshed)


def _take_over(city: City, known: facts.CityFacts) -> None:
    city.latitude, city.longitude = known.latitude, known.longitude
    city.population = known.population
    city.timezone = known.timezone
    city.climate, city.density, city.coast = known.climate, known.density, known.coast
    city.facts_edition = facts.EDITION


def _free_slug(city: facts.CityFacts) -> str:
    """Return ``shiraz``, or ``shiraz-ir`` and then the GeoNames id where that is taken."""
    plain = slugify(city.name) or f"city-{city.principal_city}"
    choices = [plain, f"{plain}-{city.country.lower()}", f"{plain}-{city.principal_city}"]
    taken = {
        *City.objects.filter(slug__in=choices).values_list("slug", flat=True),
        *FormerAddress.objects.filter(slug__in=choices).values_list("slug", flat=True),
    }
    return next(choice for choice in choices if choice not in taken)
