"""Cities are made from packaged facts, each once, under an address of its own."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.domains.network import facts
from hamshahr.domains.network.actions import (
    FACTS_SOURCE,
    add_city_from_facts,
    load_regions,
    refresh_city_facts,
)
from hamshahr.domains.network.models import City, Region
from hamshahr.domains.network.permissions import may_see, visible_to
from hamshahr.domains.network.queries import country_name, known_country, region_names
from hamshahr.kernel.audit.models import AuditRecord
from tests.cast import LEILA, MASHHAD, PEOPLE, SHIRAZ

pytestmark = pytest.mark.django_db


def _add(name: str, country: str, geonames_id: int | None = None) -> City:
    found = facts.resolve(name, country, geonames_id)
    return add_city_from_facts(city=found, by=system_actor())


@pytest.fixture
def empty_map() -> None:
    """No city but those that the starter library stands on, under addresses out of the way."""
    for city in City.objects.all():
        City.objects.filter(pk=city.pk).update(slug=f"library-{city.pk}")


def test_a_city_carries_what_the_facts_say():
    city = _add(SHIRAZ.name, SHIRAZ.country)

    assert city.geonames_id == SHIRAZ.geonames_id
    assert (city.country, city.region_id, city.timezone) == ("IR", "asia-pacific", "Asia/Tehran")
    assert (city.name_in("fa"), city.name_in("ja")) == ("شیراز", "Shiraz")
    assert city.population > 1_000_000


def test_a_city_carries_what_the_maps_say():
    city = _add(SHIRAZ.name, SHIRAZ.country)

    assert (city.climate, city.density, city.coast) == ("Csa", "urban-centre", "inland")
    assert city.facts_edition == facts.EDITION


def test_cities_of_an_earlier_edition_are_brought_up_to_this_one_once():
    city, area = _add(SHIRAZ.name, SHIRAZ.country), _add("Greater Manchester", "GB")
    old = {"facts_edition": "", "climate": "", "coast": "", "population": 1}
    City.objects.filter(pk__in=[city.pk, area.pk]).update(**old, region_id="africa")

    assert refresh_city_facts(by=system_actor()) == 2
    assert refresh_city_facts(by=system_actor()) == 0
    city.refresh_from_db()
    area.refresh_from_db()
    assert (city.climate, city.population > 1_000_000) == ("Csa", True)
    assert (area.climate, area.population) == ("Cfb", None)
    assert city.region_id == area.region_id == "africa"  # where the association put them


def test_a_city_that_the_facts_do_not_know_keeps_what_it_has():
    city = _add(SHIRAZ.name, SHIRAZ.country)
    City.objects.filter(pk=city.pk).update(facts_edition="", geonames_id=1, climate="BSk")
    by_hand = _add("Dakar", "SN")
    City.objects.filter(pk=by_hand.pk).update(facts_edition="", source="the city", climate="Aw")

    assert refresh_city_facts(by=system_actor()) == 0
    assert City.objects.get(pk=city.pk).climate == "BSk"
    assert City.objects.get(pk=by_hand.pk).climate == "Aw"
    assert by_hand.source == FACTS_SOURCE


def test_a_city_without_coordinates_stands_in_its_country_all_the_same():
    city = City.objects.create(
        slug="nowhere-yet", name="Nowhere Yet", country="IR", region_id="asia-pacific", source="us"
    )

    assert (city.latitude, city.climate, city.name_in("fa")) == (None, "", "Nowhere Yet")


def test_a_city_is_made_once_by_whatever_name():
    by_persian, by_english = _add(MASHHAD.name, "IR"), _add("Mashhad", "IR")

    assert by_persian == by_english
    made = AuditRecord.objects.filter(deed="network.add_city", object_id=by_english.pk)
    assert made.count() <= 1


def test_cities_of_one_name_in_two_countries_have_two_addresses(empty_map):
    assert _add("Córdoba", "ES").slug == "cordoba"
    assert _add("Córdoba", "AR").slug == "cordoba-ar"


def test_cities_of_one_name_in_one_country_have_as_many_addresses(empty_map):
    ids = (4509177, 4188985, 4256038)

    slugs = [_add("Columbus", "US", number).slug for number in ids]
    assert slugs == ["columbus", "columbus-us", "columbus-4256038"]


def test_an_area_is_no_city_and_both_may_be_there(empty_map):
    area, city = _add("Greater Manchester", "GB"), _add("Manchester", "GB")

    assert area != city
    assert (area.kind, area.geonames_id, area.population) == ("metropolitan area", None, None)
    assert (area.latitude, area.timezone) == (city.latitude, city.timezone)
    assert _add("Greater Manchester", "GB") == area


def test_two_areas_around_one_city_are_two(empty_map):
    paris, region = _add("Métropole du Grand Paris", "FR"), _add("Île-de-France", "FR")

    assert paris != region
    assert paris.slug != region.slug


def test_a_city_stands_once_in_the_database():
    city = _add(SHIRAZ.name, SHIRAZ.country)
    twin = City(slug="shiraz-again", name="Shiraz", country="IR", region_id=city.region_id)
    twin.geonames_id = city.geonames_id
    with pytest.raises(IntegrityError, match="one_city_an_identity"), transaction.atomic():
        twin.save()


def test_an_area_stands_once_in_the_database():
    area = _add("Greater Manchester", "GB")
    twin = City(slug="greater", name=area.name, kind=area.kind, country="GB")
    twin.region_id = area.region_id
    with pytest.raises(IntegrityError, match="one_area_a_name"), transaction.atomic():
        twin.save()


@pytest.mark.parametrize(
    ("said", "broken"),
    [
        ({"latitude": None}, "coordinates_come_in_pairs"),
        ({"latitude": 91.0}, "coordinates_come_in_pairs"),
        ({"longitude": -180.5}, "coordinates_come_in_pairs"),
        ({"country": "ir"}, "country_is_iso_alpha_2"),
    ],
)
def test_the_database_keeps_facts_in_bounds(said, broken):
    city = _add(SHIRAZ.name, SHIRAZ.country)
    with pytest.raises(IntegrityError, match=broken), transaction.atomic():
        City.objects.filter(pk=city.pk).update(**said)


def test_laying_the_regions_again_keeps_the_names_that_were_edited():
    Region.objects.filter(code="africa").update(names={"en": "All of Africa"})
    load_regions(by=system_actor())

    assert region_names("en")["africa"] == "All of Africa"
    assert region_names("fa")["africa"] != ""


@pytest.mark.parametrize("language", ["fa", "en", "fr", "es", "ar"])
def test_every_region_is_named_in_every_language(language):
    names = region_names(language)

    assert set(names) == {region.code for region in facts.regions()}
    assert all(names[code] != code for code in names)


def test_countries_are_named_and_unknown_ones_are_not():
    assert country_name("IR", "fa") == "ایران"
    assert country_name("ZZ", "fa") == "ZZ"
    assert [known_country(code) for code in ("IR", "ZZ", "", "iran")] == [True, False, False, False]


def test_a_person_adds_no_city_and_lays_no_regions():
    with pytest.raises(PermissionDenied):
        add_city_from_facts(city=facts.resolve("Dakar", "SN"), by=LEILA.account())
    with pytest.raises(PermissionDenied):
        load_regions(by=LEILA.account())
    with pytest.raises(PermissionDenied):
        refresh_city_facts(by=LEILA.account())


def test_the_rule_for_one_and_the_rule_for_lists_agree_over_the_cast():
    for by in [None, system_actor(), *(person.account() for person in PEOPLE)]:
        allowed = {city.pk for city in City.objects.all() if may_see(by, city)}
        assert set(visible_to(by).values_list("pk", flat=True)) == allowed
