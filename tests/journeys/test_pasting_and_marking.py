"""Prose is pasted from everywhere and marked with tools: what arrives is plain Markdown."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from hamshahr.kernel.written import to_html
from tests.journeys.conftest import NARROW
from tests.kernel.outbound.machines import machine, says

CLIPBOARD = Path(__file__).parent / "clipboard"
PASTE = """([html, text]) => {
  const held = new DataTransfer();
  if (html) held.setData('text/html', html);
  held.setData('text/plain', text);
  const event = new ClipboardEvent('paste', {clipboardData: held, bubbles: true, cancelable: true});
  return !document.activeElement.dispatchEvent(event);
}"""


@pytest.fixture
def write(window):
    """Open the gallery in a language, with the cursor in its field for prose of that language."""

    def opened(code="en", **more):
        page = window(f"/{code}/design/", **more)
        field = page.locator(f"#prose-{code}")
        field.focus()
        return page, field

    return opened


@pytest.mark.parametrize(
    ("source", "pictures"), [("word", 1), ("google_docs", 1), ("libreoffice", 0), ("web_page", 2)]
)
def test_what_is_pasted_becomes_markdown_and_fetches_and_runs_nothing(write, source, pictures):
    page, field = write()
    with machine(says("200 OK")) as tracker:
        html = (CLIPBOARD / f"{source}.html").read_text(encoding="utf-8")
        taken = page.evaluate(PASTE, [html.replace("PORT", str(tracker.port)), "plain"])
        page.wait_for_load_state("networkidle")

    assert taken
    wanted = (CLIPBOARD / f"{source}.md").read_text(encoding="utf-8").strip()
    assert field.input_value() == wanted
    assert tracker.connections == 0
    assert page.evaluate("window.pasted") is None
    said = page.locator("#prose-en + [role=status]")
    expect(said).to_contain_text("Formatting was simplified.")
    if pictures:
        expect(said).to_contain_text(f"Pictures left out: {pictures}.")


def test_a_paste_is_taken_back_as_one_and_is_heard_of_by_whoever_saves(write):
    page, field = write()
    page.keyboard.type("Before. ")
    page.evaluate("document.activeElement.addEventListener('input', () => window.heard = true)")
    page.evaluate(PASTE, ["<p>One <b>two</b></p>", "One two"])
    assert field.input_value() == "Before. One **two**"
    assert page.evaluate("window.heard")

    page.keyboard.press("Control+z")
    assert field.input_value() == "Before. "


@pytest.mark.parametrize("html", ["", "<span style='color:red'>می‌شود * _x_</span>"])
def test_plain_words_are_left_to_the_browser(write, html):
    page, _ = write()

    assert not page.evaluate(PASTE, [html, "می‌شود * _x_"])


def test_spelling_of_persian_is_kept_letter_by_letter(write):
    page, field = write()
    page.evaluate(PASTE, ["<p>می\u200cشود\u200f (BRT)\u200e</p><p>خانه\u00a0ها\ufeff</p>", ""])

    assert field.input_value() == "می\u200cشود\u200f (BRT)\u200e\n\nخانه ها"


def test_tools_mark_what_is_chosen_by_hand_and_by_key_and_take_it_back(write):
    page, field = write()
    tools = page.locator("[role=toolbar][aria-controls=prose-en]")
    field.fill("signals at night")
    field.evaluate("field => field.setSelectionRange(0, 8)")
    tools.get_by_role("button", name="Bold").click()
    assert field.input_value() == "**signals** at night"
    page.keyboard.press("Control+b")
    assert field.input_value() == "signals at night"
    page.keyboard.press("Control+k")
    page.keyboard.type("https://city.example")  # the place of the address is chosen already
    assert field.input_value() == "[signals](https://city.example) at night"
    field.fill("one\ntwo")
    field.select_text()
    page.keyboard.press("Control+Shift+Digit8")
    assert field.input_value() == "- one\n- two"
    field.fill("what was done")
    tools.get_by_role("button", name="Heading").click()
    assert field.input_value() == "## what was done"
    page.keyboard.press("Control+z")
    assert field.input_value() == "what was done"


def test_arrows_walk_the_tools_the_way_the_page_is_read(write):
    page, _ = write("fa", size=NARROW)
    first = page.locator("[aria-controls=prose-fa] button").first
    first.focus()
    page.keyboard.press("ArrowLeft")

    marked = page.evaluate("document.activeElement.dataset.mark")
    assert marked == "heading"
    assert page.locator("[aria-controls=prose-fa] button[tabindex='0']").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_scripts_there_is_a_field_and_no_tool_that_does_nothing(write):
    page, field = write(scripts=False)
    field.fill("words")

    assert field.input_value() == "words"
    assert page.locator("[role=toolbar]").count() == 0


def test_what_was_pasted_from_word_is_shown_with_its_lists_and_its_other_direction():
    html = to_html((CLIPBOARD / "word.md").read_text(encoding="utf-8"), direction="rtl")

    assert "<h2>گزارش سال</h2>" in html
    assert "<strong>هماهنگ</strong>" in html
    assert '<ol lang="" dir="ltr">' in html
