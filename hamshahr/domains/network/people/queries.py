"""Reads of people: who holds what, who was invited, who agreed to be shown."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import cities_allowed
from hamshahr.commons.accounts.roles import Role
from hamshahr.domains.network.models import Appointment, City, Invitation
from hamshahr.domains.network.models.invitations import UNANSWERED
from hamshahr.domains.network.permissions import (
    APPOINT_FOCAL_POINT,
    running,
    running_appointments,
)
from hamshahr.kernel.today import today

# A city whose page names more has put its telephone book there
MOST_SHOWN = 50


@dataclass(frozen=True)
class ShownPerson:
    """Somebody who agreed that the city's public page names her; no address of hers."""

    name: str
    role: Role
    function: str  # in the city's own words; may be empty


def appointments_of(person: User) -> QuerySet[Appointment]:
    """Return what a person holds and held, with cities and vouchers; what runs comes first."""
    return (
        Appointment.objects.filter(person=person)
        .select_related("city", "vouched_by")
        .order_by(F("ends").desc(nulls_first=True), "-starts", "-pk")
    )


def serving(city: City | None) -> QuerySet[Appointment]:
    """Return who serves a city, or the association, today; the oldest appointments first."""
    found = running_appointments().filter(city=city).select_related("city", "person", "vouched_by")
    return found.order_by("starts", "pk")


def served(city: City | None) -> QuerySet[Appointment]:
    """Return who served a city, or the association, and does no more; the latest end first."""
    found = Appointment.objects.filter(city=city, ends__lte=today())
    return found.select_related("city", "person", "vouched_by").order_by("-ends", "-pk")


def invitations_to(city: City | None) -> QuerySet[Invitation]:
    """Return the invitations that wait for an answer, or were declined or ran out of time."""
    found = Invitation.objects.filter(city=city, erased_at=None, accepted_at=None)
    return found.filter(withdrawn_at=None).select_related("city", "invited_by")


def shown_people(city: City) -> list[ShownPerson]:
    """Return those who serve a city and agreed to be named on its public page; one query."""
    held = serving(city).filter(is_shown=True, person__is_active=True)[:MOST_SHOWN]
    return [ShownPerson(one.person.name, Role(one.role), one.function) for one in held]


def ended_lately(person: User, since: datetime) -> QuerySet[Appointment]:
    """Return what a person held until a moment ago: to tell her why a page is closed to her."""
    ended = Appointment.objects.filter(
        person=person, ends__lte=today(), ends__gte=since.date()
    ).exclude(Q(role__in=running_appointments().filter(person=person).values("role")))
    return ended.select_related("city").order_by("-ends", "-pk")


def members_without_focal_point(*, by: User) -> QuerySet[City]:
    """Return the member cities that nobody serves as focal point, for whoever may invite one."""
    allowed = cities_allowed(by, APPOINT_FOCAL_POINT)
    held = Appointment.objects.filter(running(today()), city=OuterRef("pk"), role=Role.FOCAL_POINT)
    found = City.objects.filter(~Exists(held), membership__isnull=False)
    return found if allowed.everywhere else found.filter(pk__in=allowed.ids)


def expired_invitations(*, by: User) -> QuerySet[Invitation]:
    """Return the invitations to cities that ran out unanswered, the latest first."""
    allowed = cities_allowed(by, APPOINT_FOCAL_POINT)
    found = Invitation.objects.filter(
        UNANSWERED, expires_at__lte=timezone.now(), erased_at=None, city__isnull=False
    ).select_related("city", "invited_by")
    found = found.order_by("-expires_at", "-pk")
    return found if allowed.everywhere else found.filter(city__in=allowed.ids)
