"""A browser in which somebody has signed in: nobody else's failures keep her out of it."""

from datetime import timedelta

import pytest
from django.core import mail, signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hamshahr.commons.accounts.entering import known_browsers, limits
from tests.accounts.conftest import ELSEWHERE, NETWORK, PASSWORD, SIGN_IN, enter, link_in
from tests.accounts.test_limits_of_signing_in import few, sign_in
from tests.accounts.test_second_factor import STEP, clock, first_step, key
from tests.accounts.totp import code_at
from tests.cast import JONAS, LEILA, MATEO, NASRIN

__all__ = ["clock", "few", "key"]
pytestmark = pytest.mark.django_db
KNOWN = known_browsers.COOKIE
NEW_PASSWORD = "another-lantern-in-gravel"


@pytest.fixture
def cookie(signed_in):
    """The cookie of the browser in which Leila signed in, as it was given."""
    return signed_in.cookies[KNOWN]


def from_browser(cookie, email=LEILA.email, password=PASSWORD, network=NETWORK):
    """Try to sign in from a browser that holds the cookie and no session; return the status."""
    browser = Client(REMOTE_ADDR=network)
    browser.cookies[KNOWN] = cookie
    return browser.post(SIGN_IN, {"login": email, "password": password}).status_code


def failures(count, **more):
    return [sign_in(**more).status_code for _ in range(count)]


def test_a_neighbour_who_fails_in_her_network_does_not_keep_her_out(signed_in, few):
    few(limits.Kind.PASSWORD, pair=2)
    signed_in.post("/en/account/sign-out/")
    assert failures(3)[-1] == 429

    assert sign_in(password=PASSWORD).status_code == 429
    assert from_browser(signed_in.cookies[KNOWN].value) == 302


def test_who_attacks_from_everywhere_does_not_keep_her_out(cookie, few):
    few(limits.Kind.PASSWORD, account=2, network=4)
    failures(2, network=ELSEWHERE)
    assert failures(1, password=PASSWORD) == [429]
    for number in range(4):  # and whoever tries many accounts in her own network
        sign_in(f"{number}@x.example")

    assert from_browser(cookie.value) == 302


def test_the_browser_is_limited_itself_and_counts_for_nobody_else(cookie, few):
    few(limits.Kind.PASSWORD, pair=2, account=3, network=3)
    tried = [from_browser(cookie.value, password="not it") for _ in range(4)]

    assert tried == [422, 422, 429, 429]
    assert from_browser(cookie.value) == 429
    assert sign_in(password=PASSWORD).status_code == 302
    assert sign_in(MATEO.email).status_code == 422


def test_a_cookie_that_we_did_not_sign_helps_nobody(cookie, leila, few):
    few(limits.Kind.PASSWORD, pair=1)
    failures(1)
    genuine, said = cookie.value, [str(leila.pk), "1", leila.get_session_auth_hash()]
    payload, signature = genuine.split(":", 1)

    for spoilt in (
        "",
        "é\0",
        "|" * 3000,
        f"{payload[:-2]}:{signature}",
        f"{genuine[:-1]}{'B' if genuine[-1] == 'A' else 'A'}",
        signing.dumps(said, key="another", salt=known_browsers._SALT),
        signing.dumps(said),  # by our key, for another use
    ):
        assert from_browser(spoilt) == 429, spoilt
    assert from_browser(genuine) == 302


def test_a_cookie_helps_with_no_other_account_and_tells_of_none(cookie, few):
    MATEO.account()
    few(limits.Kind.PASSWORD, pair=1)
    asked = []
    for email in (MATEO.email, JONAS.email):  # the second has no account
        with CaptureQueriesContext(connection) as queries:
            assert from_browser(cookie.value, email) == 422
        asked.append(len(queries))
        assert from_browser(cookie.value, email) == 429

    assert asked[0] == asked[1]


def test_without_the_cookie_nobody_is_looked_up(leila):
    with CaptureQueriesContext(connection) as queries:
        from_browser("forged")

    before_the_count = next(i for i, one in enumerate(queries) if "attempt" in one["sql"])
    assert not any(
        "accounts_user" in one["sql"] for one in queries.captured_queries[:before_the_count]
    )


def test_a_desk_knows_several_people_and_the_oldest_fall_out(leila, few, monkeypatch):
    monkeypatch.setattr(known_browsers, "MOST_PEOPLE", 2)
    few(limits.Kind.PASSWORD, pair=1)
    desk = enter(LEILA.email)
    for colleague in (MATEO, NASRIN):
        account = colleague.account()
        account.set_password(PASSWORD)
        account.save()
        desk.post("/en/account/sign-out/")
        said = {"login": colleague.email, "password": PASSWORD}
        assert desk.post(SIGN_IN, said).status_code == 302
        failures(1, email=colleague.email)
    failures(1)

    known = desk.cookies[KNOWN].value
    emails = (LEILA.email, MATEO.email, NASRIN.email)
    assert [from_browser(known, email) for email in emails] == [429, 302, 302]


def test_a_new_password_ends_it_and_the_browser_where_it_was_set_is_known(signed_in, few):
    few(limits.Kind.PASSWORD, pair=1)
    before = signed_in.cookies[KNOWN].value
    signed_in.post(
        "/en/me/security/password/", {"oldpassword": PASSWORD, "password1": NEW_PASSWORD}
    )
    failures(1)

    assert from_browser(before, password=NEW_PASSWORD) == 429
    assert from_browser(signed_in.cookies[KNOWN].value, password=NEW_PASSWORD) == 302


def test_a_password_set_by_letter_ends_it_too(cookie, few):
    few(limits.Kind.PASSWORD, pair=1)
    Client().post("/en/account/password/", {"email": LEILA.email})
    browser = Client()
    form = browser.get(link_in(mail.outbox[0]), follow=True)
    browser.post(form.request["PATH_INFO"], {"password1": NEW_PASSWORD})
    failures(1)

    assert from_browser(cookie.value, password=NEW_PASSWORD) == 429
    assert from_browser(browser.cookies[KNOWN].value, password=NEW_PASSWORD) == 302


def test_it_lasts_a_year_and_ends_with_the_account(cookie, leila, few, monkeypatch):
    few(limits.Kind.PASSWORD, pair=1)
    failures(1)
    with monkeypatch.context() as later:
        later.setattr(known_browsers, "LASTS", timedelta(seconds=-1))
        assert from_browser(cookie.value) == 429
    leila.is_active = False
    leila.save()

    assert from_browser(cookie.value) == 429


def test_it_is_given_after_the_second_step_alone_and_spares_her_that_limit_too(key, clock, few):
    few(limits.Kind.CODE, account=1)
    browser, thief = first_step(), first_step(REMOTE_ADDR=ELSEWHERE)
    assert KNOWN not in thief.cookies
    assert browser.post(STEP, {"code": code_at(key, clock.now)}).status_code == 302
    browser.post("/en/account/sign-out/")
    assert [thief.post(STEP, {"code": "000000"}).status_code for _ in range(2)] == [422, 429]

    clock.now += 90
    right = {"code": code_at(key, clock.now)}
    browser.post(SIGN_IN, {"login": LEILA.email, "password": PASSWORD})
    assert thief.post(STEP, right).status_code == 429
    assert browser.post(STEP, right).status_code == 302


def test_it_is_kept_from_scripts_and_from_other_sites_and_names_no_address(cookie):
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 365 * 24 * 3600
    assert LEILA.email not in str(signing.loads(cookie.value, salt=known_browsers._SALT))


def test_public_pages_are_kept_for_who_was_signed_in_once(cookie, settings):
    settings.PAGE_CACHE_BYTES = 4_000_000
    browser = Client(HTTP_ACCEPT_LANGUAGE="en")
    browser.cookies[KNOWN] = cookie.value

    assert "public" in browser.get("/en/about/").headers["Cache-Control"]
