"""The page of an experience: whole, honest, in two languages at once."""

import re
from datetime import date

import pytest

from hamshahr.domains.experiences.models import Experience
from tests.site.reading import Page

pytestmark = pytest.mark.django_db

SECTIONS = [
    "summary", "problem", "approach", "results", "wrong", "lessons", "cost", "legal", "conditions",
    "partners", "sources",
]  # fmt: skip


def page_of(client, code, language="en"):
    return Page(client.get(f"/{language}/experiences/{code}/"))


def text_under(page, key):
    """Return the words of the section under a heading."""
    heading = page.one("h2", id=key)
    return heading.within.text.removeprefix(heading.text).strip()


@pytest.mark.parametrize(
    "code", ["tehran-brt", "lagos-brt-lite", "shanghai-waste-sorting", "sfax-taparura"]
)
def test_every_part_of_the_case_has_its_place_in_order(client, code):
    page = page_of(client, code)
    keys = [h2.attributes.get("id") for h2 in page.all("h2")]

    assert [key for key in keys if key in SECTIONS] == SECTIONS


@pytest.mark.parametrize(
    "code", ["tehran-brt", "lagos-brt-lite", "seoul-owl-bus", "riyadh-wadi-hanifah"]
)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_prose_stands_in_the_language_it_was_written_in(client, code, language):
    experience = Experience.objects.get(code=code)
    direction = "rtl" if experience.language in {"fa", "ar"} else "ltr"
    page = page_of(client, code, language)

    heading = page.one("h1")
    assert heading.text == " ".join(experience.title.split())
    assert (heading.attributes["lang"], heading.attributes["dir"]) == (
        experience.language,
        direction,
    )
    first = next(iter(experience.problem.split("\n\n")))
    prose = next(p for p in page.all("p") if p.text == " ".join(first.split()))
    assert (prose.inherited("lang"), prose.inherited("dir")) == (experience.language, direction)
    # What the page itself says stays in the page's language
    assert page.one("h2", id="problem").inherited("lang") == language


def test_a_title_of_another_language_has_its_english_bridge(client):
    page = page_of(client, "tehran-brt", "fa")

    bridge = page.all(of_class="title-en")[0]
    assert bridge.text.startswith("Tehran’s bus rapid transit")
    assert (bridge.attributes["lang"], bridge.attributes["dir"]) == ("en", "ltr")
    own = page_of(client, "lagos-brt-lite").all(of_class="experience-head")[0]
    assert not [
        p for p in page_of(client, "lagos-brt-lite").all(of_class="title-en") if p.within is own
    ]


@pytest.mark.parametrize("key", ["problem", "cost", "summary", "wrong", "legal"])
def test_what_honesty_asks_for_is_said_to_be_not_known(client, key):
    Experience.objects.filter(code="lagos-brt-lite").update(problem="", cost="", summary="")

    assert text_under(page_of(client, "lagos-brt-lite"), key) == "not known"


@pytest.mark.parametrize("key", ["lessons", "conditions", "partners"])
def test_other_parts_are_left_out_where_nothing_was_told(client, key):
    Experience.objects.filter(code="lagos-brt-lite").update(lessons="", conditions="", partners=[])

    assert not page_of(client, "lagos-brt-lite").all("h2", id=key)


def test_without_results_partners_and_years_the_page_still_stands(client):
    experience = Experience.objects.get(code="lagos-brt-lite")
    experience.results.all().delete()
    experience.sources.all().delete()
    experience.topic_links.all().delete()
    Experience.objects.filter(pk=experience.pk).update(
        partners=[], sdgs=[], start_year=None, end_year=None, true_as_of_year=None, status="unknown"
    )
    page = page_of(client, "lagos-brt-lite")

    assert text_under(page, "results") == "No measured result is known."
    assert "As of when: not known" in page.source
    assert "None" not in page.source


def test_each_result_stands_with_its_source(client):
    experience = Experience.objects.get(code="lagos-brt-lite")
    page = page_of(client, "lagos-brt-lite")
    rows = [tr for tr in page.all("tr") if tr.within.tag == "tbody"]
    linked = [
        a.attributes["href"]
        for a in page.all("a")
        if a.attributes.get("href", "").startswith("#source-")
    ]

    assert len(rows) == experience.results.count() > 0
    assert len(linked) == experience.results.filter(source__isnull=False).count() > 0
    for row, result in zip(rows, experience.results.all(), strict=True):
        assert " ".join(result.indicator.split()) in row.text
        if result.year:
            assert str(result.year) in row.text


def test_every_source_is_listed_and_opened_without_telling_where_one_comes_from(client):
    experience = Experience.objects.get(code="lagos-brt-lite")
    page = page_of(client, "lagos-brt-lite")

    for number, source in enumerate(experience.sources.all(), 1):
        item = page.one("li", id=f"source-{number}")
        assert " ".join(source.title.split()) in item.text
        if source.url:
            link = next(a for a in page.all("a") if a.within is item)
            assert link.attributes["href"] == source.url
            assert "nofollow" in link.attributes["rel"]


def test_a_target_is_never_taken_for_a_result(client):
    experience = Experience.objects.get(code="lagos-brt-lite")
    experience.results.all().delete()
    experience.results.create(
        position=0, indicator="Trips a day", value="90000", is_target=True, year=2030
    )
    experience.results.create(position=1, indicator="Buses", value="220", year=2010)
    page = page_of(client, "lagos-brt-lite")
    target, result = [tr for tr in page.all("tr") if tr.within.tag == "tbody"]

    assert "target" in target.text
    assert "target" not in result.text


def test_a_change_is_drawn_where_both_values_are_given(client):
    experience = Experience.objects.get(code="lagos-brt-lite")
    experience.results.all().delete()
    experience.results.create(
        position=0, indicator="Deaths", value="from 80 to 20", before="80", after="20"
    )
    page = page_of(client, "lagos-brt-lite", "fa")

    widths = [
        rect.attributes["width"] for rect in page.all("rect") if rect.inherited("class") == "bar"
    ]
    assert widths == ["100.0", "25.0"]
    assert [b.text for b in page.all(of_class="figure")] == ["۸۰", "۲۰"]


@pytest.mark.parametrize(
    ("before", "after"),
    [("", ""), ("a few", "many"), ("-3", "4"), ("0", "0"), ("10%", "20%")],
)
def test_no_change_is_drawn_where_a_value_is_missing_or_no_plain_number(client, before, after):
    experience = Experience.objects.get(code="lagos-brt-lite")
    experience.results.all().delete()
    experience.results.create(
        position=0, indicator="Deaths", value="fell by half", before=before, after=after
    )
    page = page_of(client, "lagos-brt-lite")

    assert not page.all("figure", of_class="change")
    assert "fell by half" in page.source


def test_the_library_draws_no_change_that_its_lines_do_not_give(client):
    for experience in Experience.objects.filter(results__before="").distinct()[:5]:
        both = experience.results.exclude(before="").count()
        assert len(page_of(client, experience.code).all("figure", of_class="change")) <= both


def test_the_reader_is_told_that_the_city_has_not_confirmed_it(client):
    page = page_of(client, "lagos-brt-lite")

    assert "Compiled from public sources. The city has not confirmed it." in page.source
    report = "/en/report/experience/lagos-brt-lite/"
    for address in ("/en/experiences/lagos-brt-lite/claim/", f"{report}?about=mistake", report):
        assert [a for a in page.all("a") if a.attributes.get("href") == address]
        assert client.get(address).status_code == 200


def test_how_old_the_case_is_stands_in_plain_sight(client, settings):
    settings.FROZEN_TODAY = date(2026, 11, 23)
    Experience.objects.filter(code="lagos-brt-lite").update(true_as_of_year=2016)
    old = page_of(client, "lagos-brt-lite")
    Experience.objects.filter(code="lagos-brt-lite").update(true_as_of_year=2026)
    fresh = page_of(client, "lagos-brt-lite")

    assert "As of 2016, 10 years ago" in old.source
    assert [one for one in old.all("span", of_class="waits") if one.inherited("class")]
    assert "As of 2026, this year" in fresh.source
    aside = fresh.one("aside", aria_label="Facts")
    assert not [
        span
        for span in fresh.all(of_class="waits")
        if span.within and aside.text and "2026" in span.text
    ]


@pytest.mark.parametrize("code", ["lagos-brt-lite", "tehran-brt", "shanghai-waste-sorting"])
def test_similar_experiences_are_of_other_cities_one_a_city(client, code):
    page = page_of(client, code)
    similar = Experience.objects.filter(code__in=page.rows).select_related("city")
    cities = [experience.city_id for experience in similar]

    assert len(page.rows) == 4
    assert len(set(cities)) == 4
    assert Experience.objects.get(code=code).city_id not in cities


def test_similar_experiences_speak_of_the_same_thing(client):
    buses = {"dakar-brt", "amman-brt", "bogota-transmilenio", "tehran-brt", "peshawar-zu-brt"}

    assert len(buses & set(page_of(client, "lagos-brt-lite").rows)) >= 2


def test_the_citation_names_city_title_and_licence(client):
    citation = page_of(client, "lagos-brt-lite").one("blockquote").text

    assert re.match("Lagos, “BRT-Lite", citation)
    assert "CC BY 4.0" in citation


def test_what_a_case_says_is_shown_and_never_obeyed(client):
    hostile = "<script>alert(1)</script><b>bold</b>"
    experience = Experience.objects.get(code="lagos-brt-lite")
    Experience.objects.filter(pk=experience.pk).update(
        title=hostile, problem=hostile, cost=hostile, partners=[hostile], licence=hostile
    )
    experience.results.update(indicator=hostile, value=hostile, unit=hostile)
    experience.sources.update(title=hostile, publisher=hostile, url="javascript:alert(1)")
    page = page_of(client, "lagos-brt-lite")

    run = [one for one in page.all("script") if one.attributes.get("type") == "module"]
    assert len(page.all("script")) == len(run) + 1  # the data for machines
    assert len(run) == 1
    assert not [b for b in page.all("b") if b.text == "bold"]
    assert not [a for a in page.all("a") if a.attributes.get("href", "").startswith("javascript:")]
