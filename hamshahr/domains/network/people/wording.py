"""Invitations and appointments in the words of a page."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.naming import called
from hamshahr.commons.accounts.roles import KEEPERS, SENTENCES, Role
from hamshahr.commons.translation.reading import day
from hamshahr.domains.network.addresses import city_url
from hamshahr.domains.network.models import Appointment, City, Invitation
from hamshahr.domains.network.people.regions import InvitationShown, OwnAppointment
from hamshahr.kernel.today import today


def place(city: City | None, language: str) -> str:
    """Return what somebody serves: a city, or the association by its name."""
    if city is not None:
        return city.name_in(language)
    named = settings.ASSOCIATION_IN.get(language) or settings.ASSOCIATION
    return str(named or _("the association"))


def inviter(invitation: Invitation) -> str:
    """Return who invites: a person, or the mail domain of the city."""
    return invitation.mail_domain or called(invitation.invited_by)


def last_day(invitation: Invitation, language: str) -> str:
    """Return the last whole day on which the link opens."""
    return day(invitation.expires_at - timedelta(days=1), language)


def invitation_shown(invitation: Invitation, secret: str, language: str) -> InvitationShown:
    """Return an invitation as the page of its link shows it."""
    role = Role(invitation.role)
    return InvitationShown(
        place=place(invitation.city, language),
        role=str(role.label),
        sentence=str(SENTENCES[role]),
        who=inviter(invitation),
        function=invitation.function,
        until=last_day(invitation, language),
        email=invitation.email,
        decline_url=reverse("network:decline-invitation", args=[secret]),
        by_domain=bool(invitation.mail_domain),
        as_successor=invitation.as_successor,
    )


def own_appointment(held: Appointment, language: str, *, rests: bool = False) -> OwnAppointment:
    """Return an appointment as the one who holds it reads it; its city and voucher are loaded.

    ``rests``: it runs, and gives nothing while the city has no standing.
    """
    role = Role(held.role)
    runs = held.ends is None or held.ends > today()
    slug = held.city.slug if held.city else ""
    at_city = bool(slug) and runs and not rests
    return OwnAppointment(
        role=str(role.label),
        place=place(held.city, language),
        place_url=city_url(slug) if slug else "",
        people_url=reverse("network:people", args=[slug]) if at_city else "",
        keep_url=reverse("network:keep", args=[slug]) if at_city and role in KEEPERS else "",
        sentence=str(SENTENCES[role]),
        function=held.function,
        since=day(held.starts, language),
        until=day(held.ends, language) if held.ends else "",
        vouched_by=held.mail_domain or voucher(held.vouched_by),
        rests=rests,
        is_shown=held.is_shown,
        shown_url=reverse("network:appointment-shown", args=[held.pk]) if at_city else "",
        function_url=reverse("network:appointment-function", args=[held.pk]) if at_city else "",
        leave_url=reverse("network:appointment-leave", args=[held.pk]) if runs else "",
        hand_over_url=reverse("network:people-hand-over", args=[slug])
        if at_city and role == Role.FOCAL_POINT
        else "",
    )


def voucher(person: User | None) -> str:
    """Return who vouched; empty where nobody knows, or whoever may use the machine did."""
    return "" if person is None or person.kind == User.Kind.SYSTEM else called(person)
