"""Who is here: when each session was last seen, for the list of them."""

from collections.abc import Callable
from time import time

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from hamshahr.commons.accounts.entering.adapter import AccountAdapter

# Seconds between two notes; nobody asks to the minute, and each is a write
_EVERY = 300
# The part of a session that keeps when it was noted last, in seconds
SEEN = "seen"


class PresenceMiddleware:
    """Notes at most every few minutes that a session is in use, and from which network."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            self._note(request)
        return self.get_response(request)

    def _note(self, request: HttpRequest) -> None:
        if time() - request.session.get(SEEN, 0) < _EVERY:
            return
        request.session[SEEN] = int(time())
        UserSession.objects.filter(session_key=request.session.session_key).update(
            last_seen_at=timezone.now(), ip=AccountAdapter(request).get_client_ip(request)
        )
