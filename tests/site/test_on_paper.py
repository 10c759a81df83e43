"""A page on paper: its text, where it is from and how to cite it; nothing to press."""

import re

import pytest

from tests.design.sources import STATIC
from tests.site.reading import Page

pytestmark = pytest.mark.django_db

PRINT = (STATIC / "built/print.css").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "path",
    ["", "search/?q=bus", "topics/", "experiences/tehran-brt/", "experiences/seoul-owl-bus/"],
)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_page_says_on_paper_where_it_was_found(client, settings, language, path):
    page = Page(client.get(f"/{language}/{path}"))
    printed = page.one("p", of_class="printed")

    assert f"{settings.PUBLIC_ADDRESS}/{language}/{path.partition('?')[0]}" in printed.text
    style = next(x for x in page.all("link") if "print" in x.attributes.get("href", ""))
    assert style.attributes["media"] == "print"  # no reader of the screen waits for it


def test_what_is_to_be_pressed_stays_off_the_paper():
    hidden = re.search(r"([^{}]+)\{display:none\}", PRINT).group(1)
    for part in (
        ".site-nav",
        ".site-footer",
        ".filters",
        ".breadcrumb",
        ".paging",
        ".button",
        ".skip",
    ):
        assert part in hidden


def test_the_addresses_of_sources_are_written_out():
    assert re.search(r"\.sources a\[href\^=.?http.?\]:{1,2}after\{content:[^}]*attr\(href\)", PRINT)


def test_paper_is_never_dark():
    tokens = (STATIC / "css/tokens.css").read_text(encoding="utf-8")
    assert re.findall(r"@media ([^{]*dark\)) \{", tokens) == [
        "screen and (prefers-color-scheme: dark)"
    ]


def test_pages_are_numbered_in_the_reader_s_digits():
    assert "counter(page,persian)" in PRINT
    assert "counter(page,arabic-indic)" in PRINT


def test_the_citation_and_the_year_are_on_the_paper(client):
    page = Page(client.get("/en/experiences/tehran-brt/"))
    assert page.one("h2", id="cite")
    assert "As of 2014" in page.source
