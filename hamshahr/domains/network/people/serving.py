"""Deeds on those who serve: naming a deputy, wording a function, agreeing to be shown."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import allows
from hamshahr.commons.accounts.roles import Role
from hamshahr.domains.network.appointing import appoint
from hamshahr.domains.network.models import Appointment
from hamshahr.domains.network.models.invitations import LONGEST_FUNCTION_NAME
from hamshahr.domains.network.people.naming import clean_words
from hamshahr.domains.network.permissions import APPOINT_COLLEAGUES, running_appointments
from hamshahr.kernel.audit.actions import record

_CHOSEN = {True: "network.agree_to_be_shown", False: "network.refuse_to_be_shown"}


def name_deputy(*, colleague: Appointment, by: User) -> Appointment:
    """Make somebody who serves the city its deputy focal point, from today on.

    Raises ``PermissionDenied`` also where she serves there no more, ``CannotAppoint``.
    """
    serves = running_appointments().filter(person=colleague.person_id, city=colleague.city)
    if colleague.city is None or not serves.exists():
        raise PermissionDenied("A deputy is one of those who serve the city.")
    return appoint(
        person=colleague.person, role=Role.DEPUTY_FOCAL_POINT, city=colleague.city, by=by
    )


def may_word_function(by: User, held: Appointment) -> bool:
    """Tell whether ``by`` may say what somebody does in a city: herself, and its keepers."""
    return held.city_id is not None and (
        held.person_id == by.pk or allows(by, APPOINT_COLLEAGUES, held.city_id)
    )


@transaction.atomic
def word_function(*, appointment: Appointment, function: str, by: User) -> None:
    """Say what she does there, in the city's own words. Raises ``PermissionDenied``, ``NotFit``."""
    held = Appointment.objects.select_for_update().get(pk=appointment.pk)
    if not may_word_function(by, held):
        raise PermissionDenied("This function is not yours to word.")
    held.function = clean_words(function, longest=LONGEST_FUNCTION_NAME)
    held.save(update_fields=["function"])
    record(
        by=by,
        deed="network.word_function",
        object_type="appointment",
        object_id=held.pk,
        body=held.city_id,
        person=str(held.person_id),
    )


@transaction.atomic
def choose_to_be_shown(*, appointment: Appointment, is_shown: bool, by: User) -> None:
    """Let the city's public page name her, or not. She alone says so: ``PermissionDenied``."""
    held = Appointment.objects.select_for_update().get(pk=appointment.pk)
    if held.person_id != by.pk or held.city_id is None:
        raise PermissionDenied("She alone says whether she is shown.")
    if held.is_shown == is_shown:
        return
    held.is_shown = is_shown
    held.save(update_fields=["is_shown"])
    record(
        by=by,
        deed=_CHOSEN[is_shown],
        object_type="appointment",
        object_id=held.pk,
        body=held.city_id,
    )
