"""A line belongs to a city of the packaged facts and to topics of the vocabulary, by name."""

import pytest

from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.network.models import City
from hamshahr.domains.topics.models import TopicLabel
from tests.cast import MASHHAD, bare_line, line

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"city": "Shirz", "country_iso2": "IR"}, "city: No city called “Shirz”"),
        ({"city": "", "country_iso2": "IR"}, "city: must not be empty"),
        ({"city": "123", "country_iso2": "IR"}, "city: No city called “123”"),
        ({"city": "؟!", "country_iso2": "IR"}, "city: The name of the city holds no letter"),
        ({"city": "Shiraz", "country_iso2": "ZZ"}, "country_iso2: "),
        ({"city": "Shiraz", "country_iso2": "IRN"}, "country_iso2: “IRN” is not of the form"),
        ({"city": "Shiraz", "country_iso2": "FR"}, "city: No city called “Shiraz”"),
        (
            {"city": "Shiraz", "country_iso2": "IR", "geonames_id": 124665999},
            "geonames_id: No city with the GeoNames id",
        ),
    ],
)
def test_a_city_that_cannot_be_found_is_told(refused, said, told):
    assert refused(bare_line(**said)).startswith(told)


def test_a_city_that_is_nearly_known_is_suggested(refused):
    assert "Did you mean “Shiraz”?" in refused(bare_line(city="Sihraz", country_iso2="IR"))


def test_an_ambiguous_city_asks_for_its_geonames_id_once(refused):
    told = refused(bare_line(city="Columbus", country_iso2="US"))

    assert "Columbus (GeoNames id 4509177, division OH, 913,175 inhabitants)" in told
    assert told.endswith("Say which with geonames_id.")
    assert told.count("Say which") == 1


def test_an_ambiguous_city_is_found_by_its_geonames_id(desk):
    desk.bring_in(bare_line(city="Columbus", country_iso2="us", geonames_id="4188985"))

    city = Experience.objects.get(code="dakar-gutters").city
    assert (city.name, city.country, city.geonames_id) == ("Columbus", "US", 4188985)


def test_two_cities_of_one_name_are_two(desk):
    desk.bring_in(
        bare_line("one", city="Columbus", country_iso2="US", geonames_id=4188985),
        bare_line("other", city="Columbus", country_iso2="US", geonames_id=4509177),
    )

    slugs = set(City.objects.filter(name="Columbus").values_list("slug", flat=True))
    assert slugs == {"columbus", "columbus-us"}


def test_a_city_is_found_by_its_name_in_its_own_language(desk):
    desk.bring_in(bare_line(**MASHHAD.named))

    assert Experience.objects.get(code="dakar-gutters").city.geonames_id == MASHHAD.geonames_id


def test_an_area_that_is_no_city_is_found_too(desk):
    desk.bring_in(bare_line(city="Greater Manchester", country_iso2="GB"))

    area = Experience.objects.get(code="dakar-gutters").city
    assert (area.kind, area.geonames_id, area.population) == ("metropolitan area", None, None)


@pytest.mark.parametrize("language", ["fa", "en", "fr", "es", "ar"])
def test_a_topic_is_found_by_every_label_of_each_language(desk, language):
    labels = TopicLabel.objects.filter(language=language).order_by("pk")
    texts = list(labels.values_list("text", flat=True))
    assert len(texts) > 100
    desk.bring_in(bare_line(topics=texts))

    codes = set(labels.values_list("topic_id", flat=True))
    found = Experience.objects.get(code="dakar-gutters").topics.values_list("code", flat=True)
    # A word that two languages use for different topics is taken in its English sense
    assert len(codes - set(found)) <= 2


@pytest.mark.parametrize("said", ["smart-traffic", "Smart  TRAFFIC", "smart traffic"])
def test_a_topic_is_found_by_its_code_and_whatever_the_case(desk, said):
    desk.bring_in(line(topics=[said]))

    case = Experience.objects.get(code="shiraz-night-signals")
    assert [topic.code for topic in case.topics.all()] == ["smart-traffic"]


def test_a_topic_that_is_said_twice_in_two_languages_stands_once(desk):
    persian = TopicLabel.objects.get(
        topic="smart-traffic", language="fa", kind=TopicLabel.Kind.PREFERRED
    ).text
    desk.bring_in(line(topics=["on-street parking", persian, "smart traffic", "On-Street Parking"]))

    links = Experience.objects.get(code="shiraz-night-signals").topic_links.all()
    assert [(link.position, link.topic_id) for link in links] == [
        (0, "parking-streets"),
        (1, "smart-traffic"),
    ]


def test_an_unknown_topic_is_told_with_its_place(refused):
    told = refused(line(topics=["on-street parking", "flying carpets"]))

    assert told == "topics.1: “flying carpets” is no topic of the vocabulary, in any language"
