"""Deeds on appointments, and how the product reads them."""

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import Held
from hamshahr.commons.accounts.roles import Role
from hamshahr.domains.network.models import Appointment, City, Membership
from hamshahr.domains.network.people.notices import tell_of_appointment, tell_of_end
from hamshahr.domains.network.permissions import may_appoint, running_appointments
from hamshahr.kernel.audit.actions import record
from hamshahr.kernel.today import today

# People of such a city still sign in and read; they do nothing in its name
NO_STANDING = (Membership.Standing.SUSPENDED, Membership.Standing.LEFT)


class CannotAppoint(Exception):
    """The role is taken on these days: by her, or by the focal point that the city has."""


class LastAdministrator(Exception):
    """Without her nobody could let anybody in: another administrator comes first."""


@transaction.atomic
def appoint(
    *, person: User, role: Role, city: City | None = None, starts: date | None = None, by: User
) -> Appointment:
    """Give a person a role, from a day on (today, if none is said). ``by`` vouches for her.

    Raises ``PermissionDenied``, ``CannotAppoint``.
    """
    if not may_appoint(by, role, city):
        raise PermissionDenied("This role is not yours to give.")
    given = keep_appointment(
        person=person, role=role, city=city, starts=starts or today(), vouched_by=by
    )
    record(
        by=by,
        deed="network.appoint",
        object_type="appointment",
        object_id=given.pk,
        body=city.pk if city else None,
        role=role,
        person=str(person.pk),
        city=city.slug if city else "",
    )
    tell_of_appointment(given, by=by)
    return given


def keep_appointment(
    *,
    person: User,
    role: Role,
    city: City | None,
    starts: date,
    vouched_by: User,
    mail_domain: str = "",
    function: str = "",
) -> Appointment:
    """Keep the appointment alone: for deeds that have asked who may, and record themselves.

    Raises ``CannotAppoint``, and the transaction around it goes on.
    """
    try:
        with transaction.atomic():
            return Appointment.objects.create(
                person=person,
                role=role,
                city=city,
                starts=starts,
                vouched_by=vouched_by,
                mail_domain=mail_domain,
                function=function,
            )
    except IntegrityError as error:
        raise CannotAppoint from error


@transaction.atomic
def end_appointment(*, appointment: Appointment, by: User) -> None:
    """End an appointment today; who holds it may do so herself. One that has ended stays so.

    Raises ``PermissionDenied``, ``LastAdministrator``.
    """
    if appointment.role == Role.ADMINISTRATOR:
        _hold_administrators()  # in one order, so that two who leave at once do not wait in a ring
    held = Appointment.objects.select_for_update().get(pk=appointment.pk)
    role = Role(held.role)
    if held.person_id != by.pk and not may_appoint(by, role, held.city):
        raise PermissionDenied("This appointment is not yours to end.")
    if held.ends is not None and held.ends <= today():
        return
    if role == Role.ADMINISTRATOR and _is_last(held):
        raise LastAdministrator
    close_appointment(held)
    record(
        by=by,
        deed="network.end_appointment",
        object_type="appointment",
        object_id=held.pk,
        body=held.city_id,
        role=role,
        person=str(held.person_id),
        city=held.city.slug if held.city else "",
    )
    tell_of_end(held, by=by)


def close_appointment(held: Appointment) -> None:
    """Set today as the first day without it: for deeds that ask, record and tell themselves."""
    held.ends = max(today(), held.starts)
    held.save(update_fields=["ends"])


def _is_last(held: Appointment) -> bool:
    """Tell whether no other administrator serves."""
    return _hold_administrators() == [held.pk]


def _hold_administrators() -> list[int]:
    """Return the running appointments of administrators; of two who leave at once, one waits."""
    serving = running_appointments().filter(role=Role.ADMINISTRATOR, person__is_active=True)
    return list(serving.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))


def read_held(person: User) -> frozenset[Held]:
    """Return what a person holds today; for a city that is suspended or has left, nothing."""
    rows = (
        running_appointments()
        .filter(person=person)
        .exclude(city__membership__standing__in=NO_STANDING)
        .values_list("role", "city_id")
    )
    return frozenset(Held(Role(role), city_id) for role, city_id in rows)


def those_holding(roles: frozenset[Role], city_id: UUID | None) -> list[User]:
    """Return the people who hold one of these roles today for a city, or in the association."""
    there = Q(city__isnull=True) if city_id is None else Q(city_id=city_id)
    held = running_appointments().filter(there, role__in=roles, person__is_active=True)
    return [one.person for one in held.select_related("person").order_by("pk")]


def city_id_of(slug: str) -> UUID | None:
    """Return the city that an address names."""
    there = City.objects.filter(slug=slug, merged_into__isnull=True)
    return there.values_list("pk", flat=True).first()
