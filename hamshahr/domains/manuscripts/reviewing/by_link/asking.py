"""Asking somebody without an account to approve a submission, and taking the link back."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import allows
from hamshahr.domains.manuscripts.models import Approval, Manuscript
from hamshahr.domains.manuscripts.models.approvals import LONGEST_FUNCTION, UNANSWERED
from hamshahr.domains.manuscripts.permissions import SUBMIT
from hamshahr.domains.manuscripts.reviewing.by_link.letters import write_link
from hamshahr.domains.manuscripts.reviewing.states import NotNow, hold
from hamshahr.domains.manuscripts.reviewing.submitting import latest
from hamshahr.domains.network.people.mail_domains import city_of_address
from hamshahr.domains.network.people.naming import clean_address, clean_name, clean_words
from hamshahr.kernel.audit.actions import record
from hamshahr.kernel.secret_links import digest_of, new_secret

# As an invitation: a holiday of a week fits in
VALID_FOR = timedelta(days=14)
# A text is approved by one or two; more letters a day are somebody's mistake, or a machine
MOST_A_DAY = 10
MOST_TO_ONE_ADDRESS = 5
_A_DAY = timedelta(days=1)


class CannotAsk(Exception):
    """The link cannot be sent; each kind says why."""


class OwnAddress(CannotAsk):
    """Nobody approves by link what she hands in herself."""


class NotOfTheCity(CannotAsk):
    """The address is of no mail domain of the city, and nobody said that it is hers still."""


class AskedAlready(CannotAsk):
    """This address was asked about this text."""


class TooMany(CannotAsk):
    """So many letters in a day that it stops here."""


@dataclass(frozen=True)
class Asked:
    """Who is asked, as it was typed. ``although_elsewhere``: the address is known to be hers."""

    email: str
    name: str
    function: str
    language: str
    although_elsewhere: bool = False


@transaction.atomic
def ask_by_link(*, manuscript: Manuscript, asked: Asked, by: User) -> Approval:
    """Send a link by which the text that the editors have is approved, or not.

    Raises ``PermissionDenied``, ``NotFit``, ``NotNow`` and the kinds of ``CannotAsk``.
    """
    held = hold(manuscript)
    if not allows(by, SUBMIT, held.city_id):
        raise PermissionDenied("Who submits for the city asks others to approve.")
    submission = latest(held)
    if submission is None or held.state not in Manuscript.REVIEWABLE:
        raise NotNow(held.state)
    email = clean_address(asked.email)
    domain = city_of_address(email)
    is_of_the_city = domain is not None and domain.city_id == held.city_id
    _require_room(email, by, elsewhere=not (is_of_the_city or asked.although_elsewhere))
    secret, now = new_secret(), timezone.now()
    expired = Approval.objects.filter(UNANSWERED, submission=submission, expires_at__lte=now)
    expired.update(withdrawn_at=now)
    try:
        with transaction.atomic():
            made = Approval.objects.create(
                submission=submission,
                email=email,
                is_of_the_city=is_of_the_city,
                name=clean_name(asked.name),
                function=clean_words(asked.function, longest=LONGEST_FUNCTION),
                language=asked.language,
                asked_by=by,
                asked_at=now,
                expires_at=now + VALID_FOR,
                digest=digest_of(secret),
            )
    except IntegrityError as error:
        raise AskedAlready from error
    write_link(made, secret)
    record_approval(made, deed="manuscripts.ask_by_link", by=by)
    return made


@transaction.atomic
def withdraw_link(*, approval: Approval, by: User) -> None:
    """Have a link open nothing any more. Raises ``PermissionDenied``, ``NotNow``."""
    held = hold(approval.submission.manuscript)
    if not allows(by, SUBMIT, held.city_id):
        raise PermissionDenied("Who asks takes it back.")
    waiting = Approval.objects.filter(UNANSWERED, pk=approval.pk)
    if not waiting.update(withdrawn_at=timezone.now()):
        raise NotNow(held.state)
    record_approval(approval, deed="manuscripts.withdraw_link", by=by)


def record_approval(approval: Approval, *, deed: str, by: User) -> None:
    """Write the audit record; who was asked stands in the approval, where it can be taken out."""
    record(
        by=by,
        deed=deed,
        object_type="approval",
        object_id=approval.pk,
        body=approval.submission.manuscript.city_id,
        manuscript=str(approval.submission.manuscript_id),
    )


def _require_room(email: str, by: User, *, elsewhere: bool) -> None:
    if email == by.email:
        raise OwnAddress
    if elsewhere:
        raise NotOfTheCity
    today = Approval.objects.filter(asked_at__gt=timezone.now() - _A_DAY)
    if today.filter(asked_by=by).count() >= MOST_A_DAY:
        raise TooMany
    if today.filter(email=email).count() >= MOST_TO_ONE_ADDRESS:
        raise TooMany
