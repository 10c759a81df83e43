"""Signing in by e-mail and password: small, even-handed, and without a trace for readers."""

import re
import time

import pytest
from django.contrib.sessions.models import Session

from hamshahr.commons.accounts.models import User
from tests.association.conftest import PASSWORD, jonas, mateo
from tests.cast import JONAS, LEILA

__all__ = ["jonas", "mateo"]
pytestmark = pytest.mark.django_db
PATH = "/en/account/sign-in/"


def typed(email=JONAS.email, password=PASSWORD, **more):
    return {"login": email, "password": password, **more}


def test_an_administrator_signs_in_and_out(client, jonas):
    answer = client.post(PATH, typed(email=JONAS.email.upper()))

    assert (answer.status_code, answer.url) == (302, "/en/desk/")
    cookie = answer.cookies["session"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert client.get("/en/desk/").status_code == 200
    assert client.post("/en/account/sign-out/").status_code == 302
    assert client.get("/en/desk/").status_code == 302


def test_signing_out_needs_a_form_of_ours(client, jonas):
    client.force_login(jonas)

    assert client.get("/en/account/sign-out/").status_code == 405
    assert client.get("/en/desk/").status_code == 200


def test_readers_get_no_session_cookie_and_cause_no_question(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answers = [client.get("/en/about/"), client.get(PATH), client.get("/en/design/")]

    assert not any("session" in answer.cookies for answer in answers)
    assert not Session.objects.exists()


def test_a_wrong_password_and_a_stranger_are_told_the_same(client, jonas):
    wrong = client.post(PATH, typed(password="not it"))
    stranger = client.post(PATH, typed(email=LEILA.email))

    assert wrong.status_code == stranger.status_code == 422
    assert "do not belong together" in wrong.text
    assert without_token(wrong.text, JONAS.email) == without_token(stranger.text, LEILA.email)


def test_a_stranger_takes_as_long_as_a_wrong_password(client, jonas, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    jonas.set_password(PASSWORD)
    jonas.save()

    def seconds(email):
        begun = time.perf_counter()
        client.post(PATH, typed(email=email, password="not it"))
        return time.perf_counter() - begun

    seconds(JONAS.email)
    known, unknown = seconds(JONAS.email), seconds(LEILA.email)
    assert 0.3 < known / unknown < 3


@pytest.mark.parametrize(
    "onward",
    ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example", ""],
)
def test_nobody_is_led_to_another_site(client, jonas, onward):
    assert client.post(PATH, typed(next=onward)).url == "/en/desk/"


def test_one_goes_on_to_where_one_was_going(client, jonas):
    sent = client.get("/en/desk/statements/imprint/fa/")

    assert sent.url == "/en/account/sign-in/?next=%2Fen%2Fdesk%2Fstatements%2Fimprint%2Ffa%2F"
    assert 'value="/en/desk/statements/imprint/fa/"' in client.get(sent.url).text
    answer = client.post(PATH, typed(next="/en/desk/statements/imprint/fa/"))
    assert answer.url == "/en/desk/statements/imprint/fa/"


@pytest.mark.parametrize(
    ("email", "password"),
    [("", ""), ("jonas", "x"), (JONAS.email, ""), ("a" * 300 + "@x.example", "x"),
     (JONAS.email, "x" * 1001), (JONAS.email, "x\0y"), ("jonas\0@x.example", "x"),
     ("system@hamshahr.invalid", ""), ("system@hamshahr.invalid", "!")],
)  # fmt: skip
def test_what_is_no_sign_in_is_told(client, jonas, email, password):
    assert client.post(PATH, typed(email=email, password=password)).status_code == 422


def test_an_account_that_was_closed_does_not_come_in(client, jonas):
    User.objects.filter(pk=jonas.pk).update(is_active=False)

    assert client.post(PATH, typed()).status_code == 422


def test_a_form_without_its_token_is_refused(jonas):
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post(PATH, typed()).status_code == 403


def without_token(page, email):
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page).replace(email, "")
