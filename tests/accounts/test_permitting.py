"""Who may do what: by appointments that run today, and by nothing else."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from hamshahr.commons.accounts.permitting import (
    Permission,
    allows,
    cities_allowed,
    held_by,
    permissions,
)
from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.accounts.roles import KEEPERS, OFFICE, SENTENCES, Role
from hamshahr.domains.network.appointing import (
    CannotAppoint,
    LastAdministrator,
    appoint,
    end_appointment,
)
from hamshahr.domains.network.models import Appointment, City
from hamshahr.kernel.audit.models import AuditRecord
from hamshahr.kernel.today import today
from tests.cast import AWA, JONAS, KAVEH, LEILA, MATEO, NASRIN, PEOPLE, REZA

pytestmark = pytest.mark.django_db

KEEP = Permission("tests.keep", "Keep.", own_city=KEEPERS, everywhere=OFFICE)


def shiraz():
    return City.objects.get(slug="shiraz")


def test_a_focal_point_may_for_her_own_city_and_for_no_other():
    nasrin, mateo = NASRIN.serving(), MATEO.serving()

    assert allows(nasrin, KEEP, shiraz().pk)
    assert not allows(mateo, KEEP, shiraz().pk)
    assert not allows(nasrin, KEEP)  # nor for the association


def test_an_office_of_the_association_reaches_every_city():
    NASRIN.serving()

    assert allows(AWA.serving(), KEEP, shiraz().pk)
    assert not allows(JONAS.serving(), KEEP, shiraz().pk)


def test_for_one_city_and_for_a_list_the_answer_is_the_same_whoever_asks():
    everybody = [None, system_actor(), *(person.serving() for person in PEOPLE)]
    declared = [*permissions(), KEEP]
    assert len(declared) > 5
    # Those that somebody serves, and one that nobody does
    cities = City.objects.filter(slug__in=["shiraz", "mashhad", "medellin", "lagos"])
    assert len(cities) == 4
    for by in everybody:
        for permission in declared:
            listed = cities_allowed(by, permission)
            for city in cities:
                assert allows(by, permission, city.pk) == (city.pk in listed)


@pytest.mark.parametrize(("starts", "ends"), [(-9, -1), (-9, 0), (1, None), (0, 0)])
def test_what_has_ended_or_not_begun_gives_nothing(starts, ends):
    nasrin = NASRIN.serving()
    Appointment.objects.filter(person=nasrin).update(
        starts=today() + timedelta(days=starts),
        ends=None if ends is None else today() + timedelta(days=ends),
    )

    assert held_by(nasrin) == frozenset()
    assert not allows(nasrin, KEEP, shiraz().pk)


def test_a_role_that_ends_while_its_holder_works_ends_at_once():
    nasrin = NASRIN.serving()
    assert allows(nasrin, KEEP, shiraz().pk)
    end_appointment(appointment=nasrin.appointments.get(), by=AWA.serving())

    assert not allows(nasrin, KEEP, shiraz().pk)


def test_who_cannot_sign_in_any_more_may_nothing():
    nasrin = NASRIN.serving()
    nasrin.is_active = False
    nasrin.save()

    assert held_by(nasrin) == frozenset()


def test_a_city_has_one_focal_point_at_a_time():
    NASRIN.serving()

    with pytest.raises(CannotAppoint):
        appoint(person=LEILA.account(), role=Role.FOCAL_POINT, city=shiraz(), by=AWA.serving())


def test_the_day_one_leaves_another_may_follow():
    nasrin, awa = NASRIN.serving(), AWA.serving()
    Appointment.objects.filter(person=nasrin).update(starts=today() - timedelta(days=400))
    end_appointment(appointment=nasrin.appointments.get(), by=awa)
    appoint(person=LEILA.account(), role=Role.FOCAL_POINT, city=shiraz(), by=awa)

    assert allows(LEILA.account(), KEEP, shiraz().pk)


@pytest.mark.parametrize(
    ("by", "role", "may"),
    [
        (NASRIN, Role.EXPERT, True),
        (NASRIN, Role.DEPUTY_FOCAL_POINT, True),
        (NASRIN, Role.FOCAL_POINT, False),
        (KAVEH, Role.EXPERT, True),
        (LEILA, Role.EXPERT, False),
        (REZA, Role.EXPERT, False),
        (AWA, Role.EXPERT, True),
        (JONAS, Role.EXPERT, False),
    ],
    ids=lambda one: getattr(one, "email", str(one)),
)
def test_who_lets_whom_into_the_city_of_shiraz(by, role, may):
    NASRIN.serving()
    newcomer = MATEO.account()
    if may:
        appoint(person=newcomer, role=role, city=shiraz(), by=by.serving())
        assert newcomer.appointments.filter(role=role).exists()
    else:
        with pytest.raises(PermissionDenied):
            appoint(person=newcomer, role=role, city=shiraz(), by=by.serving())


def test_nobody_gives_herself_an_office():
    for person in (AWA, NASRIN, LEILA):
        account = person.serving()
        with pytest.raises(PermissionDenied):
            appoint(person=account, role=Role.ADMINISTRATOR, by=account)


def test_the_last_administrator_stays_until_there_is_another():
    jonas = JONAS.serving()
    with pytest.raises(LastAdministrator):
        end_appointment(appointment=jonas.appointments.get(), by=jonas)
    appoint(person=AWA.account(), role=Role.ADMINISTRATOR, by=jonas)
    end_appointment(appointment=jonas.appointments.get(), by=jonas)

    assert held_by(jonas) == frozenset()


@pytest.mark.parametrize(("role", "in_city"), [(Role.EDITOR, True), (Role.EXPERT, False)])
def test_the_database_keeps_roles_of_cities_and_of_the_association_apart(role, in_city):
    nasrin = NASRIN.serving()
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(
            person=nasrin, role=role, city=shiraz() if in_city else None, starts=today()
        )


def test_the_record_tells_who_appointed_whom_without_an_address():
    NASRIN.serving()
    kept = AuditRecord.objects.get(deed="network.appoint")

    assert kept.details["role"] == "focal_point"
    assert "@" not in str(kept.details)


def test_a_permission_is_granted_to_roles_that_can_hold_it():
    with pytest.raises(ValueError, match="no city of its own"):
        Permission("tests.x", "X.", own_city=frozenset({Role.EDITOR}))
    with pytest.raises(ValueError, match="nothing in others"):
        Permission("tests.y", "Y.", everywhere=frozenset({Role.MAYOR}))


def test_every_role_says_in_a_sentence_what_it_is():
    assert set(SENTENCES) == set(Role)
