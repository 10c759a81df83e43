"""The map of a search: the list's experiences, by the city they come from."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.search.indexing.meaning import index_meaning
from hamshahr.domains.experiences.importing.action import import_experiences
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.network.models import City
from hamshahr.faces.site import mapping
from hamshahr.kernel.remembering import forget_all
from tests.cast import bare_line, write_lines
from tests.site.reading import Page, parameters

pytestmark = pytest.mark.django_db

ASKED = [
    "",
    "region=africa",
    "country=IR",
    "q=flood",
    "q=flood&region=asia-pacific&status=ongoing",
    "q=آبگرفتگی&language=fa",
    "topic=public-space&sdg=11&period=2010",
    "city=tehran",
]


def page_of(client, query, language="en"):
    return Page(client.get(f"/{language}/search/?{query}"))


def map_of(client, query, language="en"):
    return page_of(client, f"{query}&view=map", language)


def figures(page):
    """Return how many experiences each line of the table tells."""
    words = [cell.text.split()[0] for cell in page.all("td", of_class="told")]
    return [1 if word == "one" else int(word) for word in words]


def in_lines(page):
    """Return the names of the cities that the table tells, in order."""
    rows = page.all("th", scope="row")
    return [link.text for link in page.all("a") if link.within in rows]


def in_table(client, query):
    """Return the figures of the whole table, all its pages."""
    found, number = [], 1
    while True:
        page = map_of(client, f"{query}&page={number}")
        found += figures(page)
        if not page.all("a", rel="next"):
            return found
        number += 1


def marks(page, sheet):
    """Return the links on one of the drawings."""
    return [
        link for link in page.all("a", of_class="mark") if f"map-{sheet}" in link.within.classes
    ]


@pytest.mark.parametrize("query", ASKED)
def test_list_and_map_hold_the_same_experiences(client, query):
    as_list, as_map = page_of(client, query), map_of(client, query)

    assert as_map.answer.status_code == 200
    assert as_map.total == as_list.total > 0
    assert sum(in_table(client, query)) == as_list.total
    assert as_map.choices == as_list.choices


@pytest.mark.parametrize("query", ASKED)
def test_every_drawing_marks_every_city_once(client, query):
    page = map_of(client, query)

    for sheet in ("narrow", "medium", "wide"):
        told = [re.findall(r"(?:: |^)(one|\d+) experiences?$", m.attributes["aria-label"])
                for m in marks(page, sheet)]  # fmt: skip
        assert sum(1 if one[0] == "one" else int(one[0]) for one in told) == page.total


def test_the_switch_keeps_everything_but_the_page(client):
    page = page_of(client, "q=flood&region=africa&region=europe&status=ongoing&page=2")
    (switch,) = page.all("div", of_class="views")
    links = [link for link in page.all("a") if link.inherited("aria-label") and _in(link, switch)]
    as_list, as_map = (parameters(link.attributes["href"]) for link in links)

    kept = {"q": ["flood"], "region": ["africa", "europe"], "status": ["ongoing"]}
    assert as_list == kept
    assert as_map == kept | {"view": ["map"]}
    assert [link.attributes.get("aria-current") for link in links] == ["page", None]


def test_narrowing_paging_and_taking_away_stay_on_the_map(client):
    page = map_of(client, "region=europe")

    assert page.one("input", type="hidden", name="view").attributes["value"] == "map"
    for link in [*page.all("a", of_class="tag-chosen"), *page.all("a", rel="next")]:
        assert parameters(link.attributes["href"])["view"] == ["map"]


def test_a_view_that_there_is_not_is_the_list(client):
    assert page_of(client, "view=globe").rows == page_of(client, "").rows


def test_the_keyboard_reaches_every_mark_and_each_says_what_it_is(client):
    page = map_of(client, "region=europe")

    for sheet in ("narrow", "medium", "wide"):
        found = marks(page, sheet)
        assert found
        for link in found:
            assert link.attributes["href"]
            assert link.attributes.get("tabindex") is None
            title = next(one for one in page.all("title") if one.within is link)
            assert title.text == link.attributes["aria-label"]


def test_a_mark_of_one_city_leads_to_its_experiences_within_what_was_asked(client):
    page = map_of(client, "q=bus&country=IR")
    tehran = next(m for m in marks(page, "wide") if m.attributes["aria-label"].startswith("Mash"))
    shown = Page(client.get(tehran.attributes["href"]))

    assert parameters(tehran.attributes["href"])["q"] == ["bus"]
    assert shown.total == Experience.objects.filter(city__slug="mashhad").count()


def test_a_mark_of_several_cities_leads_to_the_map_of_their_countries(client):
    page = map_of(client, "")
    shared = next(m for m in marks(page, "narrow") if "more:" in m.attributes["aria-label"])
    asked = parameters(shared.attributes["href"])

    assert asked["view"] == ["map"]
    assert len(asked["country"]) >= 1
    assert 0 < map_of(client, "&".join(f"country={c}" for c in asked["country"])).total < page.total


def test_where_no_country_is_left_to_narrow_to_it_leads_to_the_table(client):
    page = map_of(client, "country=IR")
    shared = [m for m in marks(page, "narrow") if "," in m.attributes["aria-label"].split(":")[0]
              and ", Iran" not in m.attributes["aria-label"]]  # fmt: skip

    assert {m.attributes["href"] for m in shared} == {"#cities"}
    assert page.one(id="cities")


def test_a_city_without_coordinates_is_told_in_words_and_stands_in_the_table(client):
    City.objects.filter(slug="mashhad").update(latitude=None, longitude=None)
    page = map_of(client, "country=IR")

    assert not any("Mashhad" in m.attributes["aria-label"] for m in marks(page, "wide"))
    assert any(
        "Mashhad" in one.text and "not known" in one.text for one in page.all(of_class="notice")
    )
    assert "Mashhad" in in_lines(page)
    assert sum(in_table(client, "country=IR")) == page.total


def test_where_no_city_has_a_place_the_page_is_still_whole(client):
    City.objects.filter(country="IR").update(latitude=None, longitude=None)
    page = map_of(client, "country=IR")

    assert page.answer.status_code == 200
    assert page.all("a", of_class="mark") == []
    assert sum(figures(page)) == page.total > 0


def test_two_cities_on_one_spot_share_a_mark(client):
    City.objects.filter(slug__in=["shiraz", "mashhad"]).update(latitude=29.6, longitude=52.5)
    page = map_of(client, "city=shiraz&city=mashhad")
    (mark,) = marks(page, "wide")

    assert "Shiraz" in mark.attributes["aria-label"]
    assert "Mashhad" in mark.attributes["aria-label"]


def test_the_map_is_not_mirrored_on_a_page_from_right_to_left(client):
    def places(language):
        page = map_of(client, "region=europe", language)
        return [(one.attributes["cx"], one.attributes["cy"])
                for one in page.all("circle", of_class="mark-disc")
                if "cx" in one.attributes]  # fmt: skip

    assert sorted(places("fa")) == sorted(places("en"))


def test_coordinates_are_numbers_of_the_drawing_in_every_language(client):
    source = map_of(client, "", "fa").source
    drawings = re.findall(r"<svg class=\"map .*?</svg>", source, flags=re.DOTALL)

    assert len(drawings) == 3
    for drawing in drawings:
        for value in re.findall(r'(?:cx|cy|r|x|y|viewBox|font-size)="([^"]*)"', drawing):
            assert re.fullmatch(r"[-0-9. em]+", value), value


def test_the_best_answers_are_told_from_the_rest(client):
    page = map_of(client, "q=bus rapid transit")
    best = page_of(client, "q=bus rapid transit").rows
    cities = set(Experience.objects.filter(code__in=best).values_list("city__name", flat=True))

    faint = [m.attributes["aria-label"] for m in marks(page, "wide") if "mark-faint" in m.classes]
    assert faint
    assert len(faint) < len(marks(page, "wide"))
    for label in faint:
        assert not any(label.startswith(f"{city},") for city in cities)
    first_lines = in_lines(page)[: len(cities)]
    assert set(first_lines) == cities


def test_nothing_found_offers_what_to_do_on_the_map_too(client):
    page = map_of(client, "q=flood&country=LU")

    assert page.answer.status_code == 200
    assert page.all(of_class="empty")
    assert page.all("svg", of_class="map") == []


@pytest.mark.parametrize("page", ["99", "0", "-1", "٣", "1e3"])
def test_a_page_that_the_table_has_not_is_refused_kindly(client, page):
    assert client.get(f"/en/search/?view=map&page={page}").status_code == 404


def test_what_cannot_be_asked_is_refused_as_in_the_list(client):
    assert client.get("/en/search/?view=map&q=%3F%3F").status_code == 400
    for city in ("atlantis", "%00", "Tehran", "tehran%20", "x" * 5_000, "%F0%9F%8F%99"):
        assert client.get(f"/en/search/?view=map&city={city}").status_code == 400


@pytest.mark.usefixtures("a_clock_that_stands")
@pytest.mark.parametrize(("query", "most"), [("", 10), ("q=flood&language=en", 14)])
def test_more_cities_cost_no_more_questions(client, monkeypatch, tmp_path, query, most):
    def asked():
        forget_all()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/en/search/?view=map&{query}").status_code == 200
        return len(captured)

    asked()
    before = asked()
    names = ["Kigali", "Nairobi", "Lusaka", "Harare", "Kumasi", "Abuja", "Bamako", "Lomé"]
    countries = ["RW", "KE", "ZM", "ZW", "GH", "NG", "ML", "TG"]
    lines = [
        bare_line(f"new-{n}", city=name, country_iso2=country, title="Flood drains", language="en")
        for n, (name, country) in enumerate(zip(names, countries, strict=True))
    ]
    import_experiences(
        path=write_lines(tmp_path / "more.jsonl", lines), by=system_actor(), report=pytest.fail
    )
    index_meaning()

    asked()  # what is kept until the content changes
    assert asked() == before <= most


def test_more_cities_than_can_be_shown_are_counted_and_said(client, monkeypatch):
    monkeypatch.setattr(mapping, "MOST_CITIES", 30)
    page = map_of(client, "")

    assert len(in_table(client, "")) == 30
    assert any("30" in one.text for one in page.all(of_class="notice"))
    assert page.total == page_of(client, "").total


def test_the_source_of_the_coasts_and_what_they_do_not_say_stand_below_the_map(client):
    caption = map_of(client, "").one("figcaption").text

    assert "Natural Earth" in caption
    assert "Equal Earth" in caption
    assert "status of any territory" in caption


def _in(element, other):
    while element is not None:
        if element is other:
            return True
        element = element.within
    return False


def test_cities_of_one_name_are_told_apart_in_the_table(client):
    tehran, seoul = City.objects.get(slug="tehran"), City.objects.get(slug="seoul")
    City.objects.filter(pk=seoul.pk).update(name="Tehran", names=tehran.names, country="IR")
    forget_all()
    page = map_of(client, "city=tehran&city=seoul")
    told = [cell.text for cell in page.all("th", scope="row")]

    assert len(told) == len(set(told)) == 2
    assert all("°" in one for one in told)


def test_a_city_that_shares_its_name_with_none_is_named_alone(client):
    assert in_lines(map_of(client, "city=tehran")) == ["Tehran"]
    assert "°" not in map_of(client, "city=tehran").one("th", scope="row").text
