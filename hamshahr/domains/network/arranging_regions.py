"""The deeds by which the association arranges its regions, and who belongs to which."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_slug
from django.db import transaction
from django.db.models import Max

from hamshahr.commons.accounts.models import User
from hamshahr.commons.translation.languages import INTERFACE_LANGUAGES
from hamshahr.domains.network import facts
from hamshahr.domains.network.models import City, CountryPlace, Region
from hamshahr.domains.network.permissions import may_arrange_regions
from hamshahr.domains.network.queries import region_names
from hamshahr.kernel.audit.actions import record

_LONGEST_NAME = 100
_LONGEST_CODE = 40


class RegionRefused(ValueError):
    """The regions cannot be arranged so; the message says why, and what to do."""


@transaction.atomic
def add_region(*, code: str, names: Mapping[str, str], by: User) -> Region:
    """Add a region behind the others. ``names``: language code to name; English must be there."""
    _require_right(by)
    try:
        validate_slug(code)
    except ValidationError as error:
        raise RegionRefused(
            f"“{code[:60]}” is no code: use Latin letters, digits and hyphens."
        ) from error
    if len(code) > _LONGEST_CODE:
        raise RegionRefused(f"A code has at most {_LONGEST_CODE} characters.")
    if not names.get("en"):
        raise RegionRefused("A region needs a name in English, which is shown where none is kept.")
    _check_names(names)
    if Region.objects.filter(code=code).exists():
        raise RegionRefused(f"There is a region “{code}” already.")
    last = Region.objects.aggregate(last=Max("position"))["last"]
    added = Region.objects.create(
        code=code, names=dict(names), position=0 if last is None else last + 1
    )
    _record(by, deed="network.add_region", about=code, names=dict(names))
    return added


@transaction.atomic
def rename_region(*, code: str, names: Mapping[str, str], by: User) -> None:
    """Give a region other names; a language that is not named keeps its own."""
    _require_right(by)
    _check_names(names)
    region = _region(code)
    region.names = {**region.names, **names}
    region.save(update_fields=["names"])
    _record(by, deed="network.rename_region", about=code, names=dict(names))


@transaction.atomic
def order_regions(*, codes: Sequence[str], by: User) -> None:
    """Put the regions into this order; every region must be named once."""
    _require_right(by)
    known = {region.code: region for region in Region.objects.select_for_update()}
    if sorted(codes) != sorted(known):
        raise RegionRefused(f"Name each region once: {', '.join(known)}.")
    for position, code in enumerate(codes):
        Region.objects.filter(code=code).update(position=position)
    _record(by, deed="network.order_regions", about=",".join(codes)[:200])


@transaction.atomic
def remove_region(*, code: str, by: User) -> None:
    """Remove a region in which no city and no country stands."""
    _require_right(by)
    region = _region(code)
    cities, countries = region.cities.count(), region.countries.count()
    if cities or countries:
        raise RegionRefused(
            f"{_counted(cities, 'city', 'cities')} and "
            f"{_counted(countries, 'country', 'countries')} stand in the region “{code}”. "
            f"Move them first: hamshahr regions move --from {code} --to REGION"
        )
    region.delete()
    _record(by, deed="network.remove_region", about=code)


@transaction.atomic
def move_countries(*, countries: Sequence[str], to: str, by: User) -> int:
    """Move countries to a region, and those of their cities that stood where they stood.

    A city that was moved by itself stays where it is. Returns how many cities were moved.
    """
    _require_right(by)
    _region(to)
    moved = 0
    for code in dict.fromkeys(code.strip().upper() for code in countries):
        place = CountryPlace.objects.select_for_update().filter(country=code).first()
        if place is None:
            raise RegionRefused(_no_country(code))
        moved += City.objects.filter(country=code, region_id=place.region_id).update(region_id=to)
        _record(by, deed="network.move_country", about=code, before=place.region_id, after=to)
        place.region_id = to
        place.save(update_fields=["region"])
    return moved


@transaction.atomic
def move_city(*, slug: str, to: str, by: User) -> None:
    """Move one city to a region, wherever its country stands."""
    _require_right(by)
    _region(to)
    city = City.objects.select_for_update().filter(slug=slug).first()
    if city is None:
        raise RegionRefused(f"There is no city with the address “{slug[:80]}”.")
    _record(
        by, deed="network.move_city", about=city.slug, body=city.pk, before=city.region_id, after=to
    )
    city.region_id = to
    city.save(update_fields=["region"])


@transaction.atomic
def move_everything(*, source: str, to: str, by: User) -> int:
    """Move all countries and cities of one region to another; return how many cities."""
    _require_right(by)
    region, _ = _region(source), _region(to)
    if source == to:
        raise RegionRefused("Name two regions: from one, to another.")
    countries = region.countries.update(region_id=to)
    cities = region.cities.update(region_id=to)
    _record(
        by,
        deed="network.move_everything",
        about=source,
        after=to,
        countries=countries,
        cities=cities,
    )
    return cities


def _require_right(by: User) -> None:
    if not may_arrange_regions(by):
        raise PermissionDenied("Only the system arranges regions.")


def _region(code: str) -> Region:
    region = Region.objects.select_for_update().filter(code=code).first()
    if region is None:
        known = ", ".join(Region.objects.values_list("code", flat=True))
        raise RegionRefused(f"There is no region “{code[:60]}”; there are {known}.")
    return region


def _check_names(names: Mapping[str, str]) -> None:
    if not names:
        raise RegionRefused("Say a name, such as en=Africa.")
    for language, name in names.items():
        if language not in INTERFACE_LANGUAGES:
            spoken = ", ".join(INTERFACE_LANGUAGES)
            raise RegionRefused(f"“{language[:20]}” is no language of the interface ({spoken}).")
        if not name.strip() or len(name) > _LONGEST_NAME or not name.isprintable():
            raise RegionRefused(
                f"The name in {language} must be a line of 1 to {_LONGEST_NAME} characters."
            )


def _no_country(code: str) -> str:
    try:
        facts.country(code)
    except facts.UnknownCountry as error:
        return str(error)
    return f"The country {code} is not laid yet. Run: hamshahr migrate"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _record(by: User, *, deed: str, about: str, **details: Any) -> None:
    """Keep the deed, and let nobody read the regions of a moment ago."""
    record(by=by, deed=deed, object_type="region", object_id=about, **details)
    region_names.forget()
