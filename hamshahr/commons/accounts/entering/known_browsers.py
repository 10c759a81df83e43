"""Browsers in which somebody has signed in: nobody else's failures keep her out of them.

These are the device cookies of OWASP ("Slow Down Online Guessing Attacks with Device Cookies").
A browser keeps, for each person who came in by it, a number of its own, signed with her id and
her password's session hash. What is tried for her account from there is counted by that number
alone (``entering.limits``). It lets nobody in, and nothing of it is kept here: it ends with the
password, with the account, and after a year.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from secrets import token_urlsafe

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from hamshahr.commons.accounts.models import User

COOKIE = "known"
LASTS = timedelta(days=365)  # of two yearly checks of a case the second finds her known
# Colleagues at one desk; as many are some two kilobytes with each request
MOST_PEOPLE = 8
_SALT = "hamshahr.known-browsers"
_BETWEEN = "|"  # no letter of what is signed
_CAME_IN = "came_in"


@dataclass(frozen=True)
class _Known:
    """That one person came in: her id, the browser's number for her, her session hash then."""

    person: str
    number: str
    session_hash: str
    signed: str


class KnownBrowsers:
    """Gives the browser in which somebody has just signed in its number for her."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        person = getattr(request, _CAME_IN, None)
        if isinstance(person, User):
            response.set_cookie(
                COOKIE,
                _BETWEEN.join([*_of_others(request, person), _sign(person)]),
                max_age=LASTS,
                httponly=True,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
        return response


def know_browser(request: HttpRequest, person: User) -> None:
    """Have the browser known to somebody who has come in by it, or has a new password there."""
    setattr(request, _CAME_IN, person)


def known_browser(request: HttpRequest, account: str) -> str:
    """Return the browser's number for an account, named by its address or id; else nothing.

    Who it is is looked up among those whom the browser knows alone, so that neither answer nor
    time tells of anybody else's account.
    """
    known = {one.person: one for one in _read(request)}
    if not known:
        return ""
    for person in User.objects.filter(pk__in=known, is_active=True):
        one = known[str(person.pk)]
        is_meant = account.lower() in {person.email, one.person}
        if is_meant and one.session_hash == person.get_session_auth_hash():
            return one.number
    return ""


def _sign(person: User) -> str:
    number = token_urlsafe(16)
    return signing.dumps([str(person.pk), number, person.get_session_auth_hash()], salt=_SALT)


def _of_others(request: HttpRequest, person: User) -> list[str]:
    """Return what the browser keeps for others; of too many the oldest fall out."""
    others = [one.signed for one in _read(request) if one.person != str(person.pk)]
    return others[-(MOST_PEOPLE - 1) :]


def _read(request: HttpRequest) -> list[_Known]:
    """Return whom the browser knows, oldest first; what we did not sign is left out."""
    found = []
    for signed in request.COOKIES.get(COOKIE, "").split(_BETWEEN)[:MOST_PEOPLE]:
        try:
            person, number, session_hash = signing.loads(signed, salt=_SALT, max_age=LASTS)
        except signing.BadSignature:
            continue
        found.append(_Known(person, number, session_hash, signed))
    return found
