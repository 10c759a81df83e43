"""A passkey in a real browser: made, used as second step, and used instead of a password."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.commands.conftest import Shell
from tests.journeys.conftest import NARROW, WIDE
from tests.journeys.test_every_page_in_the_browser import _SPILLS, RULES

NAME, EMAIL, PASSWORD = (
    "بهاره 🌙 Sólyom-Razafindrakotomalala از اداره‌کل",
    "bahareh@shiraz.example",
    "anchovy-lantern-gravel-tide",
)
HOME = "/fa/me/security/"
# A phone that unlocks by finger, as Chromium pretends one
PHONE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


# Her namesake has more notices than a bell counts
NAMESAKE = "bahareh.told@shiraz.example"
PEOPLE = f"""
from django.utils import timezone
from hamshahr.commons.accounts.models import User
from hamshahr.commons.notifications.models import Notice

for email in ("{EMAIL}", "{NAMESAKE}"):
    person = User.objects.create_user(email, "{NAME}", "{PASSWORD}")
Notice.objects.bulk_create(
    Notice(
        person=person, kind="network.appointed", about=str(number), path="me/appointments/",
        said={{"role": "expert", "place": "Shiraz"}}, created_at=timezone.now(),
    )
    for number in range(120)
)
"""


@pytest.fixture(scope="module", autouse=True)
def _people(database, tmp_path_factory):
    shell = Shell(tmp_path_factory.mktemp("people"), DATABASE_URL=database, HAMSHAHR_DEMO="0")
    shell.python(PEOPLE)


@pytest.fixture
def page(window, site):
    """A window with a phone beside it."""
    page = window("/fa/account/sign-in/")
    client = page.context.new_cdp_session(page)
    client.send("WebAuthn.enable")
    client.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE})
    return page


def sign_in(page, email=EMAIL):
    page.goto(f"/fa/account/sign-in/?next={HOME}")
    page.locator("#id_login").fill(email)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#sign-in button").click()


def sign_out(page):
    page.context.clear_cookies()


def looked_at(page):
    """Hold the page against the rules of accessibility, wide and narrow."""
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    page.set_viewport_size(NARROW)
    assert page.evaluate(_SPILLS) == []
    page.set_viewport_size(WIDE)


def test_a_passkey_is_made_and_lets_in_with_a_password_and_without(page):
    looked_at(page)
    sign_in(page)
    page.wait_for_url(f"**{HOME}")
    assert NAME in page.content()
    looked_at(page)

    page.goto(f"{HOME}passkeys/new/")
    page.locator("#id_name").fill("گوشی من 📱")
    page.locator("#passkey button").click()
    page.wait_for_url("**/recovery-codes/")
    assert page.locator("#recovery-codes li").count() == 10
    with page.expect_download() as kept:
        page.locator("a[download]").click()
    assert len(kept.value.path().read_text().split()) == 10
    page.goto(HOME)
    assert "گوشی من 📱" in page.content()
    for path in ("app/", "sessions/", "password/", "address/"):
        page.goto(HOME + path)
        looked_at(page)

    sign_out(page)
    sign_in(page)
    page.wait_for_url("**/second-factor/")
    looked_at(page)
    page.locator("form[data-passkey] button").click()
    page.wait_for_url(lambda url: url.endswith(HOME))

    sign_out(page)
    page.goto(f"/fa/account/sign-in/?next={HOME}")
    page.locator("form[data-passkey] button").click()
    page.wait_for_url(lambda url: url.endswith(HOME) and "next" not in url)
    assert NAME in page.content()


def test_the_header_of_somebody_with_a_long_name_stays_within_a_narrow_window(page):
    sign_in(page, NAMESAKE)
    page.wait_for_url(f"**{HOME}")
    for language in ("fa", "en", "fr"):
        page.goto(f"/{language}/me/appointments/")
        assert NAME in page.content()
        assert page.locator(".bell .count").inner_text().endswith("+")
        for width in (390, 320):
            page.set_viewport_size({"width": width, "height": 844})
            assert page.evaluate(_SPILLS) == [], (language, width)


def test_a_device_without_the_passkey_is_told_so_and_the_page_goes_on(page):
    page.locator("form[data-passkey] button").click()
    page.locator("form[data-passkey] [role=alert]").wait_for()

    assert page.locator("#id_login").is_editable()
