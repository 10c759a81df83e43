"""Signing in by e-mail and password: small, until a library with passkeys takes its place.

Who asks learns nothing about which accounts there are: the answer, the time it takes and the limit
are the same for an account that is not there.
"""

import hashlib
import hmac
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils import timezone

from hamshahr.commons.accounts.models import FailedSignIn, User
from hamshahr.kernel.callers import network_of

# Failures within the time; beyond them even the right password is refused. A person mistypes a few
# times; an office behind one address has many persons.
WITHIN = timedelta(minutes=15)
MOST_AN_ACCOUNT = 10
MOST_A_CALLER = 50


class Refused(Exception):
    """The address and the password do not belong to one account."""


class TooManyTries(Refused):
    """So many failed lately that nobody is let in for a while."""


def person_of(*, request: HttpRequest, email: str, password: str) -> User:
    """Return the person whose address and password these are.

    Raises ``Refused``, ``TooManyTries``.
    """
    network = network_of(request)  # empty for this machine itself, which is not limited
    account, caller = _keyed("account", email.lower()), _keyed("caller", network)
    since = timezone.now() - WITHIN
    lately = FailedSignIn.objects.filter(at__gt=since)
    if lately.filter(account=account).count() >= MOST_AN_ACCOUNT or (
        network and lately.filter(caller=caller).count() >= MOST_A_CALLER
    ):
        raise TooManyTries
    # Kept before the password is looked at: many tries at once are all counted
    tried = FailedSignIn.objects.create(account=account, caller=caller)
    person = authenticate(request, username=email.lower(), password=password)
    if not isinstance(person, User):
        FailedSignIn.objects.filter(at__lte=since).delete()
        raise Refused
    tried.delete()
    return person


def _keyed(what: str, text: str) -> bytes:
    """Return a digest that tells nothing without the signing key."""
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, f"{what}:{text}".encode("utf-8", "replace"), hashlib.sha256).digest()
