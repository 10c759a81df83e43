"""The association arranges its regions; the packaged list is only the start."""

import pytest
from django.core.exceptions import PermissionDenied

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.domains.network import arranging_regions as deeds
from hamshahr.domains.network import facts
from hamshahr.domains.network.actions import add_city_from_facts, load_regions
from hamshahr.domains.network.arranging_regions import RegionRefused
from hamshahr.domains.network.models import City, CountryPlace, Region
from hamshahr.domains.network.queries import region_names
from hamshahr.kernel.audit.models import AuditRecord
from tests.cast import LEILA

pytestmark = pytest.mark.django_db

GULF = {"en": "The Gulf", "ar": "الخليج"}


@pytest.fixture
def gulf() -> Region:
    return deeds.add_region(code="gulf", names=GULF, by=system_actor())


def _place(name: str, country: str) -> City:
    return add_city_from_facts(city=facts.resolve(name, country), by=system_actor())


def _region_of(city: City) -> str:
    return City.objects.get(pk=city.pk).region_id


def test_a_region_is_added_behind_the_others_and_named_at_once(gulf):
    region_names("en")
    assert [*Region.objects.all()][-1] == gulf

    deeds.rename_region(code="gulf", names={"fr": "Le Golfe"}, by=system_actor())
    names = [region_names(code)["gulf"] for code in ("en", "fr", "ar")]
    assert names == ["The Gulf", "Le Golfe", "الخليج"]


def test_a_country_moves_with_its_cities_and_with_those_to_come(gulf):
    dubai = _place("Dubai", "AE")
    assert deeds.move_countries(countries=["ae", "AE"], to="gulf", by=system_actor()) >= 1

    assert _region_of(dubai) == "gulf"
    assert _place("Fujairah", "AE").region_id == "gulf"


def test_a_city_that_was_moved_alone_stays_where_it_is_when_its_country_moves(gulf):
    istanbul, ankara = _place("Istanbul", "TR"), _place("Ankara", "TR")
    deeds.move_city(slug=istanbul.slug, to="asia-pacific", by=system_actor())
    deeds.move_countries(countries=["TR"], to="gulf", by=system_actor())

    assert (_region_of(istanbul), _region_of(ankara)) == ("asia-pacific", "gulf")


def test_a_region_with_cities_is_not_removed_and_the_sentence_says_what_to_do():
    with pytest.raises(RegionRefused, match=r"^\d+ cities and 60 countries stand .* Move them"):
        deeds.remove_region(code="africa", by=system_actor())

    assert Region.objects.filter(code="africa").exists()


def test_an_emptied_region_is_removed_and_is_not_laid_again(gulf):
    deeds.move_everything(source="europe", to="gulf", by=system_actor())
    deeds.remove_region(code="europe", by=system_actor())
    CountryPlace.objects.filter(country="FR").delete()  # as if it were new in an edition
    load_regions(by=system_actor())

    assert not Region.objects.filter(code="europe").exists()
    assert CountryPlace.objects.get(country="FR").region_id == Region.objects.first().code
    assert CountryPlace.objects.get(country="DE").region_id == "gulf"


def test_regions_stand_in_the_order_that_was_given(gulf):
    codes = ["gulf", "europe", "africa", "north-america", "asia-pacific", "latin-america-caribbean"]
    deeds.order_regions(codes=codes, by=system_actor())

    assert [region.code for region in Region.objects.all()] == codes


@pytest.mark.parametrize("codes", [["africa"], ["africa"] * 5, []])
def test_an_order_names_every_region_once(codes):
    with pytest.raises(RegionRefused, match="Name each region once: africa, asia-pacific"):
        deeds.order_regions(codes=codes, by=system_actor())


@pytest.mark.parametrize(
    ("code", "names", "told"),
    [
        ("africa", {"en": "Africa"}, "already"),
        ("the gulf", {"en": "The Gulf"}, "is no code"),
        ("خلیج", {"en": "The Gulf"}, "is no code"),
        ("g" * 41, {"en": "The Gulf"}, "at most 40"),
        ("gulf", {"fa": "خلیج"}, "in English"),
        ("gulf", {"en": "The Gulf", "de": "Golf"}, "no language of the interface"),
        ("gulf", {"en": "The\nGulf"}, "a line of 1 to 100"),
        ("gulf", {"en": "x" * 101}, "a line of 1 to 100"),
    ],
)
def test_a_region_that_cannot_be_is_refused_in_words(code, names, told):
    with pytest.raises(RegionRefused, match=told):
        deeds.add_region(code=code, names=names, by=system_actor())


def test_what_is_not_there_is_not_moved():
    for move in (
        lambda: deeds.move_countries(countries=["IR", "ZZ"], to="europe", by=system_actor()),
        lambda: deeds.move_countries(countries=["IR"], to="gulf", by=system_actor()),
        lambda: deeds.move_city(slug="nowhere", to="europe", by=system_actor()),
        lambda: deeds.move_everything(source="europe", to="europe", by=system_actor()),
    ):
        with pytest.raises(RegionRefused):
            move()
    assert CountryPlace.objects.get(country="IR").region_id == "asia-pacific"


def test_every_arrangement_is_recorded_and_a_person_makes_none(gulf):
    deeds.move_countries(countries=["QA"], to="gulf", by=system_actor())
    moved = AuditRecord.objects.get(deed="network.move_country", object_id="QA")
    assert moved.details == {"before": "asia-pacific", "after": "gulf"}

    with pytest.raises(PermissionDenied):
        deeds.remove_region(code="gulf", by=LEILA.account())
    with pytest.raises(PermissionDenied):
        deeds.move_city(slug="shiraz", to="gulf", by=LEILA.account())
