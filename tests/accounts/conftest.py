"""People with accounts, and what they do to come in."""

import re

import pytest
from django.test import Client

from tests.association.conftest import PASSWORD
from tests.cast import LEILA

SIGN_IN = "/en/account/sign-in/"
NETWORK = "198.51.100.9"
ELSEWHERE = "192.0.2.7"


@pytest.fixture
def leila(db):
    """Somebody with an account, a password and no office."""
    account = LEILA.account()
    account.set_password(PASSWORD)
    account.save()
    return account


@pytest.fixture
def signed_in(leila):
    """A browser in which Leila signed in with her password a moment ago."""
    return enter(LEILA.email)


def enter(email, password=PASSWORD, **more):
    """Sign in as people do, and return the browser."""
    browser = Client(**more)
    answer = browser.post(SIGN_IN, {"login": email, "password": password})
    assert answer.status_code == 302, answer.text
    return browser


def link_in(mail):
    """Return the address that a letter leads to, without its host."""
    return re.search(r"https?://[^/\s]+(/\S+)", mail.body).group(1)
