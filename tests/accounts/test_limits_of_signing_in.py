"""Guessing is slow, and nobody can lock somebody else out."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from hamshahr.commons.accounts.entering import limits
from hamshahr.commons.accounts.models import Attempt
from tests.accounts.conftest import ELSEWHERE, NETWORK, PASSWORD, SIGN_IN, link_in
from tests.cast import JONAS, LEILA, MATEO

pytestmark = pytest.mark.django_db
LETTER = "/en/account/password/"


@pytest.fixture
def few(monkeypatch):
    """Let a few attempts be too many."""

    def few(kind, **most):
        changed = {**limits.LIMITS, kind: replace(limits.LIMITS[kind], **most)}
        monkeypatch.setattr(limits, "LIMITS", changed)

    return few


def sign_in(email=LEILA.email, password="not it", network=NETWORK):
    said = {"login": email, "password": password}
    return Client(REMOTE_ADDR=network).post(SIGN_IN, said)


@pytest.mark.parametrize("email", [LEILA.email, JONAS.email], ids=["known", "unknown"])
def test_after_too_many_failures_even_the_right_password_is_not_looked_at(leila, few, email):
    few(limits.Kind.PASSWORD, pair=2)
    for _ in range(2):
        assert sign_in(email).status_code == 422

    answer = sign_in(email, PASSWORD)
    assert answer.status_code == 429
    assert "Too many tries have failed here" in answer.text


def test_whoever_fails_from_elsewhere_locks_nobody_out_at_home(leila, few):
    few(limits.Kind.PASSWORD, pair=2)
    for _ in range(4):
        sign_in(network=ELSEWHERE)

    assert sign_in(password=PASSWORD, network=NETWORK).status_code == 302


def test_one_network_cannot_try_many_accounts(leila, few):
    few(limits.Kind.PASSWORD, network=3)
    for number in range(3):
        sign_in(f"{number}@x.example")

    assert sign_in(password=PASSWORD).status_code == 429
    assert sign_in(password=PASSWORD, network=ELSEWHERE).status_code == 302


def test_many_networks_cannot_try_one_account_and_a_letter_still_lets_its_owner_in(leila, few):
    few(limits.Kind.PASSWORD, account=4)
    for number in range(4):
        sign_in(network=f"203.0.113.{number}")
    assert sign_in(password=PASSWORD).status_code == 429

    Client(REMOTE_ADDR=NETWORK).post(LETTER, {"email": LEILA.email})
    browser = Client()
    form = browser.get(link_in(mail.outbox[0]), follow=True)
    answer = browser.post(form.request["PATH_INFO"], {"password1": "another-lantern-in-gravel"})
    assert answer.status_code == 302
    assert browser.get("/en/me/security/").status_code == 200
    assert sign_in(password="another-lantern-in-gravel").status_code == 302


def test_letters_asked_for_by_an_attacker_are_few_and_serve_the_owner(leila, few):
    few(limits.Kind.LETTER, pair=2)
    answers = [Client(REMOTE_ADDR=NETWORK).post(LETTER, {"email": LEILA.email}) for _ in range(4)]

    assert {answer.status_code for answer in answers} == {302}
    assert len(mail.outbox) == 2
    assert Client().get(link_in(mail.outbox[0]), follow=True).status_code == 200


def test_attempts_are_forgotten_after_a_while_and_hold_no_address(leila, few):
    few(limits.Kind.PASSWORD, pair=1)
    sign_in()
    kept = Attempt.objects.get()

    assert LEILA.email.encode() not in bytes(kept.account)
    assert NETWORK.encode() not in bytes(kept.caller)
    assert sign_in().status_code == 429
    Attempt.objects.update(at=kept.at - timedelta(hours=1, seconds=1))
    assert sign_in(password=PASSWORD).status_code == 302


def test_whoever_is_refused_waits_no_longer_for_having_tried(leila, few):
    few(limits.Kind.PASSWORD, pair=1)
    sign_in()
    for _ in range(3):
        assert sign_in().status_code == 429

    assert Attempt.objects.count() == 1


def test_whoever_signs_in_leaves_no_failure(leila):
    sign_in(password=PASSWORD)

    assert not Attempt.objects.exists()


def test_people_of_one_office_do_not_count_for_one_another(leila, few):
    few(limits.Kind.PASSWORD, pair=2)
    for _ in range(3):
        sign_in(MATEO.email)

    assert sign_in(password=PASSWORD).status_code == 302


def test_old_attempts_are_deleted_and_young_ones_kept(leila):
    sign_in()
    Attempt.objects.update(at=Attempt.objects.get().at - limits.LONGEST)
    sign_in()

    assert limits.forget_old_attempts() == 1
    assert Attempt.objects.count() == 1
