"""The directory of cities: find one by any of its names, narrow, leaf through, see it as a map."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamshahr.commons.translation.reading import sort_key
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.network.admitting import admit_member
from hamshahr.domains.network.models import City, Membership
from hamshahr.faces.site import directory
from hamshahr.kernel.remembering import forget_all
from tests.cast import AWA, SHIRAZ
from tests.site.reading import Page, parameters

pytestmark = pytest.mark.django_db


def page_of(client, query="", language="en"):
    return Page(client.get(f"/{language}/cities/?{query}"))


def named(page):
    """Return the names of the cities that the page lists, in order."""
    return [
        link.text for link in page.all("a") if (link.inherited("class") or "").endswith("directory")
    ]


def every_name(client, query="", language="en"):
    found, number = [], 1
    while True:
        page = page_of(client, f"{query}&page={number}", language)
        found += named(page)
        if not page.all("a", rel="next"):
            return found
        number += 1


def fresh(**said):
    plain = {
        "slug": "newtown", "name": "Newtown", "country": "KE", "region_id": "africa",
        "source": "a test",
    }  # fmt: skip
    return City.objects.create(**plain | said)


def test_every_city_stands_on_one_of_the_pages_once(client):
    names = every_name(client)

    assert len(names) == City.objects.count()
    assert page_of(client).total == len(names)


@pytest.mark.parametrize("language", ["fa", "en", "fr", "es", "ar"])
def test_cities_stand_in_the_order_in_which_their_readers_look_them_up(client, language):
    names = every_name(client, language=language)

    assert names == sorted(names, key=lambda name: sort_key(name, language))


def test_accents_do_not_send_a_city_to_the_end(client):
    fresh(slug="elazig", name="Élazığ", country="TR", region_id="europe")
    names = every_name(client, language="fr")

    assert names.index("Dakar") < names.index("Élazığ") < names.index("Istanbul")


@pytest.mark.parametrize(
    "typed",
    ["Shiraz", "shiraz", "SHIRAZ", "chiraz", "شیراز", "شيراز", "Шираз", "設拉子", "shir", "raz ",
     "  Shíraz"],
)  # fmt: skip
def test_a_city_is_found_by_its_name_in_any_language_and_spelling(client, typed):
    assert "Shiraz" in named(page_of(client, f"name={typed}"))


@pytest.mark.parametrize("typed", ["sao paulo", "são-paulo", "SAOPAULO", "ao pau"])
def test_spaces_and_marks_do_not_hide_a_city(client, typed):
    assert "São Paulo" in named(page_of(client, f"name={typed}"))


def test_one_letter_finds_the_names_that_begin_so(client):
    found = every_name(client, "name=z")

    assert "Zahedan" in found
    assert len(found) < City.objects.count() / 2


@pytest.mark.parametrize("typed", ["%", "_", "%25", "??", "\\", "'; --", "%F0%9F%8F%99"])
def test_what_is_no_name_finds_nothing_and_breaks_nothing(client, typed):
    page = page_of(client, f"name={typed}")

    assert page.answer.status_code == 200
    assert named(page) == []
    assert page.one(of_class="empty")


def test_what_was_typed_is_kept(client):
    page = page_of(client, "name=<b>x&members=1&telling=1&region=africa&country=NG")

    assert page.one("input", id="name").attributes["value"] == "<b>x"
    for name in ("members", "telling"):
        assert "checked" in page.one("input", type="checkbox", name=name).attributes
    chosen = {option.attributes["value"] for option in page.all("option")
              if "selected" in option.attributes}  # fmt: skip
    assert chosen == {"africa", "NG"}


def test_regions_countries_members_and_experiences_narrow(client):
    africa = every_name(client, "region=africa")
    of_iran = every_name(client, "country=IR")
    members = every_name(client, "members=1")
    telling = every_name(client, "telling=1")

    assert len(africa) == City.objects.filter(region="africa").count()
    assert {"Shiraz", "Tehran"} <= set(of_iran)
    assert len(members) == Membership.objects.count()
    published = Experience.objects.filter(state=Experience.State.PUBLISHED)
    assert len(telling) == published.order_by().values("city").distinct().count()
    assert set(every_name(client, "members=1&country=IR")) == set(members) & set(of_iran)


def test_a_city_whose_only_experience_is_a_draft_tells_nothing(client):
    Experience.objects.filter(city__slug="shiraz").update(state=Experience.State.DRAFT)

    assert "Shiraz" not in every_name(client, "telling=1&country=IR")
    (row,) = [one for one in page_of(client, "name=shiraz").all("li") if "Shiraz" in one.text]
    assert "experience" not in row.text


def test_a_member_is_told_by_words(client):
    page = page_of(client, "country=IR&name=shiraz")
    (row,) = [one for one in page.all("li") if "Shiraz" in one.text]

    assert "seen as a member" in row.text


def test_an_admitted_member_is_not_told_by_what_public_sources_say(client):
    admit_member(city=SHIRAZ.placed(), since=date(1999, 5, 1), by=AWA.serving())
    page = page_of(client, "country=IR&name=shiraz&members=1")
    (row,) = [one for one in page.all("li") if "Shiraz" in one.text]

    assert "member of this association" in row.text
    assert "seen as" not in row.text


def test_cities_of_one_name_are_told_apart(client):
    fresh(latitude=-1.3, longitude=36.8)
    fresh(slug="newtown-2", latitude=0.5, longitude=35.3, geonames_id=7)
    fresh(slug="newtown-us", country="US", region_id="north-america", geonames_id=8)
    rows = [one.text for one in page_of(client, "name=newtown").all("li") if "Newtown" in one.text]

    assert sorted("°" in row for row in rows) == [False, True, True]
    assert len(set(rows)) == 3


@pytest.mark.parametrize("query", ["region=atlantis", "country=XX", "country=%00", "region=%27"])
def test_a_place_that_there_is_not_is_refused_kindly(client, query):
    page = page_of(client, query)

    assert page.answer.status_code == 400
    assert page.one(of_class="error-summary")


@pytest.mark.parametrize("page", ["999", "0", "-1", "x", "99999999999"])
def test_a_page_that_the_list_has_not_is_refused_kindly(client, page):
    answer = page_of(client, f"page={page}")

    assert answer.answer.status_code == 404
    assert answer.one(of_class="error-summary")


def test_the_map_shows_the_same_cities(client):
    as_list, as_map = page_of(client, "region=africa"), page_of(client, "region=africa&view=map")
    bare = [m for m in as_map.all("a", of_class="mark") if "mark-bare" in m.classes]

    assert as_map.total == as_list.total
    assert as_map.all("a", of_class="mark")
    # Members without an experience are there, too
    assert all("experience" not in mark.attributes["aria-label"] for mark in bare)


def test_the_switch_and_the_form_keep_each_other(client):
    page = page_of(client, "region=africa&members=1&page=2&view=map")

    assert page.one("input", type="hidden", name="view").attributes["value"] == "map"
    links = [a for a in page.all("a") if (a.within.within.attributes.get("role") == "list")
             and "members=1" in a.attributes["href"]]  # fmt: skip
    asked = [parameters(link.attributes["href"]) for link in links]
    assert {"region": ["africa"], "members": ["1"]} in asked
    assert {"region": ["africa"], "members": ["1"], "view": ["map"]} in asked


@pytest.mark.parametrize("query", ["", "name=a", "members=1&telling=1", "view=map"])
def test_more_cities_cost_no_more_questions(client, monkeypatch, query):
    def asked():
        forget_all()
        with CaptureQueriesContext(connection) as captured:
            assert page_of(client, query).answer.status_code == 200
        return len(captured)

    counts = []
    for rows in (3, 40):
        monkeypatch.setattr(directory, "CITIES_A_PAGE", rows)
        counts.append(asked())
    assert counts[0] == counts[1] <= 14


def test_a_city_renamed_is_found_by_its_new_name(client):
    city = fresh()
    city.name = "Oldtown"
    city.save()

    assert "Oldtown" in named(page_of(client, "name=oldtown"))
    assert named(page_of(client, "name=newtown")) == []


def test_a_row_of_an_experience_leads_to_its_city(client):
    page = Page(client.get("/en/search/?city=tehran"))
    links = page.all("a", of_class="city")

    assert links
    assert {link.attributes["href"] for link in links} == {"/en/cities/tehran/"}
