"""The second step: codes of an app, each good once, and recovery codes."""

import re
import time

import pytest
from django.core import mail
from django.test import Client

from hamshahr.commons.accounts.entering import codes, limits
from hamshahr.kernel.audit.models import AuditRecord
from tests.accounts.conftest import NETWORK, PASSWORD, SIGN_IN, enter
from tests.accounts.test_limits_of_signing_in import few
from tests.accounts.totp import code_at, in_arabic, in_persian, key_on
from tests.cast import LEILA

__all__ = ["few"]
pytestmark = pytest.mark.django_db
HOME = "/en/me/security/"
APP = HOME + "app/"
CODES = HOME + "recovery-codes/"
STEP = "/en/account/sign-in/second-factor/"
NEW_CODES = CODES + "new/"
Authenticator = codes.Authenticator


class Clock:
    """The time as the checking side knows it."""

    def __init__(self):
        self.now = time.time()

    def time(self):
        return self.now


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time", clock)
    return clock


@pytest.fixture
def key(signed_in, clock):
    """The key of an app that Leila has set up; a minute later."""
    key = key_on(signed_in.get(APP).text)
    answer = signed_in.post(APP, {"code": code_at(key, clock.now)})
    assert (answer.status_code, answer.url) == (302, CODES)
    clock.now += 90
    return key


def first_step(**more):
    browser = Client(**more)
    answer = browser.post(SIGN_IN, {"login": LEILA.email, "password": PASSWORD, "next": HOME})
    assert (answer.status_code, answer.url) == (302, STEP)
    return browser


def recovery_codes(browser):
    return re.findall(r"<li><code>(\d{8})</code></li>", browser.get(CODES).text)


def test_the_password_alone_does_not_let_in(key):
    browser = first_step()

    assert browser.get(STEP).status_code == 200
    assert browser.get(HOME).status_code == 302


@pytest.mark.parametrize(
    "written", [str, in_persian, in_arabic, lambda code: f" {code[:3]} {code[3:]} "],
    ids=["Latin", "Persian", "Arabic", "with spaces"],
)  # fmt: skip
def test_a_code_in_the_digits_of_any_script_lets_in(key, clock, written):
    browser = first_step()
    answer = browser.post(STEP, {"code": written(code_at(key, clock.now))})

    assert (answer.status_code, answer.url) == (302, HOME)
    assert browser.get(HOME).status_code == 200


def test_a_code_is_good_once_and_the_one_before_it_never_again(key, clock):
    first_step().post(STEP, {"code": code_at(key, clock.now)})

    for moment in (clock.now, clock.now - 30):
        answer = first_step().post(STEP, {"code": code_at(key, moment)})
        assert answer.status_code == 422
        assert "good once" in answer.text
    clock.now += 30
    assert first_step().post(STEP, {"code": code_at(key, clock.now)}).status_code == 302


def test_a_clock_may_be_half_a_minute_off_and_no_more(key, clock):
    assert first_step().post(STEP, {"code": code_at(key, clock.now - 60)}).status_code == 422
    assert first_step().post(STEP, {"code": code_at(key, clock.now + 60)}).status_code == 422
    assert first_step().post(STEP, {"code": code_at(key, clock.now - 30)}).status_code == 302


@pytest.mark.parametrize("code", ["", "abcdef", "000000", "1" * 1000, "12\x0034", "٪٪٪", "²²²²²²"])
def test_what_is_no_code_is_told(key, code):
    assert first_step().post(STEP, {"code": code}).status_code == 422


def test_nobody_gets_to_the_second_step_without_the_first(key):
    assert Client().get(STEP).status_code == 302
    assert Client().post(STEP, {"code": "123456"}).status_code == 302


def test_codes_cannot_be_guessed_and_a_new_password_begins_anew(key, clock, few, leila):
    few(limits.Kind.CODE, pair=2)
    browser = first_step(REMOTE_ADDR=NETWORK)
    for _ in range(2):
        assert browser.post(STEP, {"code": "000000"}).status_code == 422
    right = {"code": code_at(key, clock.now)}
    assert browser.post(STEP, right).status_code == 429

    limits.forget_attempts(leila)
    assert browser.post(STEP, right).status_code == 302


def test_a_sign_in_can_be_broken_off_before_the_second_step(key):
    browser = first_step()
    browser.post("/en/account/sign-out/")

    assert browser.get(SIGN_IN).status_code == 200


def test_recovery_codes_are_shown_once_and_open_once(signed_in, key):
    kept = recovery_codes(signed_in)
    assert len(kept) == 10
    assert recovery_codes(signed_in) == []
    assert "10 codes are left" in signed_in.get(CODES).text

    browser = first_step()
    assert browser.post(STEP, {"code": in_persian(kept[0])}).status_code == 302
    assert first_step().post(STEP, {"code": kept[0]}).status_code == 422
    assert "9 left" in browser.get(HOME).text


def test_new_recovery_codes_void_the_old_ones(signed_in, key):
    old = recovery_codes(signed_in)
    signed_in.post(NEW_CODES)
    new = recovery_codes(signed_in)

    assert len(new) == 10
    assert not set(new) & set(old)
    assert first_step().post(STEP, {"code": old[0]}).status_code == 422
    assert first_step().post(STEP, {"code": new[0]}).status_code == 302


def test_the_page_of_the_codes_is_kept_by_nobody_and_gives_them_as_a_file(signed_in, key):
    answer = signed_in.get(CODES)

    assert "no-store" in answer["Cache-Control"]
    assert 'download="recovery-codes.txt"' in answer.text


def test_who_sets_an_app_up_is_written_to(signed_in, clock, django_capture_on_commit_callbacks):
    key = key_on(signed_in.get(APP).text)
    with django_capture_on_commit_callbacks(execute=True):
        signed_in.post(APP, {"code": code_at(key, clock.now)})

    assert "app on your phone" in mail.outbox[-1].body
    assert AuditRecord.objects.filter(deed="accounts.add_second_factor").count() == 2  # and codes


def test_who_takes_the_app_out_has_no_codes_left_and_is_written_to(signed_in, key):
    assert signed_in.post(APP + "remove/").status_code == 302

    assert not Authenticator.objects.exists()
    assert "taken out" in mail.outbox[-1].body
    enter(LEILA.email)


def test_whoever_was_away_for_long_shows_again_who_she_is(signed_in, key, monkeypatch, clock):
    monkeypatch.setattr("hamshahr.commons.accounts.entering.adapter._SURE_FOR", 0)
    sent = signed_in.get(HOME + "app/remove/")
    assert sent.url.startswith("/en/account/confirm/?next=")

    assert "With a code" in signed_in.get(sent.url).text
    assert signed_in.post(sent.url, {"password": "not it"}).status_code == 422
    answer = signed_in.post(sent.url, {"password": PASSWORD})
    assert answer.url == HOME + "app/remove/"
    assert signed_in.get(answer.url).status_code == 200


def test_a_code_confirms_too(signed_in, key, monkeypatch, clock):
    monkeypatch.setattr("hamshahr.commons.accounts.entering.adapter._SURE_FOR", 0)
    path = "/en/account/confirm/code/?next=" + HOME + "app/remove/"

    answer = signed_in.post(path, {"code": in_persian(code_at(key, clock.now))})
    assert answer.url == HOME + "app/remove/"


def test_the_key_of_an_app_does_not_stand_in_the_database(key):
    assert key not in str(Authenticator.objects.get(type="totp").data)


def test_under_another_signing_key_no_code_fits_and_nothing_breaks(key, clock, settings):
    browser = first_step()
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    assert first_step().post(STEP, {"code": code_at(key, clock.now)}).status_code == 302

    settings.SECRET_KEY_FALLBACKS = []
    browser = first_step()
    clock.now += 30
    assert browser.post(STEP, {"code": code_at(key, clock.now)}).status_code == 422


def test_a_wrong_first_code_sets_up_nothing(signed_in, clock):
    shown = signed_in.get(APP).text
    answer = signed_in.post(APP, {"code": "000000"})

    assert answer.status_code == 422
    assert key_on(answer.text) == key_on(shown)
    assert not Authenticator.objects.exists()
