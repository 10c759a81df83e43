"""A form that is sent when the session has ended, or its token: nothing typed in it is lost.

The browser here has no scripts, and is asked for the token of each form as real ones are.
"""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from hamshahr.domains.network.models import CityText
from tests.accounts.conftest import SIGN_IN
from tests.association.conftest import PASSWORD
from tests.cast import NASRIN
from tests.site.reading import Page, parameters

pytestmark = pytest.mark.django_db
OURS, ELSEWHERE = "http://testserver", "https://evil.example"
TEXT = "/en/cities/shiraz/keep/texts/about/fa/"
INVITE = "/en/cities/shiraz/people/invite/"
TYPED = "شهر باغ‌ها،\r\nو شعر"
MARKUP = "</pre><script>alert(1)</script>"
SAID = {"text": TYPED, "based_on": "0", "keep": "1"}


class Browser(Client):
    """Nasrin's, in which she is signed in."""

    def __init__(self):
        super().__init__(enforce_csrf_checks=True)
        self.sign_in()

    def sign_in(self):
        said = {"login": NASRIN.email, "password": PASSWORD}
        assert self.sent(SIGN_IN, said, self.token_on(SIGN_IN)).status_code == 302

    def token_on(self, path):
        return Page(self.get(path)).all("input", name="csrfmiddlewaretoken")[0].attributes["value"]

    def sent(self, path, said, token, origin=OURS, **headers):
        headers |= {"Origin": origin} if origin else {}
        return self.post(path, {**said, "csrfmiddlewaretoken": token}, headers=headers)

    def press_again(self, answer):
        """Send the form that a page offers to send again, as it stands there."""
        address = offered(answer)
        held = [
            one
            for one in Page(answer).all("input", type="hidden")
            if one.inherited("action") == address
        ]
        said = {one.attributes["name"]: one.attributes["value"] for one in held}
        return self.sent(address, said, said["csrfmiddlewaretoken"])


def offered(answer):
    """Return where a page offers to send the form again; nothing where it does not."""
    address = answer.wsgi_request.get_full_path()
    return address if Page(answer).all("form", action=address) else None


@pytest.fixture
def browser(db):
    nasrin = NASRIN.serving()
    nasrin.set_password(PASSWORD)
    nasrin.save()
    return Browser()


@pytest.fixture
def signed_out(browser):
    """The browser, on the page of the form, when its session has ended; and the form's token."""
    token = browser.token_on(TEXT)
    Session.objects.all().delete()
    return browser, token


def test_who_is_signed_out_while_she_writes_is_told_so_and_shown_her_text(signed_out):
    browser, token = signed_out
    answer = browser.sent(TEXT, SAID, token, Referer=f"{OURS}{TEXT}?new=1")
    page = Page(answer)

    assert answer.status_code == 401
    assert page.one("h1").text == "You are signed out"
    assert page.one("pre").attributes["dir"] == "auto"
    assert page.one("pre").text == " ".join(TYPED.split())
    assert "no-store" in answer["Cache-Control"]
    ways = [a.attributes for a in page.all("a", target="_blank")]
    assert [parameters(a["href"])["next"] for a in ways] == [[f"{TEXT}?new=1"]]
    assert not CityText.objects.exists()


def test_after_signing_in_she_looks_at_it_once_more_and_sends_it_as_it_was(signed_out):
    browser, token = signed_out
    told = browser.sent(TEXT, SAID, token)
    assert browser.press_again(told).status_code == 401  # not signed in yet

    browser.sign_in()
    looked_at = browser.press_again(told)
    assert looked_at.status_code == 403
    assert TYPED.splitlines()[1] in Page(looked_at).one("pre").text
    assert not CityText.objects.exists()

    assert browser.press_again(looked_at).status_code == 302
    assert CityText.objects.get().text.splitlines() == TYPED.splitlines()


def test_who_signed_in_anew_in_another_tab_sends_the_form_of_the_first_by_one_button(browser):
    token = browser.token_on(TEXT)
    Session.objects.all().delete()
    browser.sign_in()

    assert browser.press_again(browser.sent(TEXT, SAID, token)).status_code == 302
    assert CityText.objects.exists()


def test_without_session_and_token_she_is_asked_to_sign_in_too(signed_out):
    browser, _token = signed_out
    browser.cookies.clear()
    answer = browser.sent(TEXT, SAID, "of another time")

    assert answer.status_code == 401
    assert TYPED.splitlines()[0] in answer.text


def test_a_form_of_a_page_elsewhere_is_neither_shown_nor_offered_to_be_sent(browser):
    for is_signed_in in (True, False):
        for origin in (ELSEWHERE, "null", f"{OURS}.evil.example", "https://testserver", ""):
            answer = browser.sent(TEXT, SAID, "a guess", origin)
            assert answer.status_code in {302, 403} if origin else {401, 403}, (
                is_signed_in,
                origin,
            )
            assert answer.status_code == 302 or offered(answer) is None, (is_signed_in, origin)
            if origin:
                assert TYPED.splitlines()[0] not in answer.text, (is_signed_in, origin)
        Session.objects.all().delete()


def test_a_browser_that_does_not_say_where_from_is_shown_her_text_to_copy(signed_out):
    browser, token = signed_out
    answer = browser.sent(TEXT, SAID, token, origin=None)

    assert answer.status_code == 401
    assert TYPED.splitlines()[0] in answer.text
    assert offered(answer) is None


def test_markup_is_shown_and_held_as_the_text_that_it_is(signed_out):
    browser, token = signed_out
    answer = browser.sent(TEXT, SAID | {"text": MARKUP, '"><script>x': MARKUP}, token)

    assert "<script>alert" not in answer.text
    assert "<script>x" not in answer.text
    assert Page(answer).all("pre")[0].text == MARKUP


def test_no_secret_is_shown_and_a_form_that_held_one_is_not_offered_again(signed_out):
    browser, token = signed_out
    answer = browser.sent(TEXT, SAID | {"password": "of-her-own-Cat"}, token)

    assert "of-her-own-Cat" not in answer.text
    assert TYPED.splitlines()[0] in answer.text
    assert token not in answer.text
    assert offered(answer) is None


@pytest.mark.parametrize("page", ["https://evil.example/en/", "//evil.example/", ""])
def test_signing_in_leads_to_no_page_elsewhere(signed_out, page):
    browser, token = signed_out
    answer = browser.sent(TEXT, SAID, token, Referer=page)

    links = [a.attributes["href"] for a in Page(answer).all("a", target="_blank")]
    assert [parameters(link)["next"] for link in links] == [[TEXT]]


def test_a_button_alone_leads_to_sign_in_and_back_to_its_page(signed_out):
    browser, token = signed_out
    answer = browser.sent(TEXT, {}, token)

    assert parameters(answer.url)["next"] == [TEXT]


def test_what_a_field_is_called_stands_above_its_text(signed_out):
    browser, token = signed_out
    write = "/en/write/0198a7a0-0000-7000-8000-000000000000/about/"
    said = {"v:title": "3", "title": "چراغ", "together:headline": "هر دو", "status": "running"}
    page = Page(browser.sent(write, said, token))

    called = dict(zip([one.text for one in page.all("h3")], page.all("pre"), strict=True))
    assert {name: pre.text for name, pre in called.items()} == {
        "Title": "چراغ",
        "The result in one sentence": "هر دو",
    }
