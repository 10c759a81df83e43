"""A city is found by the name that people write, and every refusal says what to do."""

import json
import time
import tracemalloc
from importlib import resources

import pytest

from hamshahr.domains.network import facts
from hamshahr.domains.network.facts import (
    AmbiguousCity,
    CityFactsError,
    UnknownCity,
    UnknownCountry,
    UnreadableName,
    country,
    regions,
    resolve,
)
from hamshahr.domains.network.facts.folding import fold_name
from hamshahr.domains.network.facts.gazetteer import gazetteer_of

LANGUAGES = {"fa", "en", "fr", "es", "ar"}

CITIES_OF_THE_LIBRARY = """
AE Abu Dhabi; Dubai
AL Tirana
AR Buenos Aires; Rosario; Santa Fe
AT Vienna
AU Melbourne
BE Brussels; Mechelen
BF Ouagadougou
BO La Paz
BR Belo Horizonte; Boa Vista; Curitiba; Florianópolis; Fortaleza; Maricá; Porto Alegre
BR Rio de Janeiro; Sobral; São Paulo
CA Montreal; Toronto; Vancouver
CD Kinshasa
CH Genève
CL Santiago
CM Dschang; Yaoundé
CN Shanghai
CO Bogotá; Cali; Manizales; Medellín
CR Curridabat
CU Havana
DE Berlin; Frankfurt; Freiburg im Breisgau; Leipzig; Stuttgart
DK Copenhagen
DO Santo Domingo
EC Quito
EE Tallinn
EG Cairo
ES Barcelona; Madrid; Pontevedra; Seville; Vitoria-Gasteiz
ET Addis Ababa
FI Helsinki
FR Nantes; Paris; Rennes; Strasbourg
GB Edinburgh; Glasgow; Greater Manchester; Liverpool; London; Preston
GE Tbilisi
GH Accra
GN Conakry
HR Dubrovnik
ID Surabaya; Surakarta
IN Ahmedabad; Delhi; Pune
IQ Erbil
IR Ahvaz; Isfahan; Karaj; Mashhad; Shiraz; Tabriz; Tehran; Zahedan
IS Reykjavík
IT Bologna; Milan; Palermo; Reggio Emilia; Venice
JM Kingston
JO Amman
JP Tokyo; Toyama; Yokohama
KH Phnom Penh
KR Seoul
MA Casablanca; Essaouira; Fez; Marrakesh
MG Antananarivo
MN Ulaanbaatar
MX Guadalajara; Mexico City
MY George Town
MZ Beira; Maputo
NA Windhoek
NG Lagos
NL Amsterdam; Rotterdam
NO Stavanger
NZ Auckland
PH Cebu
PK Peshawar
PL Gdańsk; Kraków
PR San Juan
PS Hebron
PT Amadora; Lisbon; Porto
RW Kigali
SA Riyadh
SB Honiara
SE Stockholm; Växjö
SG Singapore
SL Freetown
SN Dakar
TG Lomé
TH Bangkok
TN Sfax
TR Istanbul
TW Taipei
TZ Dar es Salaam
UA Kyiv
UG Kampala
US Baltimore; Boston; Cleveland; Denver; Detroit; Houston; Minneapolis
US Minneapolis–Saint Paul; New York; Philadelphia; Phoenix
UY Montevideo
ZA Cape Town; Durban; Johannesburg
"""
PAIRS = [
    (name, line[:2])
    for line in CITIES_OF_THE_LIBRARY.strip().splitlines()
    for name in line[3:].split("; ")
]


@pytest.mark.parametrize(("name", "iso2"), PAIRS)
def test_every_city_of_the_library_has_its_place_and_its_name_in_each_language(name, iso2):
    city = resolve(name, iso2)

    assert city.country == iso2
    assert set(city.names) == LANGUAGES
    assert all(city.names.values())
    assert "/" in city.timezone
    assert city.population is None or city.population > 15_000


@pytest.mark.parametrize(
    ("written", "iso2", "geonames_id"),
    [
        ("São Paulo", "BR", 3448439),
        ("Sao paulo", "BR", 3448439),
        ("SAO-PAULO", "BR", 3448439),
        ("تهران", "IR", 112931),
        ("طهران", "IR", 112931),
        ("ﺗﻬﺮﺍﻥ", "IR", 112931),  # presentation forms, as old PDFs give them
        ("\u202btehran\u202c", "ir", 112931),
        ("Isfahan", "IR", 418863),
        ("Esfahan", "IR", 418863),
        ("کرمان‌شاه", "IR", 128226),
        ("كرمانشاه", "IR", 128226),  # with Arabic kaf
        ("George Town", "MY", 1735106),
        ("George Town", "KY", 3580661),
        ("Fuzhou", "CN", 1810821),  # in Fujian
        ("San Juan", "PR", 4568127),
        ("Kyiv", "UA", 703448),
        ("Kiev", "UA", 703448),
        ("Київ", "UA", 703448),
        ("Cali", "CO", 3687925),
        ("La Paz", "BO", 3911925),
        ("Santiago", "CL", 3871336),
        ("Santiago de Chile", "CL", 3871336),
        ("Cebu", "PH", 1717512),
        ("Cebu City", "PH", 1717512),
        ("Genève", "CH", 2660646),
        ("Geneva", "CH", 2660646),
        ("ژنو", "CH", 2660646),
        ("Xi’an", "CN", 1790630),
        ("Xian", "CN", 1790630),
        ("東京", "JP", 1850147),
        ("Durban (eThekwini)", "ZA", 1007311),
        ("Barcelona (city)", "ES", 3128760),
        ("Paris, France", "FR", 2988507),
        ("Frankfurt (Oder)", "DE", 2925535),
        ("Springfield, IL", "US", 4250542),
        ("Baroda", "IN", 1253573),  # Vadodara's former name, not the small town
    ],
)
def test_a_city_is_found_however_its_name_is_written(written, iso2, geonames_id):
    assert resolve(written, iso2).geonames_id == geonames_id


def test_the_facts_of_a_city_are_complete():
    tehran = resolve("Tehran", "IR")

    assert tehran.name == "Tehran"
    assert tehran.region == "asia-pacific"
    assert tehran.kind == "city"
    assert (round(tehran.latitude), round(tehran.longitude)) == (36, 51)
    assert tehran.timezone == "Asia/Tehran"
    assert tehran.names["fa"] == "تهران"
    assert tehran.names["fr"] == "Téhéran"
    assert tehran.local_names == ("تهران",)


def test_facts_cannot_be_changed_by_a_reader():
    shiraz = resolve("Shiraz", "IR")

    with pytest.raises(AttributeError):
        shiraz.population = 1  # type: ignore[misc]  # the point of the test
    with pytest.raises(TypeError):
        shiraz.names["fa"] = "x"  # type: ignore[index]  # the point of the test
    assert {shiraz: "hashable"}[resolve("شیراز", "IR")] == "hashable"


def test_a_city_without_kept_names_has_its_main_name_only():
    rasht = resolve("Rasht", "IR")

    assert rasht.name == "Rasht"
    assert dict(rasht.names) == {}


def test_springfield_is_ambiguous_and_the_candidates_are_told_largest_first():
    with pytest.raises(AmbiguousCity) as refusal:
        resolve("Springfield", "US")

    populations = [place.population for place in refusal.value.candidates]
    assert {place.admin1 for place in refusal.value.candidates} >= {"MO", "MA", "IL", "OR"}
    assert populations == sorted(populations, reverse=True)
    sentence = str(refusal.value)
    assert sentence.startswith("“Springfield” could be any of 8 places (country: United States)")
    assert "GeoNames id 4409896, division MO" in sentence
    assert "and 3 more" in sentence


def test_an_ambiguous_name_is_settled_by_the_geonames_id():
    assert resolve("Springfield", "US", geonames_id=4951788).geonames_id == 4951788


def test_an_id_of_another_country_is_refused():
    with pytest.raises(UnknownCity, match="GeoNames id 112931"):
        resolve("Tehran", "US", geonames_id=112931)


def test_among_equals_the_clearly_larger_is_meant():
    assert resolve("Portland", "US").timezone == "America/Los_Angeles"
    with pytest.raises(AmbiguousCity):
        resolve("Columbus", "US")


def test_a_main_name_comes_before_another_citys_other_name():
    # Delhi, 35 times larger, is called New Delhi too.
    assert resolve("New Delhi", "IN").geonames_id == 1261481


@pytest.mark.parametrize(
    ("written", "iso2", "meant"),
    [
        ("Shirza", "IR", "Shiraz"),
        ("Xhiraz", "IR", "Shiraz"),
        ("Los Angles", "US", "Los Angeles"),
        ("Medelin City", "CO", "Medellín"),
    ],
)
def test_an_unknown_name_brings_close_ones(written, iso2, meant):
    with pytest.raises(UnknownCity) as refusal:
        resolve(written, iso2)

    assert meant in refusal.value.suggestions
    assert len(refusal.value.suggestions) <= 3
    assert f"“{written}”" in str(refusal.value)
    assert f"“{meant}”" in str(refusal.value)


def test_a_name_like_no_other_brings_no_suggestion():
    with pytest.raises(UnknownCity) as refusal:
        resolve("Qwxzyqwxzy", "IS")

    assert refusal.value.suggestions == ()
    assert str(refusal.value) == (
        "No city called “Qwxzyqwxzy” is in the packaged facts (country: Iceland)."
    )


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "The name of the city is empty."),
        (" \n", "The name of the city is empty."),
        ("?!…", "The name of the city holds no letter."),
        ("\u202e\u200f", "The name of the city holds no letter."),
        ("Teh\0ran", "The name of the city holds a character that is no text (U+0000)."),
        ("Teh\ud800ran", "The name of the city holds a character that is no text (U+D800)."),
        ("a" * 10_000, "The name of the city has 10,000 characters; at most 200 are read."),
    ],
)
def test_an_unreadable_name_is_refused_in_plain_words(name, sentence):
    with pytest.raises(UnreadableName) as refusal:
        resolve(name, "IR")

    assert str(refusal.value) == sentence


@pytest.mark.parametrize("code", ["", "ZZ", "IRN", "AQ", "i", "\0\0", "../IR", "ایران", "I" * 9999])
def test_an_unknown_country_is_refused_in_one_printable_line(code):
    with pytest.raises(UnknownCountry) as refusal:
        resolve("Tehran", code)

    assert str(refusal.value).isprintable()
    assert len(str(refusal.value)) < 250


def test_one_except_clause_catches_every_refusal():
    for refusal in (AmbiguousCity, UnknownCity, UnknownCountry, UnreadableName):
        assert issubclass(refusal, CityFactsError)
        assert issubclass(refusal, ValueError)


def test_an_area_borrows_the_place_of_its_principal_city_but_not_its_people():
    area = resolve("Minneapolis-Saint Paul", "US")
    city = resolve("Minneapolis", "US")

    assert area.kind == "metropolitan area"
    assert area.geonames_id is None
    assert area.population is None
    assert area.principal_city == city.geonames_id
    assert (area.latitude, area.longitude) == (city.latitude, city.longitude)


@pytest.mark.parametrize(
    ("written", "iso2", "kind"),
    [
        ("Greater Manchester", "GB", "metropolitan area"),
        ("منچستر بزرگ", "GB", "metropolitan area"),
        ("São Paulo (state)", "BR", "province or state"),
        ("São Paulo (city)", "BR", "city"),
        ("Gauteng (province)", "ZA", "province or state"),
        ("Île-de-France", "FR", "region"),
        ("Brussels-Capital Region", "BE", "region"),
        ("Turin (metropolitan city)", "IT", "metropolitan area"),
    ],
)
def test_a_state_or_an_area_is_not_taken_for_its_city(written, iso2, kind):
    assert resolve(written, iso2).kind == kind


def test_an_unknown_state_is_not_taken_for_a_city_of_its_name():
    with pytest.raises(UnknownCity):
        resolve("Lagos (state)", "NG")


def test_the_five_regions_have_a_label_in_each_language():
    assert [region.code for region in regions()] == [
        "africa",
        "asia-pacific",
        "europe",
        "latin-america-caribbean",
        "north-america",
    ]
    assert all(set(region.names) == LANGUAGES for region in regions())
    assert {region.code: region.names["fa"] for region in regions()}["europe"] == "اروپا"


@pytest.mark.parametrize(
    ("iso2", "region"),
    [
        ("TR", "europe"),
        ("RU", "europe"),
        ("XK", "europe"),
        ("MX", "north-america"),
        ("CA", "north-america"),
        ("CR", "latin-america-caribbean"),
        ("PR", "latin-america-caribbean"),
        ("IR", "asia-pacific"),
        ("IQ", "asia-pacific"),
        ("PS", "asia-pacific"),
        ("AE", "asia-pacific"),
        ("TW", "asia-pacific"),
        ("AU", "asia-pacific"),
        ("EG", "africa"),
    ],
)
def test_a_country_stands_in_the_associations_region(iso2, region):
    assert country(iso2).region == region


def test_every_country_has_a_region_and_a_name_in_each_language():
    codes = json.loads(_data("countries.json"))
    known = {region.code for region in regions()}

    assert len(codes) == 249
    for iso2 in codes:
        found = country(iso2)
        assert found.region in known
        assert len(found.iso3) == 3
        assert set(found.names) == LANGUAGES
        assert not any("(" in name for name in found.names.values()) or iso2 in {"CC", "SX"}


def test_country_names_are_the_ones_that_people_write():
    assert country("PS").names["en"] == "Palestine"
    assert country("HK").names["fr"] == "Hong Kong"
    assert country("CD").names["fa"] == "جمهوری دموکراتیک کنگو"
    assert country("ir").names["fa"] == "ایران"


def test_persian_names_are_written_with_persian_letters():
    kept = json.loads(_data("city-names.json"))
    persian = [entry["names"]["fa"][0] for entry in kept.values()]

    assert len(persian) >= 190
    assert not [name for name in persian if set(name) & set("يىكة")]


def test_every_kept_name_says_its_source():
    for entry in json.loads(_data("city-names.json")).values():
        for _, source in (*entry["names"].values(), *entry["local"]):
            assert source in {"GeoNames", "editor"}


def test_every_identity_stands_on_a_packaged_place_and_gives_its_reason():
    for identity in json.loads(_data("identities.json"))["identities"]:
        city = resolve(identity["name"], identity["country"])
        assert city.principal_city in gazetteer_of(identity["country"]).by_id
        assert identity["reason"].endswith(".")
        assert (city.geonames_id is None) == (city.kind != "city")


def test_every_country_with_places_is_known_and_none_is_lost():
    places = [gazetteer_of(iso2).by_id for iso2 in json.loads(_data("countries.json"))]

    assert sum(map(len, places)) == 34_006


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tromsø", "tromso"),
        ("Łódź", "LODZ"),
        ("İstanbul", "istanbul"),
        ("Straße", "strasse"),
        ("علي", "علی"),
        ("مكة", "مکه"),
        ("تـــهران", "تِهران"),
        ("Saint-Étienne", "saint etienne"),
    ],
)
def test_two_spellings_of_a_name_fold_alike(one, other):
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(("one", "other"), [("दिल्ली", "दलाल"), ("はり", "ばり")])
def test_marks_that_carry_sound_keep_names_apart(one, other):
    assert fold_name(one) != fold_name(other)


def test_a_hundred_thousand_lines_are_resolved_within_seconds():
    began = time.perf_counter()
    for number in range(100_000):
        resolve(*PAIRS[number % len(PAIRS)])

    assert time.perf_counter() - began < 30  # takes one to two on two quiet cores


def test_the_same_wrong_name_on_many_lines_stays_fast():
    began = time.perf_counter()
    for _ in range(5_000):
        with pytest.raises(UnknownCity):
            resolve("Filadelfya", "US")

    assert time.perf_counter() - began < 10  # without memory of suggestions: a minute


def test_one_country_is_read_without_the_others():
    gazetteer_of.cache_clear()
    tracemalloc.start()
    try:
        resolve("Reykjavík", "IS")
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert gazetteer_of.cache_info().currsize == 1
    assert held < 2_000_000  # all countries together hold 50 million bytes


def _data(name: str) -> str:
    return (resources.files(facts) / "data" / name).read_text(encoding="utf-8")
