"""What people are told about appointments, invitations and hand-overs."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import Held, is_system
from hamshahr.commons.accounts.roles import ASSOCIATION_ROLES, KEEPERS, OFFICE, Role
from hamshahr.commons.notifications.kinds import Frequency, NoticeKind, register_notice_kind
from hamshahr.commons.notifications.notifying import notify
from hamshahr.commons.translation.languages import interface_languages
from hamshahr.domains.network.models import Appointment, City, Invitation
from hamshahr.domains.network.people.wording import place
from hamshahr.domains.network.permissions import running_appointments


def _invites(held: frozenset[Held]) -> bool:
    return any(one.role in KEEPERS | ASSOCIATION_ROLES for one in held)


def _is_of_the_office(held: frozenset[Held]) -> bool:
    return any(one.role in OFFICE for one in held)


_KINDS = (
    NoticeKind(
        "network.invitation_accepted",
        _("Somebody accepts an invitation of mine"),
        _("%(who)s accepted the invitation: %(role)s, %(place)s."),
        concerns=_invites,
    ),
    NoticeKind(
        "network.invitation_declined",
        _("Somebody declines an invitation of mine"),
        _("%(who)s declined the invitation: %(role)s, %(place)s."),
        concerns=_invites,
    ),
    NoticeKind(
        "network.invitation_expired",
        _("An invitation of mine expires unanswered"),
        _("The invitation of %(who)s expired unanswered: %(role)s, %(place)s."),
        concerns=_invites,
    ),
    NoticeKind(
        "network.appointed",
        _("I am appointed to something"),
        _("You are appointed: %(role)s, %(place)s."),
        frequency=Frequency.AT_ONCE,
    ),
    NoticeKind(
        "network.appointment_ended",
        _("An appointment of mine ends"),
        _("Your appointment has ended: %(role)s, %(place)s."),
        frequency=Frequency.AT_ONCE,
        silenceable=False,
    ),
    NoticeKind(
        "network.no_focal_point",
        _("A city is left without a focal point"),
        _("The focal point of %(city)s has left, and nobody follows yet."),
        concerns=_is_of_the_office,
    ),
    NoticeKind(
        "network.handed_over",
        _("A focal point hands over"),
        _("%(who)s handed over to %(successor)s: %(place)s."),
        frequency=Frequency.AT_ONCE,
    ),
)


def declare() -> None:
    """Declare the kinds of notice."""
    for kind in _KINDS:
        register_notice_kind(kind)


def tell_of_answer(invitation: Invitation, *, by: User | None) -> None:
    """Tell whoever invited that an invitation was accepted or declined, or that it ran out."""
    if invitation.accepted_at:
        kind = "network.invitation_accepted"
    elif invitation.declined_at:
        kind = "network.invitation_declined"
    else:
        kind = "network.invitation_expired"
    notify(
        kind=kind,
        to=_who_invited(invitation),
        about=invitation.pk,
        url=_people_page(invitation.city),
        said={
            "who": invitation.accepted_by or invitation.name or invitation.email,
            "role": _role(invitation.role),
            "place": _place(invitation.city),
        },
        by=by,
    )


def tell_of_appointment(given: Appointment, *, by: User) -> None:
    """Tell somebody that a colleague appointed her; whom the system appoints knows it."""
    if not is_system(by):
        _tell_person("network.appointed", given, by=by)


def tell_of_end(held: Appointment, *, by: User) -> None:
    """Tell somebody that her appointment ended, and the office if a city is left without one."""
    _tell_person("network.appointment_ended", held, by=by)
    city = held.city
    if city is None or held.role != Role.FOCAL_POINT:
        return
    if running_appointments().filter(role=Role.FOCAL_POINT, city=city).exists():
        return
    notify(
        kind="network.no_focal_point",
        to=office(),
        about=city.pk,
        url=_people_page(city),
        said={"city": _place(city)},
        by=by,
    )


def tell_of_hand_over(
    *, city: City, predecessor: User, successor: User, url: str, by: User | None
) -> None:
    """Tell both, and the office."""
    notify(
        kind="network.handed_over",
        to=[predecessor, successor, *office()],
        about=city.pk,
        url=url,
        said={"who": predecessor, "successor": successor, "place": _place(city)},
        by=by,
    )


def office() -> list[User]:
    """Return those who run the association's office today."""
    return _people_of(roles=OFFICE, city=None)


def _people_of(*, roles: Collection[Role], city: City | None) -> list[User]:
    serving = running_appointments().filter(role__in=roles, city=city, person__is_active=True)
    return [held.person for held in serving.select_related("person")]


def _who_invited(invitation: Invitation) -> list[User]:
    """Return her; where a mail domain vouched, those who keep the city's people."""
    if invitation.mail_domain:
        return _people_of(roles=KEEPERS, city=invitation.city)
    return [invitation.invited_by]


def _tell_person(kind: str, held: Appointment, *, by: User) -> None:
    notify(
        kind=kind,
        to=[held.person],
        about=held.pk,
        url=reverse("network:appointments"),
        said={"role": _role(held.role), "place": _place(held.city)},
        by=by,
    )


def _people_page(city: City | None) -> str:
    if city is None:
        return reverse("network:appointments")  # the offices are listed downstream, at the desk
    return reverse("network:people", args=[city.slug])


def _role(role: str) -> Mapping[str, str]:
    told = {}
    for each in interface_languages():
        with override(each.code):
            told[each.code] = str(Role(role).label)
    return told


def _place(city: City | None) -> Mapping[str, str]:
    told = {}
    for each in interface_languages():
        with override(each.code):
            told[each.code] = place(city, each.code)
    return told
