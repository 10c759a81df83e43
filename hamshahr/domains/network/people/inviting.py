"""Inviting somebody to a role, writing to her again, and taking the invitation back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import is_system
from hamshahr.commons.accounts.roles import Role
from hamshahr.domains.network.appointing import NO_STANDING
from hamshahr.domains.network.models import City, Invitation, Membership
from hamshahr.domains.network.models.invitations import LONGEST_FUNCTION_NAME, UNANSWERED
from hamshahr.domains.network.people.invitation_letter import write_invitation
from hamshahr.domains.network.people.naming import clean_address, clean_name, clean_words
from hamshahr.domains.network.permissions import may_appoint, running_appointments
from hamshahr.kernel.audit.actions import record
from hamshahr.kernel.secret_links import digest_of, new_secret

# Long enough for a holiday of a week; a link that lies about longer is a risk
VALID_FOR = timedelta(days=14)
# A city that brings all its people in on one day; more is a machine, or a stolen account
MOST_A_DAY = 40
# So many letters about one invitation; who has not answered them needs a call
MOST_LETTERS = 5
# Between two letters: the first may be on its way still
LETTERS_APART = timedelta(minutes=10)
_A_DAY = timedelta(days=1)


class CannotInvite(Exception):
    """The invitation cannot be made or sent now; each kind says why."""


class InvitedAlready(CannotInvite):
    """An invitation of this address to this role waits for an answer: send it again, or not."""


class ServesAlready(CannotInvite):
    """Whoever has this address holds the role."""


class CityIsClosed(CannotInvite):
    """The city's membership is suspended, or has ended."""


class RoleIsTaken(CannotInvite):
    """The city has a focal point."""


class TooManyInvitations(CannotInvite):
    """So many of this inviter's in a day, or letters to one address, that it stops here."""


class Answered(CannotInvite):
    """It was accepted, declined or withdrawn meanwhile."""


@dataclass(frozen=True)
class Invited:
    """Who is invited to what, as it was typed. ``city`` is ``None`` for the association's offices.

    ``language`` is that of the letter; ``mail_domain`` the city's that vouches, where no person
    does.
    """

    email: str
    name: str
    role: Role
    city: City | None
    language: str
    function: str = ""
    mail_domain: str = ""
    as_successor: bool = False
    predecessor_stays: bool = False


@transaction.atomic
def invite(*, invited: Invited, by: User) -> Invitation:
    """Invite somebody and write her a letter.

    Raises ``PermissionDenied``, ``NotFit`` and the kinds of ``CannotInvite``.
    """
    if not may_invite(by, invited):
        raise PermissionDenied("To this role you invite nobody.")
    email = clean_address(invited.email)
    _require_room(invited, email, by)
    secret, now = new_secret(), timezone.now()
    try:
        with transaction.atomic():
            made = Invitation.objects.create(
                email=email,
                name=clean_name(invited.name) if invited.name else "",
                role=invited.role,
                city=invited.city,
                function=clean_words(invited.function, longest=LONGEST_FUNCTION_NAME),
                language=invited.language,
                invited_by=by,
                mail_domain=invited.mail_domain,
                as_successor=invited.as_successor,
                predecessor_stays=invited.predecessor_stays,
                digest=digest_of(secret),
                made_at=now,
                sent_at=now,
                expires_at=now + VALID_FOR,
            )
    except IntegrityError as error:
        raise InvitedAlready from error
    write_invitation(made, secret)
    record(
        by=by,
        deed="network.invite",
        object_type="invitation",
        object_id=made.pk,
        body=made.city_id,
        role=made.role,
    )
    return made


@transaction.atomic
def resend_invitation(*, invitation: Invitation, by: User) -> Invitation:
    """Write to her again: the link of the former letter is void, and the time begins anew.

    Raises ``PermissionDenied``, ``Answered``, ``TooManyInvitations``.
    """
    waits = _held(invitation)
    if not may_manage(by, waits):
        raise PermissionDenied("This invitation is not yours.")
    now = timezone.now()
    if waits.state_at(now) not in {Invitation.State.OPEN, Invitation.State.EXPIRED}:
        raise Answered
    if waits.letters >= MOST_LETTERS or now - waits.sent_at < LETTERS_APART:
        raise TooManyInvitations
    secret = new_secret()
    waits.former_digests = [*waits.former_digests, waits.digest]
    waits.digest, waits.sent_at, waits.expires_at = digest_of(secret), now, now + VALID_FOR
    waits.letters += 1
    waits.expiry_told_at = None
    waits.save()
    write_invitation(waits, secret)
    _record(waits, by=by, deed="network.resend_invitation")
    return waits


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User) -> None:
    """Take an invitation back; its link opens nothing any more. Raises as ``resend`` does."""
    waits = _held(invitation)
    if not may_manage(by, waits):
        raise PermissionDenied("This invitation is not yours.")
    if waits.state_at(timezone.now()) not in {Invitation.State.OPEN, Invitation.State.EXPIRED}:
        raise Answered
    waits.withdrawn_at = timezone.now()
    waits.save(update_fields=["withdrawn_at"])
    _record(waits, by=by, deed="network.withdraw_invitation")


def may_invite(by: User, invited: Invited) -> bool:
    """Tell whether ``by`` may invite to this role; a focal point may invite her own successor."""
    if invited.as_successor:
        return focal_point_of(invited.city) == by and invited.role == Role.FOCAL_POINT
    return may_appoint(by, invited.role, invited.city)


def may_manage(by: User, invitation: Invitation) -> bool:
    """Tell whether ``by`` may send an invitation again, or take it back: whoever may make it."""
    if invitation.as_successor and invitation.invited_by_id == by.pk:
        return True
    return may_appoint(by, Role(invitation.role), invitation.city)


def focal_point_of(city: City | None) -> User | None:
    """Return who is the focal point of a city today."""
    found = running_appointments().filter(role=Role.FOCAL_POINT, city=city)
    held = found.select_related("person").first() if city is not None else None
    return held.person if held else None


def takes_people_in(city: City) -> bool:
    """Tell whether somebody new may come in: not while a membership is suspended, or after it."""
    return not Membership.objects.filter(city=city, standing__in=NO_STANDING).exists()


def _require_room(invited: Invited, email: str, by: User) -> None:
    """Raise what stands against one more invitation."""
    if invited.city is not None and not takes_people_in(invited.city):
        raise CityIsClosed
    here = running_appointments().filter(role=invited.role, city=invited.city)
    if here.filter(person__email=email).exists():
        raise ServesAlready
    if invited.role == Role.FOCAL_POINT and not invited.as_successor and here.exists():
        raise RoleIsTaken
    today = Invitation.objects.filter(made_at__gt=timezone.now() - _A_DAY)
    of_hers: Callable[[], int] = today.filter(invited_by=by).count
    if not is_system(by) and of_hers() >= MOST_A_DAY:
        raise TooManyInvitations
    if today.filter(email=email).count() >= MOST_LETTERS:
        raise TooManyInvitations
    waiting = Invitation.objects.filter(
        UNANSWERED, email=email, role=invited.role, city=invited.city
    )
    if waiting.exists():
        raise InvitedAlready


def _held(invitation: Invitation) -> Invitation:
    """Return the invitation as it stands, held until the deed is done."""
    return (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("city", "invited_by")
        .get(pk=invitation.pk)
    )


def _record(invitation: Invitation, *, by: User, deed: str) -> None:
    record(
        by=by,
        deed=deed,
        object_type="invitation",
        object_id=invitation.pk,
        body=invitation.city_id,
        role=invitation.role,
    )
