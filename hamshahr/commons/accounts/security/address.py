"""Another e-mail address for an account: it holds once its owner has shown that it is hers."""

import hashlib
import secrets
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from hamshahr.commons.accounts.entering.limits import Kind, begin
from hamshahr.commons.accounts.letters import write_to
from hamshahr.commons.accounts.models import AddressChange, User
from hamshahr.commons.accounts.recording import note
from hamshahr.kernel.addresses import public_address

VALID_FOR = timedelta(days=1)


class LinkNotValid(Exception):
    """The link was used, has expired, or never was one."""


def wish_address(*, by: User, email: str, request: HttpRequest) -> None:
    """Write to the new address, and void earlier wishes.

    Where somebody else has an account under it nothing is written, and nobody is told: whoever
    asks must not learn whose addresses we know.
    """
    AddressChange.objects.filter(person=by, used_at__isnull=True).delete()
    if User.objects.filter(email=email.lower()).exists():
        return
    if begin(Kind.LETTER, request=request, account=email) is None:
        return
    secret = secrets.token_urlsafe(32)
    AddressChange.objects.create(
        person=by,
        email=email.lower(),
        digest=_digest(secret),
        expires_at=timezone.now() + VALID_FOR,
    )
    link = public_address(reverse("accounts:confirm-address", args=[secret]))
    write_to(email, letter="account/address_change", person=by, address=link)


def wished(secret: str) -> AddressChange | None:
    """Return the wish that a link confirms, if it still may."""
    return (
        AddressChange.objects.select_related("person")
        .filter(
            digest=_digest(secret),
            used_at__isnull=True,
            expires_at__gt=timezone.now(),
            person__is_active=True,
        )
        .first()
    )


def confirm_address(*, secret: str) -> User:
    """Let the new address hold, and tell the old one. Raises ``LinkNotValid``."""
    try:
        with transaction.atomic():
            AddressChange.objects.select_for_update().filter(digest=_digest(secret)).first()
            change = wished(secret)
            if change is None:
                raise LinkNotValid
            person, before = change.person, change.person.email
            person.email = change.email
            person.save(update_fields=["email"])
            # The library would go on to sign in by what it remembers
            EmailAddress.objects.filter(user=person).delete()
            change.used_at = timezone.now()
            change.save(update_fields=["used_at"])
            note(person, deed="accounts.change_address")
            transaction.on_commit(
                lambda: write_to(before, letter="account/address_changed", person=person)
            )
    except IntegrityError as error:  # somebody else took the address meanwhile
        raise LinkNotValid from error
    return person


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "replace")).digest()
