"""Climate, settlement, shore, income and languages: what is known, and where it comes from."""

from typing import get_args

import pytest

from hamshahr.domains.network import facts
from hamshahr.domains.network.facts import AmbiguousCity, classes, country, resolve
from hamshahr.domains.network.facts.gazetteer import gazetteer_of


def test_a_city_has_the_climate_settlement_and_shore_that_the_maps_give():
    places = [resolve("Shiraz", "IR"), resolve("Barcelona", "ES"), resolve("Seoul", "KR")]

    assert [place.climate for place in places] == ["Csa", "Csa", "Cwa"]
    assert [place.coast for place in places] == ["inland", "coast", "near"]
    assert {place.density for place in places} == {"urban-centre"}


def test_what_the_maps_do_not_know_stays_empty():
    bridgetown = resolve("Bridgetown", "BB")

    assert bridgetown.climate == ""
    assert bridgetown.coast == "coast"


def test_a_city_whose_point_lies_outside_it_is_told_by_what_is_built_around():
    # GeoNames' point of Dubai lies in the desert, some kilometres from where its people live
    assert resolve("Dubai", "AE").density == "urban-centre"


def test_an_area_borrows_climate_and_coast_but_has_no_density():
    area, city = resolve("Greater Manchester", "GB"), resolve("Manchester", "GB")

    assert (area.climate, area.coast) == (city.climate, city.coast) == ("Cfb", "near")
    assert (area.density, city.density) == ("", "urban-centre")


@pytest.mark.parametrize(
    ("name", "iso2", "geonames_id"),
    [
        ("Kashan", "IR", 128476),
        ("کاشان", "IR", 128476),
        ("Changhua", "TW", 1679136),
        ("Maragheh", "IR", 124877),  # kept by hand: its namesake is a village far away
        ("مراغه", "IR", 124877),
    ],
)
def test_a_city_that_geonames_lists_twice_is_one(name, iso2, geonames_id):
    assert resolve(name, iso2).geonames_id == geonames_id


@pytest.mark.parametrize(
    ("name", "iso2"), [("Suzhou", "CN"), ("Columbus", "US"), ("Nurabad", "IR"), ("Belmont", "US")]
)
def test_two_cities_of_one_name_in_one_country_are_asked_about(name, iso2):
    with pytest.raises(AmbiguousCity, match="Say which one by its GeoNames id"):
        resolve(name, iso2)


def test_every_class_of_every_place_is_a_known_one():
    for iso2 in facts.countries():
        for place in gazetteer_of(iso2).by_id.values():
            assert place.climate in {"", *classes.CLIMATES}
            assert place.density in {"", *classes.DENSITY_CLASSES}
            assert place.coast in classes.COAST_BANDS


def test_countries_have_an_income_group_and_official_languages_where_these_are_known():
    assert (country("IR").income_group, country("IR").languages) == ("lower-middle", ("fa",))
    assert country("CA").languages == ("en", "fr")
    assert country("VE").income_group == ""  # the World Bank has left it unclassified
    for known in facts.countries().values():
        assert known.income_group in {"", *classes.INCOME_GROUPS}


def test_every_kind_of_fact_names_its_source_edition_and_licence():
    assert set(facts.SOURCES) == set(get_args(facts.FactKind))
    for source in facts.SOURCES.values():
        assert source.name
        assert source.url.startswith("https://")
        assert source.licence
        assert source.year in {None, source.edition_year}
    assert (
        facts.SOURCES["population"].year is None
    )  # GeoNames does not say when people were counted
