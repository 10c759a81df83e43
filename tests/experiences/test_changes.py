"""Before and after: honest lengths, the change in words, and nothing claimed that is not known."""

import pytest
from django.utils.translation import override

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.domains.experiences.changes import SHORTEST, change
from hamshahr.domains.experiences.importing.action import import_experiences
from tests.cast import line, write_lines
from tests.site.reading import Page


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.mark.parametrize(
    ("before", "after", "unit", "lengths", "said"),
    [
        ("377", "157", "deaths", (100.0, 41.6), "58% less"),
        ("158", "244", "buses", (64.8, 100.0), "54% more"),
        ("12", "164", "km", (7.3, 100.0), "14 times as much"),
        ("30", "85", "billion", (35.3, 100.0), "2.8 times as much"),
        ("0", "3", "schools", (0.0, 100.0), ""),
        ("3", "0", "schools", (100.0, 0.0), "100% less"),
        ("5", "5", "schools", (100.0, 100.0), "no change"),
        ("1000", "1003", "km", (99.7, 100.0), "0.3% more"),
        # Shares are drawn on the whole of 100, and change by percentage points
        ("15", "95", "%", (15.0, 95.0), "80 percentage points more"),
        ("72", "6", "% of water", (72.0, 6.0), "66 percentage points less"),
        ("46", "46", "%", (46.0, 46.0), "no change"),
        # More than the whole is a rate
        ("80", "120", "%", (66.7, 100.0), "50% more"),
    ],
)
def test_a_change_is_drawn_from_zero_and_said_in_words(before, after, unit, lengths, said):
    drawn = change(before, after, unit, "en")
    assert (drawn.before_length, drawn.after_length) == lengths
    assert drawn.said == said


def test_what_is_too_short_to_be_seen_is_drawn_as_a_line_and_said_to_be_one():
    drawn = change("1", "1000000", "trees", "en")
    assert drawn.before_length == SHORTEST
    assert drawn.is_too_short
    assert drawn.said == "1,000,000 times as much"
    assert not change("1", "100", "trees", "en").is_too_short


@pytest.mark.parametrize(
    ("before", "after"),
    [("", "4"), ("-3", "4"), ("a few", "4"), ("0", "0"), ("1e9", "4"), ("½", "1")],
)
def test_nothing_is_drawn_of_what_is_no_plain_number(before, after):
    assert change(before, after, "", "en") is None


def test_digits_are_those_of_the_reader():
    drawn = change("14.7", "7.2", "در صد هزار", "fa")
    assert (drawn.before, drawn.after) == ("۱۴٫۷", "۷٫۲")
    assert "۵۱" in drawn.said


def shown(client, tmp_path, language, **result):
    first = line()["results"][0] | result
    file = write_lines(tmp_path / "cases.jsonl", [line(results=[first])])
    import_experiences(path=file, by=system_actor(), report=pytest.fail)
    return Page(client.get(f"/{language}/experiences/shiraz-night-signals/"))


@pytest.mark.django_db
def test_the_picture_stands_beside_a_table_that_says_the_same(client, tmp_path):
    page = shown(client, tmp_path, "en")
    figure, table = page.one("figure", of_class="change"), page.one("table", of_class="results")

    for said in ("40", "25"):
        assert said in figure.text
        assert said in table.text
    assert "38% less" in figure.text
    assert "2021" in figure.text
    assert (
        next(a.text for a in page.all("a") if a.attributes["href"] == "#source-1") == "Source [1]"
    )
    assert all(bar.attributes["aria-hidden"] == "true" for bar in page.all("svg", of_class="bar"))
    assert "style=" not in page.source


@pytest.mark.django_db
def test_a_target_is_marked_as_one(client, tmp_path):
    figure = shown(client, tmp_path, "en", target=True, year=2040).one("figure", of_class="change")
    assert "change-aimed" in figure.attributes["class"]
    assert "Target" in figure.text
    assert "After" not in figure.text


@pytest.mark.django_db
def test_what_is_measured_keeps_its_language_and_direction(client, tmp_path):
    page = shown(client, tmp_path, "en")
    caption = page.one("figcaption")
    inside = next(s for s in page.all("span") if s.text.startswith("میانگین توقف"))
    assert (inside.inherited("lang"), inside.inherited("dir")) == ("fa", "rtl")
    assert "ثانیه" in caption.text
