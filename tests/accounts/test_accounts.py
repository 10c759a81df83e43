"""Accounts say who somebody is, and grant nothing."""

import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError, transaction

from hamshahr.commons.accounts.models import SYSTEM_ID, User
from hamshahr.commons.accounts.queries import system_actor
from tests.cast import LEILA, MATEO

pytestmark = pytest.mark.django_db


def test_the_system_actor_is_there_from_the_first_migration():
    assert (system_actor().pk, system_actor().kind) == (SYSTEM_ID, User.Kind.SYSTEM)


@pytest.mark.parametrize("password", ["", "!", "system", None])
def test_nobody_signs_in_as_the_system(password):
    assert not system_actor().has_usable_password()
    assert authenticate(username=system_actor().email, password=password) is None


def test_there_is_one_system_actor_only():
    with pytest.raises(IntegrityError, match="one_system_actor"), transaction.atomic():
        User.objects.create(email="other@hamshahr.example", name="X", kind=User.Kind.SYSTEM)


def test_no_person_becomes_the_system():
    leila = LEILA.account()
    with pytest.raises(IntegrityError, match="one_system_actor"), transaction.atomic():
        User.objects.filter(pk=leila.pk).update(kind=User.Kind.SYSTEM)


@pytest.mark.parametrize(
    "written", ["leila@shiraz.example", "LEILA@SHIRAZ.EXAMPLE", "Leila@Shiraz.Example"]
)
def test_an_address_belongs_to_one_account_whatever_its_case(written):
    LEILA.account()
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user(written, "دیگری")


def test_an_address_belongs_to_one_account_even_where_save_is_passed_by():
    LEILA.account()
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email="LEILA@shiraz.example", name="دیگری")])


def test_an_account_without_a_password_is_signed_in_by_none():
    assert not MATEO.account().has_usable_password()
    assert authenticate(username=MATEO.email, password="") is None


def test_an_account_has_no_flag_that_grants_anything():
    flags = {"is_staff", "is_superuser", "groups", "user_permissions", "role"}

    assert flags.isdisjoint(field.name for field in User._meta.get_fields())


def test_a_name_is_kept_as_it_is_written():
    assert str(LEILA.account()) == "لیلا فراهانی"
