"""Another e-mail address holds once its owner has shown that it is hers."""

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from hamshahr.commons.accounts.models import AddressChange, User
from tests.accounts.conftest import PASSWORD, SIGN_IN, enter, link_in
from tests.cast import LEILA, MATEO

pytestmark = [pytest.mark.django_db]
ADDRESS = "/en/me/security/address/"
NEW = "leila.farahani@shiraz.example"


def wish(browser, email=NEW):
    answer = browser.post(ADDRESS, {"email": email})
    assert answer.status_code == 200
    return answer


def test_the_new_address_holds_once_its_link_is_followed(
    signed_in, leila, django_capture_on_commit_callbacks
):
    wish(signed_in)
    assert mail.outbox[-1].to == [NEW]
    link = link_in(mail.outbox[-1])
    anywhere = Client()

    assert NEW in anywhere.get(link).text
    assert Client().post(SIGN_IN, {"login": NEW, "password": PASSWORD}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        assert anywhere.post(link).status_code == 200

    enter(NEW)
    assert Client().post(SIGN_IN, {"login": LEILA.email, "password": PASSWORD}).status_code == 422
    assert mail.outbox[-1].to == [LEILA.email]
    assert NEW not in mail.outbox[-1].body
    assert anywhere.get(link).status_code == 410
    assert anywhere.post(link).status_code == 410


def test_a_later_wish_voids_an_earlier_one(signed_in):
    wish(signed_in)
    first = link_in(mail.outbox[-1])
    wish(signed_in, "another@shiraz.example")

    assert Client().post(first).status_code == 410


def test_whose_address_is_taken_is_told_to_nobody(signed_in, db):
    MATEO.account()
    free, taken = wish(signed_in), wish(signed_in, MATEO.email)

    assert free.text.count("is on its way") == taken.text.count("is on its way") == 1
    assert [letter.to for letter in mail.outbox] == [[NEW]]


def test_who_takes_the_address_meanwhile_keeps_it(signed_in, leila):
    wish(signed_in)
    User.objects.create_user(NEW, "Somebody else")

    assert Client().post(link_in(mail.outbox[-1])).status_code == 410
    leila.refresh_from_db()
    assert leila.email == LEILA.email


@pytest.mark.parametrize("secret", ["x", "a" * 43, "%00", "ن"])
def test_an_invented_link_opens_nothing(db, secret):
    assert Client().get(f"/en/account/address/{secret}/").status_code == 410


def test_an_old_link_opens_nothing(signed_in):
    wish(signed_in)
    AddressChange.objects.update(expires_at=timezone.now())

    assert Client().post(link_in(mail.outbox[-1])).status_code == 410


def test_the_link_is_kept_as_a_digest_alone(signed_in):
    wish(signed_in)
    secret = link_in(mail.outbox[-1]).split("/")[-2]

    assert len(secret) == 43
    assert secret.encode() not in bytes(AddressChange.objects.get().digest)


@pytest.mark.parametrize("email", ["", "no address", "x" * 300 + "@x.example", "a\0b@x.example"])
def test_what_is_no_address_is_told(signed_in, email):
    assert signed_in.post(ADDRESS, {"email": email}).status_code == 422


def test_strangers_wish_for_nothing(db):
    assert Client().post(ADDRESS, {"email": NEW}).status_code == 401
    assert mail.outbox == []
