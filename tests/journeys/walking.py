"""How the people of a journey go: sign in, look at each page, send forms, open their letters.

With PICTURES in the environment, each page that is looked at is kept there as a picture.
"""

import os
import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

from tests.commands.conftest import eventually
from tests.journeys.conftest import NARROW, WIDE
from tests.journeys.test_every_page_in_the_browser import _SPILLS, RULES

PASSWORD = "anchovy-lantern-gravel-tide"
SECONDS_FOR_A_LETTER = 60  # the jobs of a site that has just begun come first


class Walk:
    """Somebody's way through the site, each page looked at in both widths."""

    def __init__(self, page):
        self.page = page

    def looked_at(self, name):
        found = Axe().run(self.page, options=RULES)
        assert found.violations_count == 0, found.generate_report()
        for size, width in ((NARROW, "narrow"), (WIDE, "wide")):
            self.page.set_viewport_size(size)
            assert self.page.evaluate(_SPILLS) == [], name
            if folder := os.environ.get("PICTURES"):
                kept = Path(folder) / f"{name}-{width}.png"
                self.page.screenshot(path=kept, full_page=True)

    def press(self, form="main form"):
        """Send a form, and be where it leads."""
        with self.page.expect_navigation():
            self.page.locator(f"{form} button:not([name=preview])").first.click()

    def goes_to(self, path):
        return self.page.goto(path).status


def signed_in(window, person, language, *, at):
    """Return the walk of somebody who signs in with a password and comes to the path ``at``."""
    walk = Walk(window(f"/{language}/account/sign-in/?next={at}", locale=language))
    walk.page.locator("#id_login").fill(person.email)
    walk.page.locator("#id_password").fill(PASSWORD)
    walk.press("#sign-in")
    walk.page.wait_for_url(f"**{at}")
    return walk


def letter_to(post, person, *, about, language="fa"):
    """Return the text of the letter that somebody gets, once it is there."""

    def found():
        return [one for one in post.received if one.to == [person.email] and about in one.text]

    assert eventually(found, SECONDS_FOR_A_LETTER), [one.text for one in post.received]
    told = found()[-1]
    direction = "rtl" if language in {"fa", "ar"} else "ltr"
    assert re.search(rf'<html[^>]*lang="{language}"[^>]*dir="{direction}"', told.html)
    return told.text


def link_in(text, part, site, language="fa"):
    """Return the path of the first link below ``part`` in a letter."""
    return re.search(rf"{site}(/{language}/{part}/\S+)", text).group(1)
