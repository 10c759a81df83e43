"""A deputy mayor in Shiraz comes with a problem and leaves with the right case."""

import re

import psycopg
import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import NARROW

NEED = "بی‌خانمان‌ها زمستان‌ها در پناهگاه می‌مانند و خانه‌ای پیدا نمی‌کنند"


# What has the focus: its element, its name, where it leads, whether one sees that it has it
_FOCUSED = """() => {
  const e = document.activeElement, outline = getComputedStyle(e).outlineStyle;
  if (e === document.body) return null;
  return [e.tagName, e.name || '', e.getAttribute('href') || '', outline !== 'none'];
}"""


@pytest.fixture
def asks(database):
    """Read the asks that a journey left, and take them away again."""
    with psycopg.connect(database, autocommit=True) as held:
        yield lambda: held.execute(
            "SELECT id, kind, name, language FROM experiences_ask"
        ).fetchall()
        held.execute("DELETE FROM experiences_ask")


@pytest.fixture
def reports(database):
    """Read the reports that a journey left, and take them away again."""
    with psycopg.connect(database, autocommit=True) as held:
        yield lambda: held.execute(
            "SELECT id, ground, words, language FROM moderation_report"
        ).fetchall()
        held.execute("DELETE FROM moderation_report")
        held.execute("DELETE FROM moderation_case")


def test_from_a_need_in_persian_to_a_foreign_experience_and_a_correction(window, reports):
    page = window("/")
    expect(page).to_have_url(re.compile("/fa/$"))
    page.get_by_role("textbox").first.fill(NEED)
    page.keyboard.press("Enter")

    rows = page.locator("article.row")
    expect(rows).to_have_count(10)
    foreign = rows.locator("h3[lang=en]").first
    expect(foreign).to_be_visible()
    expect(rows.first.locator(".reasons li").first).to_be_visible()
    expect(rows.first.locator(".passage")).to_be_visible()

    page.locator("h3 a[href*=helsinki-housing-first]").click()
    expect(page.locator("h1")).to_have_attribute("lang", "en")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert page.locator("section.similar article.row").count() == 4
    page.locator("section.similar h3 a").first.click()
    page.go_back()

    page.locator(".report-link a").click()
    page.locator("input[name=ground][value=mistake]").check()
    page.locator("#id_email").fill("not an address")
    page.locator("#id_words").fill("سال آغاز در گزارش سالانه ۲۰۰۸ است.")
    page.locator("form#report button").click()
    expect(page.locator(".error-summary")).to_be_visible()
    expect(page.locator("#id_words")).to_have_value("سال آغاز در گزارش سالانه ۲۰۰۸ است.")
    page.locator("#id_email").fill("mahin@shiraz.example")
    page.locator("form#report button").click()

    expect(page).to_have_url(re.compile("/fa/report/sent/"))
    ((_, ground, words, language),) = reports()
    assert (ground, words, language) == ("mistake", "سال آغاز در گزارش سالانه ۲۰۰۸ است.", "fa")
    expect(page.locator("main .lead bdi")).to_be_visible()


def test_what_was_typed_survives_a_wrong_click(window, asks):
    page = window("/en/experiences/lagos-brt-lite/claim/")
    page.locator("#id_message").fill("We run it, and can tell more.")
    page.goto("/en/about/")
    page.go_back()

    expect(page.locator("#id_message")).to_have_value("We run it, and can tell more.")
    assert asks() == []


@pytest.mark.parametrize(
    "path", ["/fa/", "/fa/search/?q=آب", "/fa/topics/", "/en/experiences/tehran-brt/"]
)
def test_a_slash_focuses_search(window, path):
    page = window(path)
    page.keyboard.press("/")

    focused = page.evaluate("document.activeElement.name")
    assert focused == "q"
    page.keyboard.type("a/b")
    assert page.evaluate("document.activeElement.value").endswith("a/b")


def test_search_is_there_on_every_page_and_any_language_will_do(window):
    page = window("/fa/experiences/tehran-brt/")
    page.keyboard.press("/")
    page.keyboard.type("쓰레기 분리배출")
    page.keyboard.press("Enter")

    expect(page.locator("article.row")).to_have_count(10)
    assert page.locator("h3 a[href*=shanghai-waste-sorting]").count() == 1


def test_the_keyboard_alone_goes_the_whole_way(window):
    page = window("/en/search/?q=flood", locale="en-GB")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()

    reached = set()
    for _ in range(220):
        page.keyboard.press("Tab")
        here = page.evaluate(_FOCUSED)
        if here is None:
            break
        reached.add((here[0], here[1] or here[2]))
        assert here[3], f"no visible focus on {here}"
    assert ("TEXTAREA", "q") in reached
    assert ("INPUT", "region") in reached or ("INPUT", "topic") in reached
    assert any(tag == "A" and "/experiences/" in href for tag, href in reached)
    assert any(tag == "A" and "page=2" in href for tag, href in reached)


@pytest.mark.parametrize("size", [None, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_list_is_narrowed_by_a_click(window, scripts, size):
    page = window("/fa/search/?q=آبگرفتگی", scripts=scripts, **({"size": size} if size else {}))
    filters = page.locator("#filters")
    if not filters.locator("form").is_visible():
        filters.locator("> summary").click()
    region = page.locator("#facet-region")
    if region.get_attribute("open") is None:
        region.locator("summary").click()
    choice = region.locator("label", has=page.locator("input[value=africa]"))
    count = int(choice.locator("data").get_attribute("value"))
    choice.click()
    if not scripts:
        page.locator("button.apply").click()

    expect(page.locator("a.tag-chosen")).to_have_count(1)
    expect(page).to_have_url(re.compile("region=africa"))
    shown = page.locator("#count").inner_text()
    assert str(count).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")) in shown
    # The whole page says the same as the part that was replaced
    page.reload()
    assert page.locator("#count").inner_text() == shown


def narrowed_to_europe(window):
    """Return a page of results narrowed to a region, and what its count said before."""
    page = window("/fa/search/?q=آب")
    before = page.locator("#count").inner_text()
    page.locator("#facet-region summary").click()
    page.locator("#facet-region label", has=page.locator("input[value=europe]")).click()
    expect(page.locator("a.tag-chosen")).to_have_count(1)
    return page, before


def test_back_leads_to_the_list_as_it_was(window):
    page, before = narrowed_to_europe(window)
    page.locator("nav.paging a[rel=next]").click()
    expect(page.locator("[aria-current=page].here")).to_have_text("۲")
    page.locator("article.row h3 a").first.click()
    expect(page.locator("article .experience-head")).to_be_visible()

    page.go_back()
    page.wait_for_load_state("networkidle")
    expect(page.locator("[aria-current=page].here")).to_have_text("۲")
    page.go_back()
    page.wait_for_load_state("networkidle")
    expect(page.locator("a.tag-chosen")).to_have_count(1)
    expect(page.locator("[aria-current=page].here")).to_have_text("۱")
    page.go_back()
    page.wait_for_load_state("networkidle")
    expect(page.locator("a.tag-chosen")).to_have_count(0)
    expect(page.locator("#count")).to_have_text(before)


def test_who_goes_back_before_the_page_is_ready_comes_to_the_list_before(window):
    page, before = narrowed_to_europe(window)
    page.route("**/*.js", lambda _route: None)  # on their way until the route is given up
    page.reload(wait_until="commit")
    expect(page.locator("a.tag-chosen")).to_have_count(1)

    page.evaluate("history.back()")
    page.wait_for_url(lambda address: "europe" not in address, wait_until="commit")
    page.unroute_all()

    expect(page.locator("a.tag-chosen")).to_have_count(0)
    expect(page.locator("#count")).to_have_text(before)


def test_another_language_keeps_the_search(window):
    page = window("/fa/search/?q=آب&region=africa")
    rows = page.locator("article.row h3 a")
    first = rows.first.inner_text()
    page.locator("details.languages summary").click()
    page.locator("details.languages a[hreflang=fr]").click()

    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    expect(page.locator("textarea[name=q]")).to_have_value("آب")
    expect(page.locator("a.tag-chosen")).to_have_count(1)
    assert rows.first.inner_text() == first
    page.goto("/")
    expect(page).to_have_url(re.compile("/fr/$"))


def test_the_menu_of_languages_closes_on_escape(window):
    page = window("/fa/")
    page.locator("details.languages summary").click()
    page.keyboard.press("Escape")

    expect(page.locator("details.languages")).not_to_have_attribute("open", "")
    expect(page.locator("details.languages summary")).to_be_focused()
