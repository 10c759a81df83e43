"""Facets count what a click then shows, combine, and stay in the address."""

import pytest

from hamshahr.domains.experiences.models import Experience
from tests.site.reading import Page

pytestmark = pytest.mark.django_db

ASKED = pytest.mark.parametrize(
    "query", ["", "آبگرفتگی خیابان‌ها پس از باران"], ids=["browsing", "query"]
)
FACETS = ["topic", "region", "country", "language", "period", "status", "sdg"]


def page_of(client, query, chosen=()):
    address = "/fa/search/?" + "&".join(
        [f"q={query}", *(f"{facet}={value}" for facet, value in chosen)]
    )
    return Page(client.get(address))


def shown(client, query, chosen):
    return page_of(client, query, chosen).total


def frequent(choices, facet, rank=0):
    """Return a frequent value of a facet."""
    ordered = sorted((-count, value) for (name, value), count in choices.items() if name == facet)
    return facet, ordered[rank][1]


@ASKED
@pytest.mark.parametrize("facet", FACETS)
def test_every_count_is_what_a_click_shows(client, query, facet):
    choices = page_of(client, query).choices
    of_facet = {key: count for key, count in choices.items() if key[0] == facet}

    assert len(of_facet) >= 3
    # Every one of the few; of the many, the most frequent, some between and the rarest
    keys = sorted(of_facet, key=lambda key: -of_facet[key])
    for key in keys if len(keys) <= 8 else [*keys[:3], *keys[3:-2:12], *keys[-2:]]:
        assert shown(client, query, [key]) == of_facet[key], key


@ASKED
@pytest.mark.parametrize(
    "chosen_facets",
    [("region",), ("language", "status"), ("sdg", "sdg")],
)
def test_with_choices_made_a_count_is_still_what_a_click_shows(client, query, chosen_facets):
    choices = page_of(client, query).choices
    chosen = [frequent(choices, facet, rank) for rank, facet in enumerate(chosen_facets)]
    narrowed = page_of(client, query, chosen)
    here = set(FACETS) - {facet for facet, _ in chosen}

    checked = 0
    for facet in sorted(here):
        of_facet = sorted(key for key in narrowed.choices if key[0] == facet)
        for key in {*of_facet[:1], *of_facet[-1:]}:
            assert shown(client, query, [*chosen, key]) == narrowed.choices[key], (chosen, key)
            checked += 1
    assert checked >= 5


@ASKED
def test_values_of_one_facet_add_up_and_facets_narrow(client, query):
    by_region = dict.fromkeys(["africa", "europe"])
    for region in by_region:
        by_region[region] = shown(client, query, [("region", region)])
    both = shown(client, query, [("region", "africa"), ("region", "europe")])
    narrowed = shown(
        client, query, [("region", "africa"), ("region", "europe"), ("language", "fr")]
    )

    assert both == by_region["africa"] + by_region["europe"]
    assert 0 < narrowed < both
    assert (
        narrowed
        == Experience.objects.filter(
            city__region__in=by_region, language="fr", state="published"
        ).count()
    )


@ASKED
def test_a_second_value_of_a_facet_can_still_be_chosen(client, query):
    page = page_of(client, query, [("region", "africa")])
    europe = shown(client, query, [("region", "europe")])

    assert page.choices["region", "europe"] == europe


@ASKED
def test_what_is_chosen_is_ticked_named_and_can_be_taken_away(client, query):
    page = page_of(client, query, [("region", "africa"), ("sdg", "6")])

    ticked = {
        (box.attributes["name"], box.attributes["value"])
        for box in page.all("input", type="checkbox")
        if "checked" in box.attributes
    }
    assert ticked == {("region", "africa"), ("sdg", "6")}
    tags = page.all("a", of_class="tag-chosen")
    assert len(tags) == 2
    totals = sorted(Page(client.get(tag.attributes["href"])).total for tag in tags)
    one_left = [shown(client, query, [("sdg", "6")]), shown(client, query, [("region", "africa")])]
    assert totals == sorted(one_left)


def test_a_value_chosen_twice_counts_once(client):
    once = page_of(client, "", [("region", "africa")])
    twice = page_of(client, "", [("region", "africa"), ("region", "africa")])

    assert once.total == twice.total
    assert len(twice.all("a", of_class="tag-chosen")) == 1


@ASKED
def test_a_choice_that_leaves_nothing_stays_to_be_taken_away(client, query):
    page = page_of(client, query, [("country", "LU")])

    assert page.rows == []
    assert page.choices["country", "LU"] == 0
    assert page.all("a", of_class="tag-chosen")


def test_the_form_of_the_facets_works_without_scripts(client):
    page = page_of(client, "آب", [("region", "africa")])
    form = next(
        one
        for one in page.all("form")
        if one.within and one.within.attributes.get("id") == "filters"
    )

    assert form.attributes["action"] == "/fa/search/"
    assert form.attributes.get("method", "get") == "get"
    assert page.one("input", type="hidden", name="q").attributes["value"] == "آب"
    assert page.all("button", of_class="apply")


def test_facets_are_named_in_the_language_of_the_page(client):
    page = page_of(client, "")
    labels = [one.text for one in page.all("summary") if one.inherited("class") == "facet"]

    assert len(labels) == len(FACETS)
    ways = [one.text for one in page.all("label")]
    assert any("آفریقا" in way for way in ways)
    assert any("کلمبیا" in way for way in ways)
