"""Every page in both directions, wide and narrow, light and dark, and to those who do not see."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import NARROW, WIDE

PAGES = {
    "home": "",
    "results": "search/?q=flood&region=africa",
    "browsing": "search/",
    "map": "search/?view=map",
    "map of results": "search/?q=flood&region=africa&view=map",
    "city": "cities/shiraz/",
    "cities": "cities/",
    "map of cities": "cities/?members=1&view=map",
    "empty result": "search/?q=flood&country=LU",
    "refusal": "search/?q=%3F%3F",
    "experience": "experiences/lagos-brt-lite/",
    "Persian experience": "experiences/tehran-brt/",
    "ask": "experiences/lagos-brt-lite/claim/",
    "report": "report/experience/lagos-brt-lite/",
    "about": "about/",
    "topics": "topics/",
    "not there": "nowhere/",
    "gallery": "design/",
}
# WCAG 2.2 AA and what axe holds for good practice
RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
_SPILLS = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  return [...document.querySelectorAll('body *')].filter(e => {
    const box = e.getBoundingClientRect();
    return box.width && (box.right > root.clientWidth + 1 || box.left < -1);
  }).slice(0, 5).map(e => e.outerHTML.slice(0, 120));
}"""


_UNFOLD = """() => {
  for (const part of document.querySelectorAll('details:not([data-menu])')) part.open = true;
}"""
_SMALL = """() => [...document.querySelectorAll('button, summary, input:not([type=hidden])')]
  .filter(e => {
    const own = e.getBoundingClientRect(), label = e.closest('label')?.getBoundingClientRect();
    return own.width && Math.max(own.height, label?.height ?? 0) < 24;  // WCAG 2.5.8
  }).map(e => e.outerHTML.slice(0, 90))"""
_FETCHED = """() => ['resource', 'navigation'].flatMap(kind => performance.getEntriesByType(kind))
  .map(e => [e.name, e.transferSize])"""


def spills_nowhere(page):
    """Tell whether nothing of a page stands beyond its edge, in any width."""
    for size in (NARROW, WIDE, {"width": 320, "height": 640}):  # the last: WCAG 1.4.10, reflow
        page.set_viewport_size(size)
        assert page.evaluate(_SPILLS) == [], size
    return True


# Both directions, each in one light: colours know no language and directions no light
@pytest.mark.parametrize(("language", "dark"), [("fa", True), ("en", False)], ids=["fa", "en"])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_nobody_is_shut_out_and_nothing_spills_over_the_edge(window, path, language, dark):
    page = window(f"/{language}/{path}", dark=dark, locale="en-GB")
    assert spills_nowhere(page)

    page.set_viewport_size(NARROW if dark else WIDE)
    # What is folded away must be right, too; menus would cover what lies below them
    page.evaluate(_UNFOLD)
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_the_language_with_the_longest_words_does_not_spill_either(window, path):
    assert spills_nowhere(window(f"/fr/{path}", locale="en-GB"))


@pytest.mark.parametrize("path", ["", "search/?q=flood", "experiences/lagos-brt-lite/"])
def test_what_is_touched_is_big_enough(window, path):
    page = window(f"/fa/{path}", size=NARROW)

    assert page.evaluate(_SMALL) == []


def test_the_first_page_is_light(window):
    page = window("/fa/")
    sizes = page.evaluate(_FETCHED)

    assert sum(size for _, size in sizes) < 250_000, sizes
    assert len(sizes) <= 8
