"""The page of a city: who it is, each fact with its source, and what is not known."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.network import wording
from hamshahr.domains.network.facts.classes import (
    CLIMATES,
    COAST_BANDS,
    DENSITY_CLASSES,
    INCOME_GROUPS,
)
from hamshahr.domains.network.models import City, Membership
from tests.site.reading import Page

pytestmark = pytest.mark.django_db


def page_of(client, slug, language="en"):
    return Page(client.get(f"/{language}/cities/{slug}/"))


def facts_of(page):
    """Return the facts as a reader sees them: label to value, empty where not known."""
    labels = [one.text for one in page.all("dt") if one.inherited("class") == "fact-grid"]
    values = [one for one in page.all("dd") if one.inherited("class") == "fact-grid"]
    return dict(zip(labels, [one.text for one in values], strict=True))


def fresh(**said):
    """Return a city that is in the database only, of which nothing more is known."""
    plain = {
        "slug": "newtown", "name": "Newtown", "country": "KE", "region_id": "africa",
        "source": "a test",
    }  # fmt: skip
    return City.objects.create(**plain | said)


def test_a_page_says_who_the_city_is(client):
    page = page_of(client, "shiraz")
    facts = facts_of(page)

    assert page.one("h1").text == "Shiraz"
    assert "Iran" in page.source
    assert "Asia-Pacific" in page.source
    assert facts["Population"].startswith("1,249,942")
    assert "29.61° N, 52.53° E" in facts["Coordinates"]
    assert "Asia/Tehran" in facts["Time zone"]
    assert "Csa" in facts["Climate"]
    assert len(facts) == 8


def test_every_fact_has_its_source_with_a_year_and_a_link(client):
    page = page_of(client, "shiraz")
    sources = page.all("a", of_class="source")

    assert len(sources) == len(facts_of(page))
    for source in sources:
        assert re.search(r"\b20\d\d$", source.text), source.text
        assert source.attributes["href"].startswith("https://")
        assert source.attributes["rel"] == "noopener nofollow"


def test_a_population_without_a_year_says_so(client):
    assert "unknown year" in facts_of(page_of(client, "shiraz"))["Population"]


def test_what_is_not_known_is_said_and_has_no_source(client):
    fresh()
    page = page_of(client, "newtown")
    facts = facts_of(page)

    for label in ("Population", "Settlement", "Climate", "Sea", "Coordinates", "Time zone"):
        assert facts[label] == "not known"
    # What is known of its country stays
    assert "Swahili" in facts["Official languages of the country"]
    assert len(page.all("a", of_class="source")) == 2


def test_a_city_without_coordinates_has_a_page_without_a_map_that_says_so(client):
    fresh()
    page = page_of(client, "newtown")

    assert page.answer.status_code == 200
    assert page.all("svg", of_class="locator") == []
    assert "no map" in page.one("p", of_class="locator").text


def test_what_the_city_calls_itself_stands_in_its_own_script_and_direction(client):
    page = page_of(client, "shiraz")
    (name,) = [one for one in page.all("span") if one.text == "شیراز" and "dir" in one.attributes]

    assert name.attributes["lang"] == "fa"
    assert name.attributes["dir"] == "auto"


def test_a_name_of_a_country_with_several_languages_claims_none_of_them(client):
    names = [
        one
        for one in page_of(client, "nairobi").all("span")
        if one.inherited("class") == "own-names"
    ]

    assert all("lang" not in one.attributes for one in names)


def test_a_member_was_seen_in_public_sources_and_where(client):
    (line,) = page_of(client, "shiraz").all("p", of_class="member")

    assert "public sources" in line.text
    assert "of Metropolis, at some time between 1984 and 2025" in line.text
    assert "shiraz.ir" in line.text


def test_a_member_of_whom_no_public_page_was_found_is_not_said_to_be_seen_there(client):
    (line,) = page_of(client, "ahvaz").all("p", of_class="member")

    assert "public sources" not in line.text
    assert "no public page was found" in line.text


def test_no_city_is_a_member_by_being_here(client):
    fresh()
    Membership.objects.filter(city__slug="shiraz").delete()

    assert page_of(client, "newtown").all(of_class="member") == []
    assert page_of(client, "shiraz").all(of_class="member") == []


def test_no_page_says_that_metropolis_runs_or_endorses_it(client):
    text = page_of(client, "shiraz").source

    for phrase in re.findall(r"[^.<>]*\b(?:run|endorsed)\b[^.<>]*", text):
        assert (
            "not run or endorsed" in phrase or "No association runs" in phrase or "run by" in phrase
        )


def test_a_city_shows_its_experiences_and_leads_to_all_of_them(client):
    page = page_of(client, "tehran")
    codes = set(Experience.objects.filter(city__slug="tehran").values_list("code", flat=True))
    (link,) = page.all("a", of_class="arrow-link")

    assert set(page.rows) == codes
    assert Page(client.get(link.attributes["href"])).total == len(codes)


def test_a_city_without_an_experience_says_so_and_leads_on(client):
    fresh()

    assert page_of(client, "newtown").one(of_class="empty")


def test_two_cities_of_one_name_in_one_country_are_told_apart(client):
    fresh(latitude=-1.3, longitude=36.8, geonames_id=1)
    fresh(slug="newtown-ke", latitude=0.5, longitude=35.3, geonames_id=2)
    page = page_of(client, "newtown")

    (link,) = [a for a in page.all("a") if a.attributes["href"] == "/en/cities/newtown-ke/"]
    assert link.within is not None
    assert "0.50° N, 35.30° E" in page.source
    assert "1.30° S" in page_of(client, "newtown-ke").source


def test_of_two_without_coordinates_the_address_tells(client):
    fresh(geonames_id=1)
    fresh(slug="newtown-2", geonames_id=2)

    assert "(newtown-2)" in page_of(client, "newtown").source


@pytest.mark.parametrize("kind", City.Kind)
def test_an_area_says_what_it_is(client, kind):
    fresh(kind=kind)
    tags = [tag.text for tag in page_of(client, "newtown").all("span", of_class="tag")]

    assert tags == ([] if kind == City.Kind.CITY else [wording.kind(City(kind=kind))])


@pytest.mark.parametrize("slug", ["nowhere", "Shiraz", "shiraz--", "x" * 200])
def test_a_city_that_is_not_there_is_not_found(client, slug):
    assert client.get(f"/en/cities/{slug}/").status_code == 404


def test_the_pattern_and_the_map_are_the_same_on_pages_of_both_directions(client):
    def drawings(language):
        source = page_of(client, "shiraz", language).source
        return re.findall(r'<svg class="girih".*?</svg>|<circle class="mark-disc"[^>]*>', source)

    assert drawings("fa") == drawings("en") != []


def test_a_persian_page_writes_persian_digits(client):
    facts = [one.text for one in page_of(client, "shiraz", "fa").all("span", of_class="value")]

    assert any("۱٬۲۴۹٬۹۴۲" in value for value in facts)
    # Words of a language that is not translated yet keep its digits
    assert not any(re.search(r"[0-9]", v) for v in facts if not re.search(r"[A-Za-z]{3}", v))


def test_more_of_everything_costs_no_more_questions(client):
    def asked(slug):
        with CaptureQueriesContext(connection) as captured:
            assert page_of(client, slug).answer.status_code == 200
        return len(captured)

    page_of(client, "tehran")
    for number in range(8):
        fresh(slug=f"tehran-{number}", name="Tehran", country="IR", geonames_id=900 + number,
              region_id="asia-pacific")  # fmt: skip

    assert asked("tehran") == asked("shiraz") <= 17


@pytest.mark.parametrize("code", CLIMATES)
def test_every_climate_has_words(code):
    assert wording.climate(code)


@pytest.mark.parametrize("code", ["", "D", "Dx", "Dfz", "Q", "Bxx"])
def test_a_climate_that_there_is_not_has_none(code):
    assert wording.climate(code) == ""


def test_every_class_of_the_sources_has_words_of_its_own():
    for words, codes in (
        (wording.density, DENSITY_CLASSES),
        (wording.coast, COAST_BANDS),
        (wording.income, INCOME_GROUPS),
    ):
        assert len({words(code) for code in codes} - {""}) == len(codes)


@pytest.mark.parametrize(
    ("latitude", "longitude", "words"),
    [(29.614, 52.5311, "29.61° N, 52.53° E"), (-33.45, -70.66, "33.45° S, 70.66° W"),
     (0.0, 0.0, "0.00° N, 0.00° E")],
)  # fmt: skip
def test_coordinates_are_told_as_on_maps(latitude, longitude, words):
    with override("en"):
        assert wording.coordinates(latitude, longitude, "en") == words


def test_coordinates_are_told_with_the_digits_and_the_decimal_sign_of_the_reader():
    assert "۲۹٫۶۱" in wording.coordinates(29.614, 52.5311, "fa")
    assert "29,61" in wording.coordinates(29.614, 52.5311, "fr")


def test_a_city_shows_who_is_like_it_and_why_in_words(client):
    page = page_of(client, "shiraz")
    (listed,) = page.all("ol", of_class="peers")
    links = [a for a in page.all("a") if _within(a, listed)]
    reasons = [one.text for one in page.all("li") if _within(one, listed)]

    assert len(links) == 6
    assert "Shiraz" not in {link.text for link in links}
    assert any("Mediterranean" in reason for reason in reasons)
    assert any("people" in reason for reason in reasons)
    for link in links[:2]:
        assert client.get(link.attributes["href"]).status_code == 200


def test_what_differs_of_a_city_that_is_like_it_is_told_too(client):
    page = page_of(client, "shiraz")
    unlike = [one.text for one in page.all("ul", of_class="unlike")]

    assert any("Different climate" in text for text in unlike)
    assert not any("Same" in text for text in unlike)


def test_less_is_claimed_where_less_is_known(client):
    City.objects.filter(slug="shiraz").update(climate="", coast="")
    page = page_of(client, "shiraz")
    said = [one.text for one in page.all("p", of_class="small")]

    assert any("compared is not known" in text for text in said)


def test_nothing_is_said_of_what_is_known_where_everything_is(client):
    said = [one.text for one in page_of(client, "shiraz").all("p", of_class="small")]

    assert not any("compared is not known" in text for text in said)


def test_one_that_is_different_and_has_something_to_tell_stands_beside(client):
    page = page_of(client, "shiraz")
    (different,) = page.all(of_class="different")

    assert "worth a look" in different.text
    assert "experience" in different.text
    assert "Iran" not in different.text


def test_a_city_of_which_hardly_anything_is_known_claims_no_peers(client):
    fresh()

    assert page_of(client, "newtown").all(id="peers") == []


def _within(element, other):
    while element is not None:
        if element is other:
            return True
        element = element.within
    return False
