"""From the letter of an invitation to the hand-over, in Persian, in a real browser.

The letters are read at a real mail server, to which the running site's own jobs hand them.
"""

import time

import pytest

from tests.accounts.totp import code_at, in_persian, key_on
from tests.cast import AWA, KAVEH, NASRIN
from tests.commands.conftest import Shell
from tests.journeys.conftest import serving
from tests.journeys.test_signing_in_with_a_passkey import PHONE
from tests.journeys.walking import PASSWORD, Walk, letter_to, link_in, signed_in
from tests.notifications.post_office import PostOffice

PEOPLE, KEEP = "/fa/cities/shiraz/people/", "/fa/cities/shiraz/keep/"
ABOUT = "شیراز شهر باغ‌ها و شعر است."

OFFICE = f"""
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.accounts.roles import Role
from hamshahr.domains.network.appointing import appoint
awa = User.objects.create_user("{AWA.email}", "{AWA.name}", "{PASSWORD}")
appoint(person=awa, role=Role.SECRETARIAT, by=system_actor())
"""


@pytest.fixture(scope="module")
def post():
    office = PostOffice()
    yield office
    office.stop()


@pytest.fixture(scope="module")
def site(copied, post, tmp_path_factory):
    """A site of its own, with its jobs, its mail, and somebody in the secretariat."""
    data = tmp_path_factory.mktemp("joining")
    Shell(data, DATABASE_URL=copied, HAMSHAHR_DEMO="0").python(OFFICE)
    mail = {"HAMSHAHR_MAIL": f"smtp://127.0.0.1:{post.port}", "HAMSHAHR_SENDER": "a@cities.example"}
    with serving(copied, data, **mail) as address:
        yield address


def invites(walk, person, role):
    walk.goes_to(f"{PEOPLE}invite/")
    walk.page.locator("#id_email").fill(person.email)
    walk.page.locator("#id_name").fill(person.name)
    walk.page.locator("#id_role").select_option(role)
    walk.page.locator("#id_language").select_option("fa")
    walk.looked_at(f"invite-{role}")
    walk.press("#invite")
    assert person.name in walk.page.locator("main").inner_text()


def the_secretariat_invites(window):
    awa = signed_in(window, AWA, "fa", at=PEOPLE)
    invites(awa, NASRIN, "focal_point")
    awa.looked_at("people-of-a-city-without-anybody")


def nasrin_joins_with_a_passkey(window, link):
    nasrin = Walk(window(link))
    client = nasrin.page.context.new_cdp_session(nasrin.page)
    client.send("WebAuthn.enable")
    client.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE})
    nasrin.looked_at("invitation")
    assert nasrin.page.locator("#id_name").input_value() == NASRIN.name
    with nasrin.page.expect_navigation():
        nasrin.page.locator("button[value=passkey]").click()
    nasrin.page.locator("#id_name").fill("گوشی من")
    nasrin.looked_at("passkey")
    nasrin.page.locator("#passkey button").click()
    nasrin.page.wait_for_url("**/recovery-codes/")
    nasrin.looked_at("recovery-codes")
    nasrin.goes_to("/fa/me/appointments/")
    nasrin.looked_at("appointments-of-the-focal-point")
    return nasrin


def nasrin_keeps_the_page(nasrin):
    page = nasrin.page
    nasrin.goes_to(KEEP)
    nasrin.looked_at("keep")
    nasrin.goes_to(f"{KEEP}texts/about/fa/")
    page.locator("#id_text").fill(ABOUT)
    nasrin.looked_at("keep-text")
    nasrin.press("#text")

    nasrin.goes_to(f"{KEEP}offers/new/")
    page.locator("input[name=kind]").first.check()
    page.locator("details:has(input[value=smart-traffic]) summary").click()
    page.locator("input[value=smart-traffic]").check()
    page.locator("input[name=languages][value=fa]").check()
    page.locator("#id_words").fill("دو روز بازدید، برای شش نفر.")
    nasrin.looked_at("keep-offer")
    nasrin.press("#offer")

    nasrin.goes_to(f"{KEEP}priorities/new/")
    page.locator("#id_topic").select_option("smart-traffic")
    page.locator("#id_words").fill("چهارراه‌ها بیش از همه وقت مردم را می‌گیرند.")
    nasrin.looked_at("keep-priority")
    nasrin.press("#priority")
    nasrin.goes_to(KEEP)
    nasrin.looked_at("kept")


def a_stranger_reads_it(window):
    stranger = Walk(window("/fa/cities/shiraz/"))
    told = stranger.page.locator("main").inner_text()
    for words in (ABOUT, "دو روز بازدید", "چهارراه‌ها بیش از همه"):
        assert words in told
    assert NASRIN.email not in stranger.page.content()
    stranger.looked_at("city-as-strangers-read-it")


def kaveh_joins_with_an_app(window, link):
    kaveh = Walk(window(link))
    kaveh.page.locator("#id_password").fill(PASSWORD)
    kaveh.press("#invitation")
    kaveh.looked_at("appointments-of-a-colleague")
    kaveh.goes_to("/fa/me/security/app/")
    code = code_at(key_on(kaveh.page.content()), time.time())
    kaveh.page.locator("#id_code").fill(in_persian(code))
    kaveh.press("#app")
    assert kaveh.page.locator("#recovery-codes li").count() == 10
    assert kaveh.goes_to(KEEP) == 404
    return kaveh


def nasrin_hands_over(nasrin):
    nasrin.goes_to(f"{PEOPLE}hand-over/")
    nasrin.looked_at("hand-over")
    nasrin.page.locator("#id_to").select_option(label=KAVEH.name)
    nasrin.press("#hand-over")
    listed = nasrin.page.locator("main").inner_text()
    assert NASRIN.name in listed
    assert KAVEH.name in listed
    nasrin.looked_at("handed-over")


def test_from_the_letter_to_the_hand_over(window, site, post):
    the_secretariat_invites(window)
    letter = letter_to(post, NASRIN, about="/invitation/")
    nasrin = nasrin_joins_with_a_passkey(window, link_in(letter, "invitation", site))
    nasrin_keeps_the_page(nasrin)
    a_stranger_reads_it(window)

    invites(nasrin, KAVEH, "expert")
    letter = letter_to(post, KAVEH, about="/invitation/")
    kaveh = kaveh_joins_with_an_app(window, link_in(letter, "invitation", site))
    nasrin_hands_over(nasrin)

    assert nasrin.goes_to(KEEP) == 404
    assert kaveh.goes_to(KEEP) == 200
    assert ABOUT in window("/fa/cities/shiraz/").content()
    listed = letter_to(post, KAVEH, about="/me/hand-overs/")
    assert kaveh.goes_to(link_in(listed, "me/hand-overs", site)) == 200
    assert NASRIN.name in kaveh.page.locator("main").inner_text()
