"""The link by which the first administrator comes in: once, in time, and for one."""

import threading
from datetime import timedelta

import psycopg
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.queries import system_actor
from hamshahr.domains.association.administrators import (
    VALID_FOR,
    LinkNotValid,
    become_administrator,
    has_administrator,
    link_path,
    make_administrator_link,
)
from hamshahr.domains.association.models import AdministratorLink
from hamshahr.domains.network.models import Appointment
from hamshahr.kernel.audit.models import AuditRecord
from tests.association.conftest import PASSWORD
from tests.cast import JONAS, MATEO

pytestmark = pytest.mark.django_db


def made():
    return make_administrator_link(by=system_actor())


def typed(**said):
    return {"name": JONAS.name, "email": JONAS.email, "password": PASSWORD} | said


def test_whoever_opens_it_says_who_she_is_and_is_signed_in(client):
    path = link_path(made())
    answer = client.post(path, typed())

    assert (answer.status_code, answer.url) == (302, "/fa/desk/")
    person = User.objects.get(email=JONAS.email)
    assert person.check_password(PASSWORD)
    assert has_administrator()
    assert client.get("/fa/desk/").status_code == 200


def test_looking_at_it_changes_nothing_however_often(client):
    path = link_path(made())
    for _ in range(3):
        assert client.get(path).status_code == 200
        assert client.head(path).status_code == 200

    assert client.post(path, typed()).status_code == 302


def test_it_works_once(client):
    path = link_path(made())
    client.post(path, typed())

    assert client.get(path).status_code == 410
    assert client.post(path, typed(email=MATEO.email)).status_code == 410
    assert not User.objects.filter(email=MATEO.email).exists()


def test_it_works_for_two_days(client):
    path = link_path(made())
    AdministratorLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert client.get(path).status_code == 410
    assert client.post(path, typed()).status_code == 410
    assert timedelta(hours=24) <= VALID_FOR <= timedelta(hours=72)


def test_a_later_link_voids_the_earlier_one(client):
    first, second = made(), made()

    assert client.get(link_path(first)).status_code == 410
    assert client.get(link_path(second)).status_code == 200


@pytest.mark.parametrize("secret", ["x", "a" * 43, "%00", "..", "é" * 20])
def test_a_guess_opens_nothing(client, secret):
    made()

    assert client.get(f"/en/administrator/{secret}/").status_code in {404, 410}


def test_its_secret_is_kept_nowhere(client):
    secret = made()
    kept = AdministratorLink.objects.get()

    assert len(secret) >= 43, "256 bits"
    assert secret.encode() not in bytes(kept.digest)
    assert secret not in str([record.details for record in AuditRecord.objects.all()])
    answer = client.get(link_path(secret))
    assert "no-store" in answer["Cache-Control"]
    assert answer.text.count(secret) == answer.text.count(f"/administrator/{secret}/")


@pytest.mark.parametrize(
    "said",
    [
        {"password": "short"}, {"password": "123456789012345"}, {"password": "password12345"},
        {"password": JONAS.email}, {"email": "jonas"}, {"name": ""}, {"password": ""},
        {"name": "n" * 201}, {"email": "a" * 250 + "@x.example"},
    ],
)  # fmt: skip
def test_what_will_not_do_is_told_and_the_link_stays_good(client, said):
    path = link_path(made())
    answer = client.post(path, typed(**said))

    assert answer.status_code == 422
    assert 'class="error-summary"' in answer.text
    assert PASSWORD not in answer.text
    assert client.post(path, typed()).status_code == 302


def test_a_lost_password_is_replaced_by_a_new_link(client):
    account = JONAS.account()
    client.post(link_path(made()), typed(email=JONAS.email.upper()))
    account.refresh_from_db()

    assert account.check_password(PASSWORD)
    assert Appointment.objects.filter(person=account).count() == 1
    assert User.objects.filter(email__iexact=JONAS.email).count() == 1


def test_the_system_itself_cannot_be_taken_over():
    secret = made()
    before = User.objects.get(kind="system").password
    with pytest.raises(LinkNotValid):
        become_administrator(secret=secret, **typed(email=system_actor().email))

    assert User.objects.get(kind="system").password == before


def test_only_the_system_makes_one():
    with pytest.raises(PermissionDenied):
        make_administrator_link(by=MATEO.account())


def test_of_two_who_use_it_at_once_one_comes_in():
    """While one transaction has used the link, another waits for it, and then finds it used."""
    secret = made()
    become_administrator(secret=secret, **typed())
    with pytest.raises(LinkNotValid):
        become_administrator(secret=secret, **typed(email=MATEO.email))


def test_using_it_takes_its_row_before_anything_else():
    """Two connections at once: the second update waits for the first, and then counts no row."""
    given = connection.get_connection_params()
    parts = {
        key: given[key] for key in ("host", "port", "user", "password", "dbname") if given.get(key)
    }
    use = (
        "UPDATE association_administratorlink SET used_at = now()"
        " WHERE digest = %s AND used_at IS NULL AND voided_at IS NULL"
    )
    counted = []
    with psycopg.connect(**parts) as one, psycopg.connect(**parts) as other:
        one.execute(
            "INSERT INTO association_administratorlink (digest, made_at, expires_at)"
            " VALUES ('\\x00', now(), now() + interval '1 day')"
        )
        one.commit()
        try:
            first = one.execute(use, [b"\x00"]).rowcount
            waiting = threading.Thread(
                target=lambda: counted.append(other.execute(use, [b"\x00"]).rowcount)
            )
            waiting.start()
            waiting.join(0.3)
            assert waiting.is_alive(), "the second waits for the first"
            one.commit()
            waiting.join(10)
            other.commit()
        finally:
            one.execute("DELETE FROM association_administratorlink WHERE digest = '\\x00'")
            one.commit()
    assert (first, counted) == (1, [0])
