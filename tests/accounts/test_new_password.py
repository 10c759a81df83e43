"""A new password: by letter, or by whoever is signed in. Whoever stole a session is let out."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.utils import timezone

from hamshahr.commons.accounts import letters
from hamshahr.commons.accounts.models import User
from hamshahr.kernel.audit.models import AuditRecord
from tests.accounts.conftest import PASSWORD, SIGN_IN, enter, link_in
from tests.cast import LEILA, MATEO

pytestmark = pytest.mark.django_db
LETTER = "/en/account/password/"
CHANGE = "/en/me/security/password/"
HOME = "/en/me/security/"
NEW = "another-lantern-in-gravel"


def letter_to(email=LEILA.email):
    Client().post(LETTER, {"email": email})
    return link_in(mail.outbox[-1])


def opened(link, browser=None):
    """Open the link of a letter, and return the browser and the address of its form."""
    browser = browser or Client()
    answer = browser.get(link, follow=True)
    assert answer.status_code == 200, answer.text
    return browser, answer.request["PATH_INFO"]


def without_token(page):
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_whoever_has_an_account_and_who_has_none_are_answered_alike(leila):
    answers = [
        Client().post(LETTER, {"email": email}, follow=True) for email in (LEILA.email, MATEO.email)
    ]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert without_token(answers[0].text) == without_token(answers[1].text)
    assert [letter.to for letter in mail.outbox] == [[LEILA.email]]


def test_a_letter_is_worded_for_whoever_has_none_too_so_that_the_time_tells_nothing(
    leila, monkeypatch
):
    worded = []
    as_it_is = letters.compose
    monkeypatch.setattr(
        letters, "compose", lambda *said, **how: worded.append(how["to"]) or as_it_is(*said, **how)
    )
    for email in (LEILA.email, MATEO.email):
        assert Client().post(LETTER, {"email": email}).status_code == 302

    assert worded == [LEILA.email, MATEO.email]
    assert [letter.to for letter in mail.outbox] == [[LEILA.email]]
    assert not EmailAddress.objects.filter(email=MATEO.email).exists()


def test_a_letter_sets_a_new_password_once_and_signs_in(leila):
    link = letter_to()
    browser, form = opened(link)
    assert Client().post(SIGN_IN, {"login": LEILA.email, "password": PASSWORD}).status_code == 302

    link = letter_to()
    browser, form = opened(link)
    assert browser.post(form, {"password1": NEW}).status_code == 302

    assert browser.get(HOME).status_code == 200
    assert Client().get(link, follow=True).status_code == 410
    assert Client().post(SIGN_IN, {"login": LEILA.email, "password": NEW}).status_code == 302
    assert "new password was set" in mail.outbox[-1].body
    assert AuditRecord.objects.filter(deed="accounts.set_password_by_letter").count() == 1


def test_opening_a_link_changes_nothing(leila):
    opened(letter_to())

    assert Client().post(SIGN_IN, {"login": LEILA.email, "password": PASSWORD}).status_code == 302


@pytest.mark.parametrize(
    "change",
    [lambda link: link[:-2] + "x/", lambda link: link.replace("-", "-0", 1),
     lambda link: re.sub("/[0-9a-f]{32}-", "/" + "0" * 32 + "-", link),
     lambda link: re.sub("/[0-9a-f]{32}-", "/zz-", link)],
    ids=["end", "time", "person", "no id"],
)  # fmt: skip
def test_an_altered_link_opens_nothing(leila, change):
    answer = Client().get(change(letter_to()), follow=True)

    assert answer.status_code == 410
    assert "not valid any more" in answer.text


def test_an_old_link_opens_nothing(leila, monkeypatch):
    link = letter_to()
    later = timezone.now().replace(tzinfo=None) + timezone.timedelta(hours=4, minutes=5)
    monkeypatch.setattr(
        "django.contrib.auth.tokens.PasswordResetTokenGenerator._now", lambda _self: later
    )

    assert Client().get(link, follow=True).status_code == 410


def test_a_closed_account_gets_no_letter_and_its_link_opens_nothing(leila):
    link = letter_to()
    User.objects.filter(pk=leila.pk).update(is_active=False)

    Client().post(LETTER, {"email": LEILA.email})
    assert len(mail.outbox) == 1
    browser = Client()
    answer = browser.get(link, follow=True)
    if answer.status_code == 200:
        browser.post(answer.request["PATH_INFO"], {"password1": NEW})
    assert browser.get(HOME).status_code == 302


def test_nobody_signs_in_as_the_system_by_letter(db):
    Client().post(LETTER, {"email": "system@hamshahr.invalid"})

    assert mail.outbox == []


@pytest.mark.parametrize(
    "password",
    ["", "short", "12345678901234", "x" * 1001, "password1234", "nul\0nul-nul-nul", LEILA.email],
)
def test_a_password_that_is_none_is_told(leila, password):
    browser, form = opened(letter_to())

    assert browser.post(form, {"password1": password}).status_code == 422


def test_a_password_in_any_script_is_a_password(leila):
    browser, form = opened(letter_to())
    browser.post(form, {"password1": "فانوس-سنگریزه-جزر 🌙"})

    enter(LEILA.email, "فانوس-سنگریزه-جزر 🌙")


def test_a_stolen_session_ends_with_a_new_password_and_ones_own_stays(leila):
    mine, stolen = enter(LEILA.email), enter(LEILA.email)
    assert stolen.get(HOME).status_code == 200

    said = {"oldpassword": PASSWORD, "password1": NEW}
    assert "you are signed out" in mine.post(CHANGE, said, follow=True).text

    assert mine.get(HOME).status_code == 200
    assert stolen.get(HOME).status_code == 302
    assert "password was changed" in mail.outbox[-1].body
    assert AuditRecord.objects.filter(deed="accounts.change_password").count() == 1


def test_a_letter_ends_every_session(leila):
    stolen = enter(LEILA.email)
    browser, form = opened(letter_to())
    browser.post(form, {"password1": NEW})

    assert stolen.get(HOME).status_code == 302


def test_the_password_is_not_changed_without_the_old_one(signed_in):
    answer = signed_in.post(CHANGE, {"oldpassword": "not it", "password1": NEW})

    assert answer.status_code == 422
    assert "This is not your password" in answer.text
    enter(LEILA.email)


def test_a_closed_account_is_let_out_while_signed_in(signed_in, leila):
    User.objects.filter(pk=leila.pk).update(is_active=False)

    assert signed_in.get(HOME).status_code == 302


def test_a_link_in_somebody_elses_browser_is_for_the_one_it_names(leila, signed_in):
    mateo = MATEO.account()
    mateo.set_password(PASSWORD)
    mateo.save()
    browser, form = opened(letter_to(MATEO.email), signed_in)
    browser.post(form, {"password1": NEW})

    assert MATEO.email in browser.get(HOME).text
