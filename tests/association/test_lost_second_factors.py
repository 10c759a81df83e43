"""Whoever has lost phone and recovery codes is let in anew, by an administrator or the machine."""

import re
from contextlib import nullcontext

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from hamshahr.commons.accounts.models import SecondFactorRule
from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.notifications.models import Notice
from hamshahr.config.command_line import main, second_factor
from hamshahr.domains.association.lost_factors import (
    LONGEST_REASON,
    take_out_second_factors,
)
from hamshahr.domains.network.people.naming import NotFit
from hamshahr.kernel.audit.models import AuditRecord
from tests.accounts.conftest import PASSWORD, SIGN_IN, enter
from tests.cast import AWA, CLAIRE, FATEMEH, JONAS, MATEO, NASRIN

pytestmark = pytest.mark.django_db
FIND = "/en/desk/second-factors/"
WHY = "lost the phone; called back under the number of the city hall"
NOTHING = "There is nothing to take out for this address."
DEED = "association.take_out_second_factors"


def served_by(person):
    account = person.serving()
    account.set_password(PASSWORD)
    account.save()
    return account


@pytest.fixture
def nasrin(db):
    """Focal point of Shiraz, with an app, recovery codes and a session, and no way to use them."""
    account = served_by(NASRIN)
    account.browser = enter(NASRIN.email)
    with_an_app(account)
    return account


@pytest.fixture
def jonas(db):
    return served_by(JONAS)


@pytest.fixture
def at_the_desk(jonas):
    """The browser of an administrator who showed a moment ago who he is."""
    return enter(JONAS.email)


def with_an_app(account):
    TOTP.activate(account, generate_totp_secret())
    RecoveryCodes.activate(account)


def page_of(account):
    return f"{FIND}{account.pk}/"


def test_an_administrator_finds_her_sees_what_is_there_and_takes_it_out(nasrin, at_the_desk):
    found = at_the_desk.post(FIND, {"email": NASRIN.email.upper()})
    assert found.url == page_of(nasrin)
    shown = at_the_desk.get(found.url).text
    assert "App for codes" in shown
    assert "Recovery codes" in shown

    done = at_the_desk.post(found.url, {"reason": WHY}, follow=True)
    assert "signs in with her password" in done.text
    assert not Authenticator.objects.filter(user=nasrin).exists()


def test_then_her_password_lets_her_in_again(nasrin, jonas):
    asked = Client().post(SIGN_IN, {"login": NASRIN.email, "password": PASSWORD})
    with override("en"):
        assert asked.url == reverse("mfa_authenticate")

    take_out_second_factors(person=nasrin, by=jonas, reason=WHY)
    assert enter(NASRIN.email).get("/en/me/security/").status_code == 200


def test_whose_role_needs_one_is_led_to_set_up_a_new_one(settings, jonas):
    settings.DEMO = False
    SecondFactorRule.objects.create(role=Role.SECRETARIAT)
    awa = served_by(AWA)
    with_an_app(awa)

    take_out_second_factors(person=awa, by=jonas, reason=WHY)
    assert enter(AWA.email).get("/en/desk/").url == "/en/me/security/"


def test_her_sessions_end_at_once(nasrin, jonas):
    assert nasrin.browser.get("/en/me/security/").status_code == 200

    take_out_second_factors(person=nasrin, by=jonas, reason=WHY)
    assert SIGN_IN in nasrin.browser.get("/en/me/security/").url


def test_she_is_told_and_the_record_says_who_and_why(nasrin, jonas):
    take_out_second_factors(person=nasrin, by=jonas, reason=f"  {WHY}\n")

    told = Notice.objects.get(person=nasrin)
    assert told.mail_at is not None  # by letter, too
    assert told.said["reason"] == WHY
    deed = AuditRecord.objects.get(deed=DEED)
    assert (deed.actor_id, deed.object_id) == (jonas.pk, str(nasrin.pk))
    assert deed.details == {"reason": WHY, "kinds": ["recovery_codes", "totp"]}


def test_the_record_reads_as_a_sentence(nasrin, at_the_desk):
    at_the_desk.post(page_of(nasrin), {"reason": WHY})

    record = re.sub(r"<[^>]+>|[\u2066-\u2069]", "", at_the_desk.get("/en/desk/audit/").text)
    assert f"took out the second factors of {NASRIN.name}: {WHY}" in record


@pytest.mark.parametrize("person", [NASRIN, MATEO, AWA, FATEMEH, CLAIRE], ids=lambda one: one.name)
def test_nobody_else_does_it_whatever_office_she_holds(person, jonas):
    with_an_app(jonas)
    served_by(person)
    browser = enter(person.email)

    assert browser.get(FIND).status_code == 404
    assert browser.post(FIND, {"email": JONAS.email}).status_code == 404
    assert browser.post(page_of(jonas), {"reason": WHY}).status_code == 404
    with pytest.raises(PermissionDenied):
        take_out_second_factors(person=jonas, by=person.account(), reason=WHY)
    assert Authenticator.objects.filter(user=jonas).count() == 2


def test_an_administrator_does_not_take_out_his_own_here(jonas, at_the_desk):
    with_an_app(jonas)

    assert NOTHING in at_the_desk.post(FIND, {"email": JONAS.email}).text
    assert at_the_desk.post(page_of(jonas), {"reason": WHY}).status_code == 404
    with pytest.raises(PermissionDenied):
        take_out_second_factors(person=jonas, by=jonas, reason=WHY)
    assert Authenticator.objects.filter(user=jonas).count() == 2


def test_an_unknown_address_answers_as_that_of_somebody_without_factors(at_the_desk):
    served_by(MATEO)

    def answer(email):
        told = at_the_desk.post(FIND, {"email": email})
        token = r'name="csrfmiddlewaretoken" value="\w+"'
        return told.status_code, re.sub(token, "", told.text.replace(email, ""))

    assert answer(MATEO.email) == answer("no@new.example")
    assert answer(MATEO.email)[0] == 422
    assert NOTHING in answer(MATEO.email)[1]


def test_a_closed_account_and_the_system_are_nobody(nasrin, at_the_desk):
    nasrin.is_active = False
    nasrin.save()

    assert NOTHING in at_the_desk.post(FIND, {"email": NASRIN.email}).text
    assert NOTHING in at_the_desk.post(FIND, {"email": system_actor().email}).text
    assert at_the_desk.get(page_of(nasrin)).status_code == 404


def test_he_shows_again_who_he_is(nasrin, jonas, client):
    client.force_login(jonas)  # a session that somebody left open

    for path in (FIND, page_of(nasrin)):
        assert "/account/confirm/" in client.get(path).url
    client.post(page_of(nasrin), {"reason": WHY})
    assert Authenticator.objects.filter(user=nasrin).count() == 2


@pytest.mark.parametrize("reason", ["", "   ", "\u200f\n", "x" * (LONGEST_REASON + 1)])
def test_without_a_reason_that_can_be_kept_nothing_happens(nasrin, jonas, at_the_desk, reason):
    assert at_the_desk.post(page_of(nasrin), {"reason": reason}).status_code == 422
    with pytest.raises(NotFit):
        take_out_second_factors(person=nasrin, by=jonas, reason=reason)
    assert Authenticator.objects.filter(user=nasrin).count() == 2
    assert not AuditRecord.objects.filter(deed=DEED).exists()


def test_of_two_administrators_the_second_finds_it_done(nasrin, jonas, at_the_desk):
    shown = at_the_desk.get(page_of(nasrin))
    take_out_second_factors(person=nasrin, by=system_actor(), reason=WHY)

    assert shown.status_code == 200
    assert at_the_desk.post(page_of(nasrin), {"reason": WHY}).status_code == 404
    assert AuditRecord.objects.filter(deed=DEED).count() == 1


def test_on_the_machine_the_last_administrator_is_let_in(jonas, capsys, monkeypatch):
    monkeypatch.setattr(second_factor, "django_running", nullcontext)
    with_an_app(jonas)

    assert main(["second-factor", "--remove", JONAS.email, "--reason", WHY]) == 0
    said = capsys.readouterr().out
    assert f"2 taken out (second factors and recovery codes) for {JONAS.email}" in said
    assert not Authenticator.objects.filter(user=jonas).exists()
    assert AuditRecord.objects.get(deed=DEED).actor_id == system_actor().pk


@pytest.mark.parametrize(
    ("address", "reason"),
    [("no@new.example", WHY), (JONAS.email, "x" * (LONGEST_REASON + 1)), (JONAS.email, "\u200f")],
)
def test_the_machine_says_why_it_did_nothing(jonas, capsys, monkeypatch, address, reason):
    monkeypatch.setattr(second_factor, "django_running", nullcontext)
    with_an_app(jonas)

    assert main(["second-factor", "--remove", address, "--reason", reason]) == 1
    assert ("--reason:" if address == JONAS.email else address) in capsys.readouterr().err
    assert Authenticator.objects.filter(user=jonas).count() == 2
