"""Nasrin and Kaveh write one experience at once, each in a browser of her own: nothing is lost.

With PICTURES in the environment, some of the pages are kept there as pictures to be looked at.
"""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.cast import Person
from tests.commands.conftest import Shell
from tests.journeys.conftest import serving

# Accounts of their own: the journeys share a database, and one of them hands Nasrin's role over
NASRIN, KAVEH = (Person(one.name, f"writing-{one.email}") for one in (cast.NASRIN, cast.KAVEH))
PASSWORD = "anchovy-lantern-gravel-tide"
TYPED, SAVED = "[data-save-status]", re.compile(r"saved|wrong")
_BEGUN = f"""
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.accounts.roles import Role
from hamshahr.domains.manuscripts.actions import begin_manuscript
from hamshahr.domains.network.appointing import appoint
from hamshahr.domains.network.models import City
shiraz = City.objects.get(slug="shiraz")
for email, name, role in (
    ("{NASRIN.email}", "{NASRIN.name}", Role.EXPERT),
    ("{KAVEH.email}", "{KAVEH.name}", Role.EXPERT),
):
    person = User.objects.create_user(email, name, "{PASSWORD}")
    appoint(person=person, role=role, city=shiraz, by=system_actor())
for turn in range(4):
    print(begin_manuscript(city=shiraz, language="fa", by=person).pk)
"""


@pytest.fixture(scope="module")
def begun(copied, tmp_path_factory):
    """Four manuscripts of Shiraz, in which nobody has written."""
    shell = Shell(tmp_path_factory.mktemp("begun"), DATABASE_URL=copied, HAMSHAHR_DEMO="0")
    return re.findall(r"[0-9a-f-]{36}", shell.python(_BEGUN))


@pytest.fixture(scope="module")
def site(copied, begun, tmp_path_factory):
    with serving(copied, tmp_path_factory.mktemp("two"), "--no-jobs") as address:
        yield address


class Writer:
    """Somebody at a step of a manuscript, in a browser of her own."""

    def __init__(self, window, person, path):
        self.page = window(f"/fa/account/sign-in/?next={path}")
        self.path, self.context = path, self.page.context
        self.sign_in(self.page, person)

    def sign_in(self, page, person):
        page.locator("#id_login").fill(person.email)
        page.locator("#id_password").fill(PASSWORD)
        with page.expect_navigation(url=re.compile("/write/")):
            page.locator("#sign-in button, main form button").first.click()

    def field(self, path):
        return self.page.locator(f'[id="f-{path}-in"]')

    def types(self, path, text):
        """Type, and leave the field: what is typed is sent, and answered."""
        self.field(path).fill(text)
        self.field(path).blur()
        expect(self.page.locator(TYPED)).to_have_attribute("data-state", SAVED)

    def looks_up(self):
        """Come back to the tab, which asks at once what others did."""
        with self.page.expect_response(re.compile("/here/$")):
            self.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    def reads(self, path):
        """Return what stands there for whoever opens the page now."""
        page = self.context.new_page()
        page.goto(self.path)
        text = page.locator(f'[id="f-{path}-in"]').input_value()
        page.close()
        return text

    def settles(self, path, how):
        field = self.page.locator(f'[data-path="{path}"]')
        field.locator(f'input[value="{how}"]').check()
        field.locator("[data-settle]").click()
        expect(field.locator("[data-dispute]")).to_have_count(0)

    def picture(self, name):
        if folder := os.environ.get("PICTURES"):
            self.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.fixture
def two(window, begun):
    """Nasrin and Kaveh at one step of a manuscript of their own."""

    def at(step):
        path = f"/fa/write/{begun.pop()}/{step}/"
        return Writer(window, NASRIN, path), Writer(window, KAVEH, path)

    return at


FIRST = "چراغ‌ها هماهنگ نبودند. راننده‌ها می‌ماندند. پلیس شکایت داشت."


def test_what_two_write_in_turns_stands_whole_or_is_shown(two):
    nasrin, kaveh = two("problem")
    nasrin.looks_up()
    kaveh.looks_up()
    expect(nasrin.page.locator("[data-present]")).to_contain_text(KAVEH.name)

    # What one writes appears before the other, in place
    nasrin.types("problem", FIRST)
    kaveh.looks_up()
    expect(kaveh.field("problem")).to_have_value(FIRST)

    # Different sentences, from the same text: both stand
    kaveh.types("problem", FIRST.replace("پلیس", "پلیس راهور"))
    nasrin.types("problem", FIRST.replace("نبودند", "نبودند و کهنه بودند"))
    expect(nasrin.field("problem")).to_have_value(re.compile("کهنه.*پلیس راهور"))
    both = nasrin.reads("problem")
    assert "کهنه" in both
    assert "پلیس راهور" in both

    # The same sentence: whoever comes second is shown both, and decides
    kaveh.looks_up()
    kaveh.types("problem", both.replace("شکایت داشت", "خسته بود"))
    nasrin.types("problem", both.replace("شکایت داشت", "راضی نبود"))
    dispute = nasrin.page.locator('[data-path="problem"] [data-dispute]')
    expect(dispute).to_contain_text("خسته")
    expect(nasrin.field("problem")).to_have_value(re.compile("راضی نبود"))
    assert "خسته بود" in kaveh.reads("problem")
    nasrin.picture("dispute")

    # She writes on, decides nothing, and leaves: what he wrote stands, and she is asked again
    nasrin.types("problem", both.replace("شکایت داشت", "هنوز راضی نبود"))
    nasrin.page.goto(nasrin.path)
    expect(dispute).to_contain_text("خسته")
    expect(nasrin.field("problem")).to_have_value(re.compile("هنوز راضی نبود"))
    assert "خسته بود" in kaveh.reads("problem")

    # Nor does going on decide what stands far up on a page; told of at its head, it does
    nasrin.page.locator("button[value=next]").click()
    expect(nasrin.page.locator(".error-summary")).to_be_visible()
    assert "خسته بود" in kaveh.reads("problem")
    nasrin.page.goto(nasrin.path)
    expect(nasrin.field("problem")).to_have_value(re.compile("هنوز راضی نبود"))
    expect(dispute).to_contain_text("خسته")

    nasrin.settles("problem", "together")
    settled = kaveh.reads("problem")
    assert "خسته بود" in settled
    assert "راضی نبود" in settled

    # Decided at the head of a page, it is not asked again
    kaveh.types("problem_figure_of", "ثانیه")
    nasrin.types("problem_figure_of", "دقیقه")
    expect(nasrin.page.locator("[data-dispute]")).to_contain_text("ثانیه")
    nasrin.page.locator("button[value=next]").click()
    expect(nasrin.page.locator(".error-summary")).to_be_visible()
    nasrin.page.locator('input[name="settle:problem_figure_of"][value=theirs]').check()
    with nasrin.page.expect_navigation(url=re.compile("/done/$")):
        nasrin.page.locator("button[value=next]").click()
    nasrin.page.goto(nasrin.path)
    expect(nasrin.field("problem_figure_of")).to_have_value("ثانیه")
    expect(nasrin.page.locator("[data-dispute]")).to_have_count(0)


def test_building_blocks_that_both_add_at_once_all_stay(two):
    nasrin, kaveh = two("done")
    for writer, said in ((nasrin, "شمارش خودروها"), (kaveh, "آموزش راننده‌ها")):
        with writer.page.expect_navigation():
            writer.page.locator('button[value^="add:blocks"]').click()
        writer.page.locator('textarea[name$=".what"]').last.fill(said)
        writer.page.locator('textarea[name$=".what"]').last.blur()
        expect(writer.page.locator(TYPED)).to_have_attribute("data-state", SAVED)

    # Kaveh's block appears on Nasrin's page, beside what she is typing in hers
    nasrin.page.locator('textarea[name$=".worked"]').first.fill("هر چهارراه یک ناظر داشت")
    nasrin.looks_up()
    expect(nasrin.page.locator(".item")).to_have_count(2)
    expect(nasrin.page.locator('textarea[name$=".worked"]').first).to_have_value(
        "هر چهارراه یک ناظر داشت"
    )
    expect(nasrin.page.locator('textarea[name$=".what"]').last).to_have_value("آموزش راننده‌ها")
    nasrin.picture("two-blocks")


def test_what_is_typed_without_a_connection_is_kept_and_sent_later(two):
    nasrin, kaveh = two("wrong")
    nasrin.context.set_offline(True)
    nasrin.field("went_wrong").fill("نرم‌افزار دو ماه دیر رسید.")
    nasrin.field("went_wrong").blur()
    expect(nasrin.page.locator(TYPED)).to_have_attribute("data-state", "offline")
    kaveh.types("differently", "قرارداد را زودتر می‌بستیم.")

    nasrin.context.set_offline(False)
    expect(nasrin.page.locator(TYPED)).to_have_attribute("data-state", "saved")
    assert nasrin.reads("went_wrong") == "نرم‌افزار دو ماه دیر رسید."
    assert nasrin.reads("differently") == "قرارداد را زودتر می‌بستیم."

    # Closed while nothing could be sent: offered again when the page is opened, and sent then
    nasrin.page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError()); }")
    nasrin.field("went_wrong").fill("نرم‌افزار دو ماه دیر رسید. آموزش هم کم بود.")
    nasrin.field("went_wrong").blur()
    expect(nasrin.page.locator(TYPED)).to_have_attribute("data-state", "offline")
    nasrin.page.goto(nasrin.path)
    expect(nasrin.field("went_wrong")).to_have_value(re.compile("آموزش هم کم بود"))
    expect(nasrin.page.locator(TYPED)).to_have_attribute("data-state", "saved")
    assert kaveh.reads("went_wrong").endswith("آموزش هم کم بود.")


def test_a_tab_that_was_open_while_its_writer_signed_out_and_in_loses_nothing(two):
    nasrin, kaveh = two("about")
    other = nasrin.context.new_page()
    other.goto("/fa/me/city/")
    other.locator(".person summary").click()
    with other.expect_navigation():
        other.locator(".person form button").click()

    nasrin.field("title").fill("چراغ‌های هماهنگ در شب")
    nasrin.field("title").blur()
    expect(nasrin.page.locator(TYPED)).to_have_attribute("data-state", "signedOut")
    kaveh.types("title", "عنوان کاوه")

    other.goto(f"/fa/account/sign-in/?next={nasrin.path}")
    nasrin.sign_in(other, NASRIN)
    other.close()
    nasrin.looks_up()
    # Both wrote the title meanwhile: she is shown both, and what she typed stands in the field
    dispute = nasrin.page.locator('[data-path="title"] [data-dispute]')
    expect(dispute).to_contain_text("عنوان کاوه")
    expect(nasrin.field("title")).to_have_value("چراغ‌های هماهنگ در شب")
    nasrin.settles("title", "mine")
    assert kaveh.reads("title") == "چراغ‌های هماهنگ در شب"
