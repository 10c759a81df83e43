"""Answering an invitation: coming in by it, or declining it."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from hamshahr.commons.accounts.demonstration import PEOPLE
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.preferences.models import Preferences
from hamshahr.commons.accounts.preferences.zones import is_zone
from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.accounts.roles import Role
from hamshahr.domains.network.appointing import CannotAppoint, keep_appointment
from hamshahr.domains.network.models import Appointment, City, CityMailDomain, Invitation
from hamshahr.domains.network.models.invitations import LONGEST_REASON
from hamshahr.domains.network.people.handing_over import NoFocalPoint, pass_everything
from hamshahr.domains.network.people.inviting import focal_point_of, takes_people_in
from hamshahr.domains.network.people.naming import clean_name, clean_words
from hamshahr.domains.network.people.notices import tell_of_answer
from hamshahr.domains.network.permissions import may_appoint, running_appointments
from hamshahr.kernel.audit.actions import record
from hamshahr.kernel.secret_links import digest_of
from hamshahr.kernel.today import today


class CannotAccept(Exception):
    """The invitation lets nobody in; each kind says why."""


class NotValid(CannotAccept):
    """It was answered or withdrawn, has expired, or a later letter took its place."""


class AnotherPerson(CannotAccept):
    """It went to another address than that of whoever is signed in, or it has an account."""


class InviterLeft(CannotAccept):
    """Who vouched could not invite to this role today."""


class CityClosed(CannotAccept):
    """The city's membership was suspended, or has ended."""


class RoleTaken(CannotAccept):
    """The role has meanwhile been given to somebody."""


@dataclass(frozen=True)
class Followed:
    """What a link leads to. ``is_former``: a later letter took the place of its letter."""

    invitation: Invitation
    is_former: bool

    @property
    def state(self) -> Invitation.State:
        return self.invitation.state_at(timezone.now())

    @property
    def is_open(self) -> bool:
        return not self.is_former and self.state == Invitation.State.OPEN


def follow(secret: str) -> Followed | None:
    """Return what a link leads to; ``None`` for one that never was. Looking changes nothing."""
    digest = digest_of(secret)
    found = (
        Invitation.objects.select_related("city", "invited_by")
        .filter(Q(digest=digest) | Q(former_digests__contains=[digest]))
        .first()
    )
    return Followed(found, bytes(found.digest) != digest) if found else None


def account_of(invitation: Invitation) -> User | None:
    """Return who has an account with the invited address."""
    people = User.objects.filter(email=invitation.email, kind__in=PEOPLE)
    return people.first() if invitation.email else None


@transaction.atomic
def accept_with_new_account(*, secret: str, name: str, password: str | None) -> Appointment:
    """Make the account of the invited address, and appoint her; without password for a passkey.

    The letter went to that address alone, so whoever has its secret has the mailbox. Raises
    ``NotFit`` and the kinds of ``CannotAccept``; of two who accept at once, one comes in.
    """
    invitation = _held(secret)
    try:
        with transaction.atomic():
            person = User.objects.create_user(invitation.email, clean_name(name), password)
    except IntegrityError as error:  # it has an account, perhaps by an invitation to another role
        raise AnotherPerson from error
    Preferences.objects.create(
        person=person, language=invitation.language, time_zone=_clock_of(invitation.city)
    )
    return _accept(invitation, person)


def _clock_of(city: City | None) -> str:
    """Return the time zone of a city; empty for the association's, or where none is known."""
    return city.timezone if city and is_zone(city.timezone) else ""


@transaction.atomic
def accept_as(*, secret: str, by: User) -> Appointment:
    """Appoint whoever is signed in, if hers is the invited address. Raises ``CannotAccept``."""
    invitation = _held(secret)
    if account_of(invitation) != by or not by.is_active:
        raise AnotherPerson
    return _accept(invitation, by)


@transaction.atomic
def decline(*, secret: str, reason: str) -> Invitation:
    """Decline an invitation, with a reason or without. Raises ``NotValid``, ``NotFit``."""
    invitation = _held(secret)
    invitation.declined_at = timezone.now()
    invitation.reason = clean_words(reason, longest=LONGEST_REASON)
    invitation.save(update_fields=["declined_at", "reason"])
    record(
        by=system_actor(),  # who declines has no account
        deed="network.decline_invitation",
        object_type="invitation",
        object_id=invitation.pk,
        body=invitation.city_id,
        role=invitation.role,
    )
    tell_of_answer(invitation, by=None)
    return invitation


def _held(secret: str) -> Invitation:
    """Return the open invitation, held until it is answered; a second answer waits, and fails."""
    found = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("city", "invited_by")
        .filter(digest=digest_of(secret))
        .first()
    )
    if found is None or found.state_at(timezone.now()) != Invitation.State.OPEN:
        raise NotValid
    return found


def _accept(invitation: Invitation, person: User) -> Appointment:
    _require_vouching(invitation)
    given = _succeed(invitation, person) if invitation.as_successor else _begin(invitation, person)
    invitation.accepted_at, invitation.accepted_by = timezone.now(), person
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    record(
        by=person,
        deed="network.accept_invitation",
        object_type="appointment",
        object_id=given.pk,
        body=invitation.city_id,
        role=invitation.role,
        invitation=str(invitation.pk),
    )
    tell_of_answer(invitation, by=person)
    return given


def _begin(invitation: Invitation, person: User) -> Appointment:
    try:
        return keep_appointment(
            person=person,
            role=Role(invitation.role),
            city=invitation.city,
            starts=today(),
            vouched_by=invitation.invited_by,
            mail_domain=invitation.mail_domain,
            function=invitation.function,
        )
    except CannotAppoint as error:
        raise RoleTaken from error


def _succeed(invitation: Invitation, person: User) -> Appointment:
    """Take over all that the inviting focal point keeps, and her role."""
    assert invitation.city is not None
    try:
        pass_everything(
            city=invitation.city,
            predecessor=invitation.invited_by,
            successor=person,
            predecessor_stays=invitation.predecessor_stays,
            by=person,
        )
    except NoFocalPoint as error:
        raise InviterLeft from error
    mine = running_appointments().filter(person=person, city=invitation.city)
    return mine.get(role=Role.FOCAL_POINT)


def _require_vouching(invitation: Invitation) -> None:
    """Ask again of whoever vouches: a role that she lost meanwhile vouches for nobody."""
    by, city = invitation.invited_by, invitation.city
    if city is not None and not takes_people_in(city):
        raise CityClosed
    if invitation.as_successor:
        if focal_point_of(city) != by:
            raise InviterLeft
    elif invitation.mail_domain:
        if not CityMailDomain.objects.filter(city=city, domain=invitation.mail_domain).exists():
            raise InviterLeft
    elif not may_appoint(by, Role(invitation.role), city):
        raise InviterLeft
