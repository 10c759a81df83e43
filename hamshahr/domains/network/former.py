"""Those who left: what they were, and what becomes of what they held."""

from collections.abc import Collection, Iterator, Mapping
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.leaving.partings import (
    CannotLeave,
    Consequence,
    Fate,
    Parting,
    register_parting,
)
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.naming import name_those_who_left_by
from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.reading import year_of
from hamshahr.domains.network.appointing import LastAdministrator, end_appointment
from hamshahr.domains.network.models import Appointment
from hamshahr.domains.network.permissions import running_appointments


def declare() -> None:
    """Tell accounts how those who left are named, and what leaving means here."""
    name_those_who_left_by(functions_of)
    register_parting(Parting("appointments", 10, _foretell, _carry_out))


def functions_of(people: Collection[UUID], language: str) -> Mapping[UUID, str]:
    """Return what each of these people was last, in words; one query."""
    held = Appointment.objects.filter(person__in=people).select_related("city")
    last = {one.person_id: one for one in held.order_by("starts", "pk")}
    return {person: _function(one, language) for person, one in last.items()}


def _function(held: Appointment, language: str) -> str:
    begin = year_of(held.starts, language)
    end = year_of(held.ends, language) if held.ends else ""
    words = {
        "role": str(Role(held.role).label),
        "years": begin if end in {"", begin} else f"{begin}–{end}",
    }
    if held.city is None:
        return _("a former colleague of the association, %(role)s %(years)s") % words
    words["city"] = held.city.name_in(language)
    return _("a former colleague of %(city)s, %(role)s %(years)s") % words


def _running(person: User) -> list[Appointment]:
    return list(running_appointments().filter(person=person).select_related("city"))


def _foretell(person: User) -> Iterator[Consequence]:
    language = active_language()
    for held in _running(person):
        words = {"role": str(Role(held.role).label)}
        if held.city is not None:
            words["city"] = held.city.name_in(language)
            yield Consequence(
                Fate.GOES, _("What you may do as %(role)s of %(city)s, from today on") % words
            )
        else:
            yield Consequence(Fate.GOES, _("What you may do as %(role)s, from today on") % words)
        yield from _missed(held, words)


def _missed(held: Appointment, words: Mapping[str, str]) -> Iterator[Consequence]:
    """Tell what nobody would do after her."""
    if held.role == Role.ADMINISTRATOR and not _others(held).exists():
        yield Consequence(
            Fate.FORBIDS,
            _(
                "You are the last administrator: without you nobody could let anybody in. Appoint "
                "another one first."
            ),
        )
    elif held.role == Role.FOCAL_POINT:
        yield Consequence(
            Fate.WARNS,
            _(
                "%(city)s will have no focal point. Hand over first, if you can; else the "
                "secretariat is told, and looks for a successor."
            )
            % words,
        )


def _others(held: Appointment) -> QuerySet[Appointment]:
    return running_appointments().filter(role=held.role, person__is_active=True).exclude(pk=held.pk)


def _carry_out(person: User) -> None:
    """End what she holds and what is still to begin; each end is recorded for its city."""
    for held in Appointment.objects.filter(person=person).select_related("city"):
        try:
            end_appointment(appointment=held, by=person)
        except LastAdministrator as error:
            raise CannotLeave from error
