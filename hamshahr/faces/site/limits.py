"""What one network may ask for at once, where answering costs: searches, pictures, forms.

Reading is not limited, nor is a page that is kept for all. The buckets are large enough for an
office whose people share one address. Each worker counts for itself, so that with four workers
four times as much gets through at most; nothing is written down.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from hamshahr.faces.site.error_pages import too_many
from hamshahr.kernel.callers import network_of
from hamshahr.kernel.token_buckets import TokenBuckets


@dataclass(frozen=True)
class Limit:
    """So many at once, and so many a second after that."""

    at_once: float
    a_second: float


REFUSED = "refused"
LIMITS = {
    # A search takes a twentieth of a second of one core: two a second leave the rest to others.
    "search": Limit(120, 2),
    # Drawn anew each time they are not kept by whoever asks
    "picture": Limit(60, 1),
    # Sixty people of one administration, after a workshop; a machine sends two a minute.
    "form": Limit(60, 1 / 30),
    # Of its own, so that nobody who sends other forms keeps an office from coming in. What guessing
    # may cost is limited where it is counted by account; this bounds the work alone.
    "sign-in": Limit(120, 1 / 2),
    # Forms that were refused here, and are read all the same to show her what she typed. A machine
    # has that of few: what it sends beyond them is not even read.
    REFUSED: Limit(20, 1 / 30),
}
# Pages that search when the address holds a text
SEARCHES = frozenset({"site:search", "site:feed", "api-1:search"})
# Pages that draw a picture or a print, by the last part of their name
PICTURES = frozenset({"card", "pdf", "docx"})

# Where one comes in, by the names that the sign-in library has for them
SIGN_IN = frozenset(
    {
        "accounts:sign-in", "mfa_login_webauthn", "mfa_authenticate", "account_reset_password",
        "account_reset_password_from_key", "openid_connect_login",
    }
)  # fmt: skip

_View = Callable[..., HttpResponseBase]


class LimitsMiddleware:
    """Answers 429 where a network asks for more than its share."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        factor = settings.LIMIT_FACTOR
        self._buckets = {
            kind: TokenBuckets(limit.at_once * factor, limit.a_second * factor)
            for kind, limit in LIMITS.items()
            if factor
        }

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: _View, _args: tuple[Any, ...], _kwargs: Mapping[str, Any]
    ) -> HttpResponse | None:
        """Count the deed before it is done; Django calls this when it knows the page."""
        buckets = self._buckets.get(deed(request))
        if buckets is None:
            return None
        network = network_of(request)
        wait = buckets.take(network) if network else 0
        if not wait:
            return None
        is_read = request.method == "POST" and not self._buckets[REFUSED].take(network)
        return too_many(request, wait, is_read=is_read)


def deed(request: HttpRequest) -> str:
    """Return which limit a request falls under; empty where under none."""
    page = request.resolver_match.view_name if request.resolver_match else ""
    if request.method not in {"GET", "HEAD", "OPTIONS"}:
        return "sign-in" if page in SIGN_IN else "form"
    if page in SEARCHES and request.GET.get("q", "").strip():
        return "search"
    return "picture" if page.rpartition(":")[2] in PICTURES else ""
