"""Pages are worded as the signed-in wish to read, and signing in leads to their language."""

from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.preferences.queries import in_own_language, reader_of
from hamshahr.commons.translation.reader import ANYBODY, Reader, reading_as

_ARRIVED = "arrived"


class ReadAsTheyWish:
    """Activates the reader of a request that brings a session; strangers cost nothing.

    Who she is, and what she wishes, is asked when the first number or day is worded: a page
    without any makes no query for it. Stands behind the page cache, which shows views no session,
    and behind the authentication.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._worded(request)
        person = getattr(request, _ARRIVED, None)
        onward = response.get("Location", "")
        if isinstance(person, User) and onward.startswith("/"):  # not to the site of another
            response["Location"] = in_own_language(person, onward)
        return response

    def _worded(self, request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)

        @cache
        def who() -> Reader:
            person = request.user
            return reader_of(person) if isinstance(person, User) else ANYBODY

        with reading_as(who):
            return self.get_response(request)


def note_arrival(sender: object, request: HttpRequest, user: User, **_more: object) -> None:  # noqa: ARG001 - the signal's form
    """Remember who signs in by this request, whichever way in she takes."""
    setattr(request, _ARRIVED, user)
