"""Reads of people: who holds what, who was invited, who agreed to be shown."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.naming import names_of
from hamshahr.commons.accounts.roles import Role
from hamshahr.domains.network.models import Appointment, City, Invitation
from hamshahr.domains.network.permissions import (
    running_appointments,
)
from hamshahr.kernel.today import today

# A city whose page names more has put its telephone book there
MOST_SHOWN = 50
# Nobody lost more roles in a month
MOST_TOLD = 10


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
    names = names_of([one.person for one in held])
    return [ShownPerson(names[one.person_id], Role(one.role), one.function) for one in held]


def ended_lately(person: User, since: date) -> list[Appointment]:
    """Return what a person held until lately and holds no more, to tell her why she may not."""
    held = {(one.role, one.city_id) for one in running_appointments().filter(person=person)}
    ended = Appointment.objects.filter(person=person, ends__lte=today(), ends__gte=since)
    found = ended.select_related("city").order_by("-ends", "-pk")[:MOST_TOLD]
    return [one for one in found if (one.role, one.city_id) not in held]
