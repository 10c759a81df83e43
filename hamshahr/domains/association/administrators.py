"""The deeds by which the first administrator, and any later one, comes in.

Whoever may use the machine prints a link; whoever opens it first, in time, becomes administrator.
"""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.accounts.roles import Role
from hamshahr.domains.association.models import AdministratorLink
from hamshahr.domains.association.permissions import may_invite_administrators
from hamshahr.domains.network.appointing import appoint
from hamshahr.domains.network.permissions import running_appointments
from hamshahr.kernel.audit.actions import record
from hamshahr.kernel.secret_links import digest_of, new_secret

# Long enough for a mail that is read the day after; a link that lies about longer is a risk
VALID_FOR = timedelta(hours=48)


class LinkNotValid(Exception):
    """The link was used, has expired, was replaced by a later one, or never was."""


@transaction.atomic
def make_administrator_link(*, by: User) -> str:
    """Return the secret of a new link; those made before are void from now on."""
    if not may_invite_administrators(by):
        raise PermissionDenied("Only the system invites administrators.")
    now = timezone.now()
    _open_links().update(voided_at=now)
    secret = new_secret()
    AdministratorLink.objects.create(digest=digest_of(secret), expires_at=now + VALID_FOR)
    record(
        by=by,
        deed="association.invite_administrator",
        object_type="association",
        object_id="office",
    )
    return secret


def has_administrator() -> bool:
    """Tell whether somebody holds that office today."""
    return running_appointments().filter(role=Role.ADMINISTRATOR).exists()


def was_ever_asked_for() -> bool:
    """Tell whether a link was ever made: whoever set the instance up did."""
    return AdministratorLink.objects.exists()


def link_path(secret: str) -> str:
    """Return the path of the page that a link opens, in the language of the instance."""
    return reverse("association:administrator", args=[secret])


def is_valid(secret: str) -> bool:
    """Tell whether a link can still be used; looking at it changes nothing."""
    return _open_links().filter(digest=digest_of(secret)).exists()


@transaction.atomic
def become_administrator(*, secret: str, name: str, email: str, password: str) -> User:
    """Make the account of whoever opened the link, and appoint her; the link is used up.

    Where the address has an account, its name and password are set anew: whoever printed the link
    may use the machine, and this is how a lost password is replaced. Of two who use the link at
    once, one comes in. Raises ``LinkNotValid``.
    """
    used = _open_links().filter(digest=digest_of(secret)).update(used_at=timezone.now())
    if not used:  # the row is locked by the first of two; the second sees it used
        raise LinkNotValid
    person = User.objects.filter(email=email.lower()).first()
    if person is not None and person.kind == User.Kind.SYSTEM:
        raise LinkNotValid
    if person is None:
        person = User.objects.create_user(email, name, password)
    else:
        person.name, person.is_active = name, True
        person.set_password(password)
        person.save()
    if not running_appointments().filter(role=Role.ADMINISTRATOR, person=person).exists():
        appoint(person=person, role=Role.ADMINISTRATOR, by=system_actor())
    record(
        by=person, deed="association.become_administrator", object_type="user", object_id=person.pk
    )
    return person


def _open_links() -> QuerySet[AdministratorLink]:
    return AdministratorLink.objects.filter(
        used_at__isnull=True, voided_at__isnull=True, expires_at__gt=timezone.now()
    )
