import re

import pytest

from hamshahr.design.gallery import ICONS, SPECIMENS
from tests.design.sources import DESIGN, PACKAGE, TEMPLATES, name

TEXTS = {name(path): path.read_text(encoding="utf-8") for path in TEMPLATES}
COMPONENTS = {path.stem for path in (DESIGN / "templates/cotton").glob("*.html")}
PIECES = {path.stem for path in (DESIGN / "templates/design/pieces").glob("*.html")}
ICONS_DRAWN = set(re.findall(r'id="icon-([a-z]+)"', TEXTS["design/icons.html"]))
each_template = pytest.mark.parametrize("template", TEXTS)
# Names of file formats are the same in every language
FORMATS = {"JSON", "BibTeX", "CSL-JSON", "Markdown", "PDF", "Word", "SKOS, Turtle", "SKOS, JSON-LD"}
# Bare pages that Django renders without the frame
BARE = {"400.html", "500.html", "503.html"}


def test_templates_are_found():
    assert {"layout.html", "site/home.html", "experiences/experience.html"} <= set(TEXTS)


@each_template
def test_nothing_is_styled_or_scripted_in_place(template):
    text = TEXTS[template]
    in_place = r"<style|\son[a-z]+\s*="
    if not template.startswith("design/letters/"):  # readers of mail keep no style sheet
        in_place += r"|\sstyle\s*="
    assert not re.search(in_place, text)
    # Data for machines is no script: no browser runs it
    assert not re.search(r'<script(?![^>]*\bsrc=)(?! type="application/ld\+json")', text)


@each_template
def test_every_icon_that_is_used_is_drawn(template):
    used = set(re.findall(r'#icon-([a-z]+)|<c-icon name="([a-z]+)"', TEXTS[template]))
    assert {one or other for one, other in used} <= ICONS_DRAWN


@each_template
def test_every_component_that_is_used_exists(template):
    used = {tag.replace("-", "_") for tag in re.findall(r"<c-([a-z-]+)", TEXTS[template])}
    assert used - {"vars", "slot"} <= COMPONENTS


@each_template
def test_every_included_template_exists(template):
    included = re.findall(r'{% (?:include|extends) "([^"]+)"', TEXTS[template])
    assert set(included) <= set(TEXTS)


@each_template
def test_nothing_is_fetched_from_elsewhere(template):
    assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", TEXTS[template])


@each_template
def test_links_that_open_the_sources_tell_nobody_where_we_come_from(template):
    for link in re.findall(r"<a [^>]*source\.url[^>]*>", TEXTS[template]):
        assert 'rel="noopener nofollow"' in link


def test_the_design_knows_no_address_of_the_product():
    for path in (DESIGN / "templates").glob("**/*.html"):
        assert "{% url" not in path.read_text(encoding="utf-8")


# They stand around pages, which have the heading
AROUND = {
    "desk/frame.html",
    "accounts/own_page.html",
    "network/keep/frame.html",
    "manuscripts/frame.html",
    "manuscripts/reviewing/frame.html",
}


def test_every_page_has_one_heading_of_the_first_level():
    for template, text in TEXTS.items():
        if template in AROUND:
            continue
        if re.search(r'{% extends "(?:layout|desk/frame|accounts/own_page).html" %}', text) or (
            template in BARE
        ):
            assert len(re.findall(r"<h1[ >]", text)) == 1, template


def test_every_icon_is_drawn_for_the_gallery_and_used_somewhere():
    assert set(ICONS) == ICONS_DRAWN
    everything = "".join(TEXTS.values())
    for icon in ICONS_DRAWN:
        assert f'#icon-{icon}"' in everything or f'<c-icon name="{icon}"' in everything, icon


def test_every_component_and_piece_stands_in_the_gallery():
    specimens = "".join(text for key, text in TEXTS.items() if key.startswith("design/specimens/"))
    missing = {c for c in COMPONENTS if f"<c-{c.replace('_', '-')}" not in specimens}
    missing |= {p for p in PIECES if f'"design/pieces/{p}.html"' not in specimens}
    assert missing == set()


def test_the_gallery_shows_every_specimen_that_exists():
    files = {path.stem for path in (DESIGN / "templates/design/specimens").glob("*.html")}
    assert sorted(SPECIMENS) == sorted(files)


def test_every_component_is_used_on_a_page():
    pages = "".join(text for key, text in TEXTS.items() if not key.startswith("design/specimens/"))
    assert {c for c in COMPONENTS if f"<c-{c.replace('_', '-')}" not in pages} == set()


@each_template
def test_a_list_of_two_is_joined_by_the_comma_of_its_language(template):
    worded = re.sub(r"{% blocktrans.*?endblocktrans.*?%}|srcset=\"[^\"]*\"", "", TEXTS[template])

    assert re.findall(r"(?:}}|%}|</\w+>), ", worded) == []


def test_sentences_are_marked_for_translation():
    # Text between tags that is neither a variable nor inside a translation
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"{% blocktranslate.*?endblocktranslate %}", "", text, flags=re.DOTALL)
        text = re.sub(r"{%.*?%}|{{.*?}}|<svg.*?</svg>|<[^>]*>", "\n", text, flags=re.DOTALL)
        words = {line.strip() for line in text.splitlines() if re.search(r"[A-Za-z]{2}", line)}
        assert words <= {"Hamshahr", *FORMATS}, (path.relative_to(PACKAGE), words)
