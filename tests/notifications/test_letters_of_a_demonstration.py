"""A demonstration shows its letters; no other instance ever does."""

import pytest
from django.core.mail import send_mail

from hamshahr.commons.notifications.delivering import deliver_due
from tests.cast import MATEO, REZA

pytestmark = pytest.mark.django_db

LETTERS = "/en/demo/letters/"


@pytest.fixture
def written(office, settings):
    settings.DEMO = True
    send_mail("یک دعوت", "به این نشانی بروید:\nhttps://cities.example/fa/x/", None, [MATEO.email])


def test_a_newcomer_follows_a_letter_of_a_demonstration(written, client, office):
    deliver_due()
    shown = client.get(LETTERS).content.decode()

    assert office.received == []
    assert "یک دعوت" in shown
    assert 'href="https://cities.example/fa/x/"' in shown
    assert MATEO.email in shown


@pytest.mark.parametrize("signed_in", [False, True])
def test_anywhere_else_nobody_reads_letters(written, client, settings, signed_in):
    settings.DEMO = False
    if signed_in:
        client.force_login(REZA.account())

    assert client.get(LETTERS).status_code == 404


def test_a_letter_with_markup_is_shown_as_it_was_typed(written, client):
    send_mail("<b>x</b>", "<script>alert(1)</script>", None, [MATEO.email])

    assert "<script>alert" not in client.get(LETTERS).content.decode()


def test_no_cache_keeps_letters(written, client):
    assert "no-store" in client.get(LETTERS)["Cache-Control"]
