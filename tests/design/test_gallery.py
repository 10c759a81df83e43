import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from django.template import Context, Engine

from hamshahr.design import gallery


class Page(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, text):
        super().__init__()
        self.elements = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def all(self, attribute):
        return [attrs[attribute] for _, attrs in self.elements if attribute in attrs]


@pytest.fixture(params=["fa", "en", "ar"])
def page(request, render):
    return render("design/gallery.html", request.param, **gallery.context())


def test_every_component_is_shown_twice(page):
    sides = re.findall(r'<div class="side" lang="(\w+)" dir="(\w+)">', page)
    shown = gallery.context()["specimens"]
    assert len(shown) > len(gallery.SPECIMENS)
    assert sides == [("en", "ltr"), ("fa", "rtl")] * len(shown)


def test_what_can_be_read_in_two_ways_is_asked_back_in_both_directions(page):
    readings = re.findall(r'type="radio" name="(day|number)_meant" value="([^"]+)"', page)
    english, persian = readings[:4], readings[4:]

    assert english[:2] == [("day", "2025-04-03"), ("day", "2025-03-04")]
    assert [name for name, _ in persian] == ["day", "day", "number", "number"]
    assert english[:2] != persian[:2]


def test_a_specimen_has_a_name_of_its_own():
    for taken in ("field", "typed_input"):
        with pytest.raises(ValueError, match=taken):
            gallery.register_specimen(taken, "design/specimens/field.html")


def test_no_component_reaches_the_page_unrendered(page):
    assert "<c-" not in page
    assert "{%" not in page
    assert "{{" not in page


def test_no_identifier_stands_twice(page):
    twice = [one for one, times in Counter(Page(page).all("id")).items() if times > 1]
    # The pattern of a tile is the same drawing wherever it stands
    assert [one for one in twice if not one.startswith("girih-")] == []


def test_every_label_and_description_finds_its_field(page):
    parsed = Page(page)
    described = [one for value in parsed.all("aria-describedby") for one in value.split()]
    assert {*parsed.all("for"), *described, *parsed.all("aria-labelledby")} <= {*parsed.all("id")}


def test_every_picture_is_hidden_or_named(page):
    for tag, attrs in Page(page).elements:
        if tag == "svg":
            assert attrs.get("aria-hidden") == "true" or "aria-label" in attrs


def test_the_page_says_its_language_and_direction(render):
    assert '<html lang="ar" dir="rtl">' in render("design/gallery.html", "ar", **gallery.context())
    assert '<html lang="es" dir="ltr">' in render("design/gallery.html", "es", **gallery.context())


@pytest.mark.parametrize("name", ["400.html", "500.html", "503.html"])
def test_the_pages_of_last_resort_need_no_frame(name):
    written = Engine.get_default().get_template(name).render(Context())
    assert 'dir="' in written


@pytest.mark.parametrize("name", ["403.html", "404.html", "405.html"])
def test_the_pages_of_refusal_offer_a_way_on(name, render):
    assert 'class="button"' in render(name, "fa")
