"""How often one may try to come in, so that guessing is slow and nobody is locked out by another.

Three counts are kept for each kind of attempt: for an account from one network, for an account
from everywhere, and for a network whatever the account. A browser in which somebody has signed in
before is a network of its own for her account (``entering.known_browsers``), so that no neighbour
keeps her out of it. A limit never closes the account: it closes one way in, and others stay open (a
passkey, the organisation, a letter). Which account it is, and whether there is one, makes no
difference to any answer.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from hamshahr.commons.accounts.entering.known_browsers import known_browser
from hamshahr.commons.accounts.models import Attempt, User
from hamshahr.kernel.callers import network_of

Kind = Attempt.Kind


@dataclass(frozen=True)
class Limits:
    """The most attempts of a kind: ``pair`` for an account from one network, and so on."""

    within: timedelta
    pair: int
    account: int
    network: int


LIMITS = {
    # A person mistypes a few times; an office behind one address has many persons. Fifty an hour
    # from everywhere are a thousand a day against passwords of twelve characters.
    Kind.PASSWORD: Limits(timedelta(hours=1), pair=10, account=50, network=200),
    # One guess of a code is right three times in a million, and only who has the password guesses:
    # fifty a day find one in two hundred years.
    Kind.CODE: Limits(timedelta(days=1), pair=20, account=50, network=200),
    # What somebody else asks for arrives at the owner, and opens her account to her alone.
    Kind.LETTER: Limits(timedelta(hours=1), pair=5, account=20, network=60),
}
# What is tried by guessing. Letters go to whomever one names, and are limited for everybody alike.
_GUESSED = {Kind.PASSWORD, Kind.CODE}
# No attempt counts for longer than that
LONGEST = max(limits.within for limits in LIMITS.values())


def begin(kind: Kind, *, request: HttpRequest, account: str) -> Attempt | None:
    """Count an attempt; ``None`` where there were too many. Delete it where it succeeds.

    ``account`` is what names it: an address as it was typed, or the id of a person.
    """
    network = network_of(request)  # empty for this machine itself, which is no network
    limits = LIMITS[kind]
    named, caller = _keyed("account", account.lower()), _keyed("caller", network)
    if browser := known_browser(request, account) if kind in _GUESSED else "":
        named = caller = _keyed("browser", browser)  # counts for no account and no network
    # Kept before anything is looked at: many at once are all counted
    attempt = Attempt.objects.create(kind=kind, account=named, caller=caller)
    lately = Attempt.objects.filter(kind=kind, at__gt=timezone.now() - limits.within)
    of_account, of_network = Q(account=attempt.account), Q(caller=attempt.caller)
    too_many = (
        lately.filter(of_account & of_network).count() > limits.pair
        or lately.filter(of_account).count() > limits.account
        or (network != "" and lately.filter(of_network).count() > limits.network)
    )
    if too_many:
        attempt.delete()  # whoever waits comes in again, however often she looks
        return None
    return attempt


def forget_attempts(person: User) -> None:
    """Begin anew for somebody who showed that the account is hers."""
    named = [_keyed("account", text) for text in (person.email, str(person.pk))]
    Attempt.objects.filter(account__in=named).delete()


def forget_old_attempts() -> int:
    """Delete the attempts that no limit counts any more; return how many."""
    return Attempt.objects.filter(at__lte=timezone.now() - LONGEST).delete()[0]


def _keyed(what: str, text: str) -> bytes:
    """Return a digest that tells nothing without the signing key."""
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, f"{what}:{text}".encode("utf-8", "replace"), hashlib.sha256).digest()
