"""Handing over: all that a focal point keeps for her city passes to her successor in one act."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.owning import everything_owned
from hamshahr.commons.accounts.permitting import allows, cities_allowed
from hamshahr.commons.accounts.roles import Role
from hamshahr.domains.network.appointing import (
    CannotAppoint,
    close_appointment,
    keep_appointment,
)
from hamshahr.domains.network.models import Appointment, City, HandedOverThing, HandOver
from hamshahr.domains.network.people.notices import tell_of_hand_over
from hamshahr.domains.network.permissions import HAND_OVER, running_appointments
from hamshahr.kernel.audit.actions import record
from hamshahr.kernel.today import today


class NoFocalPoint(Exception):
    """The city has no focal point, or another one by now: there is nothing to hand over."""


class CannotSucceed(Exception):
    """A successor is a colleague: somebody else who serves the city and has an open account."""


@dataclass(frozen=True)
class Kept:
    """What a focal point keeps, of one type."""

    object_type: str
    label: str | Promise
    ids: Sequence[str]


def kept_by(person: User, city_id: UUID) -> list[Kept]:
    """Return what would change hands if she handed over now; types with nothing are left out."""
    found = [
        Kept(owned.object_type, owned.label, owned.owned_by(person, city_id))
        for owned in everything_owned()
    ]
    return [kept for kept in found if kept.ids]


def may_succeed(city: City, predecessor: User) -> QuerySet[User]:
    """Return the colleagues to whom she may hand over, by name."""
    serving = running_appointments().filter(city=city).values("person")
    return User.objects.filter(pk__in=serving, is_active=True).exclude(pk=predecessor.pk)


@transaction.atomic
def hand_over(
    *, city: City, predecessor: User, successor: User, predecessor_stays: bool, by: User
) -> HandOver:
    """Hand over to a colleague, who is the focal point from this moment on.

    ``predecessor`` is who was the focal point when ``by`` decided; ``predecessor_stays``: she
    becomes an expert of the city. Raises ``PermissionDenied``, ``NoFocalPoint``,
    ``CannotSucceed``.
    """
    if not allows(by, HAND_OVER, city.pk):
        raise PermissionDenied("Her focal point, or the secretariat, hands a city over.")
    if not may_succeed(city, predecessor).filter(pk=successor.pk).exists():
        raise CannotSucceed
    return pass_everything(
        city=city,
        predecessor=predecessor,
        successor=successor,
        predecessor_stays=predecessor_stays,
        by=by,
    )


def pass_everything(
    *, city: City, predecessor: User, successor: User, predecessor_stays: bool, by: User
) -> HandOver:
    """Do it, for a deed that has asked; inside its transaction. Raises ``NoFocalPoint``."""
    held = (
        running_appointments()
        .select_for_update()
        .filter(city=city, role=Role.FOCAL_POINT, person=predecessor)
        .first()
    )
    if held is None:  # of two hand-overs at once the second finds another focal point
        raise NoFocalPoint
    _change_roles(held, successor, predecessor_stays=predecessor_stays)
    done = HandOver.objects.create(
        city=city,
        predecessor=predecessor,
        successor=successor,
        predecessor_stays=predecessor_stays,
    )
    _change_hands(done, by)
    record(
        by=by,
        deed="network.hand_over",
        object_type="city",
        object_id=city.pk,
        body=city.pk,
        predecessor=str(predecessor.pk),
        successor=str(successor.pk),
        things=done.things.count(),
    )
    url = reverse("network:hand-over", args=[done.pk])
    tell_of_hand_over(city=city, predecessor=predecessor, successor=successor, url=url, by=by)
    return done


def hand_overs_for(by: User) -> QuerySet[HandOver]:
    """Return those that ``by`` may read: her own, and those of cities that she may hand over."""
    allowed = cities_allowed(by, HAND_OVER)
    found = HandOver.objects.select_related("city", "predecessor", "successor")
    if allowed.everywhere:
        return found
    return found.filter(Q(predecessor=by) | Q(successor=by) | Q(city__in=allowed.ids))


def _change_roles(held: Appointment, successor: User, *, predecessor_stays: bool) -> None:
    """End one appointment and begin the other on the same day, so that no day is without one."""
    close_appointment(held)
    for deputy in running_appointments().filter(
        city=held.city, role=Role.DEPUTY_FOCAL_POINT, person=successor
    ):
        close_appointment(deputy)
    keep_appointment(
        person=successor,
        role=Role.FOCAL_POINT,
        city=held.city,
        starts=today(),
        vouched_by=held.person,
    )
    if predecessor_stays:
        try:
            keep_appointment(
                person=held.person,
                role=Role.EXPERT,
                city=held.city,
                starts=today(),
                vouched_by=successor,
            )
        except CannotAppoint:
            return  # she is an expert of the city already


def _change_hands(done: HandOver, by: User) -> None:
    for owned in everything_owned():
        ids = owned.owned_by(done.predecessor, done.city_id)
        if not ids:
            continue
        owned.pass_on(ids, to=done.successor, by=by)
        HandedOverThing.objects.bulk_create(
            [
                HandedOverThing(hand_over=done, object_type=owned.object_type, object_id=each)
                for each in ids
            ],
            batch_size=500,
        )
