"""What is shown when a page cannot be: what happened, what was kept, what to do.

Programs that ask below ``/api/`` are answered with the problem that the interface declares.
"""

import logging
import re
import secrets
import sys
import traceback
from http import HTTPStatus

from django.db import Error, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import is_valid_path
from django.utils import translation

from hamshahr.commons.accounts.doors import asker, door_of
from hamshahr.commons.accounts.signing_in_first import asked_to_sign_in
from hamshahr.faces.site.plain_pages import plain_page, reader_language
from hamshahr.faces.site.refused_forms import refused_form
from hamshahr.kernel.database.base import note_outage_of, outage_is_known
from hamshahr.kernel.folding import printable
from hamshahr.kernel.sent_forms import SentForm, sent_form

API = "/api/"
# Seconds after which the database may well be back
_AGAIN = 10
# Words of an address: more than a line of them is no name of anything
_MOST_WORDS = 12
_LONGEST_WORD = 40
# What stands in addresses and names no subject
_SAYS_NOTHING = {
    "search", "experiences", "topics", "regions", "goals", "cities", "pages", "api", "index",
    "html", "htm", "php", "aspx", "www", "http", "https", "fa", "en", "fr", "es", "ar",
}  # fmt: skip
_logger = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's
    """400: a forged host, a form too large, an address that cannot be read."""
    return _plain(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's
    """403: somebody asked for what is not his; what she typed is shown to her."""
    return _refused(request, 403) or _page(request, 403, {})


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's
    """403 for a form without its token: open for too long, or sent from elsewhere.

    Who signed in since her page was opened sends what she typed again from here. Where the form is
    for the signed-in and she is not any more, she is asked to sign in (401).
    """
    sent = None if request.path_info.startswith(API) else sent_form(request)
    if not sent:
        return _page(request, 403, {"form_expired": True})
    with translation.override(reader_language(request)):
        if asker(request) is None and _is_for_the_signed_in(request):
            return asked_to_sign_in(request)
        return _unkept(render(request, "site/form_expired.html", {"sent": sent}, status=403))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's
    """404, with the words of the address to search for; for a form, with what was typed."""
    return _refused(request, 404) or _page(request, 404, {"words": words_of(request.path_info)})


def not_allowed(request: HttpRequest, refused: HttpResponseBase) -> HttpResponse:
    """405, as where the address of a form is opened: leads to the page above it.

    What ``refused`` said besides, as the methods that are allowed, stays.
    """
    above = _page_above(request.path_info)
    answer = _page(request, 405, {"above": above, "is_read": request.method in {"GET", "HEAD"}})
    for name, value in refused.items():
        answer.headers.setdefault(name, value)
    return answer


def too_many(request: HttpRequest, seconds: int, *, is_read: bool = False) -> HttpResponse:
    """429: the same may be asked again after ``seconds``; with the form that was sent.

    A form is read only where ``is_read`` says so: half a megabyte takes longer than the refusal.
    """
    here = request.get_full_path() if request.method in {"GET", "HEAD"} else ""
    is_form = is_read and not request.path_info.startswith(API)
    sent = sent_form(request) if is_form else SentForm()
    answer = _page(request, 429, {"seconds": seconds, "here": here, "sent": sent})
    answer["Retry-After"] = str(seconds)
    return answer


def failed(request: HttpRequest) -> HttpResponse:
    """500 for what nobody expected, 503 where it is the database that cannot be reached.

    The log and the reader are told the same reference. The log is told where it happened and what
    kind of failure it was, but not its words: they may hold what somebody typed.
    """
    error = sys.exc_info()[1]
    if isinstance(error, (OperationalError, InterfaceError)):
        note_outage_of(connection)
        if not outage_is_known():  # which says so itself, once
            _logger.warning("503: the database does not answer (%s).", _kind(error))
        answer = _plain(request, 503)
        answer["Retry-After"] = str(_AGAIN)
        return answer
    reference = f"{secrets.token_hex(2)}-{secrets.token_hex(2)}".upper()
    where = request.resolver_match.view_name if request.resolver_match else "no page"
    frames = "".join(traceback.format_tb(error.__traceback__)) if error else ""
    _logger.error("Reference %s: %s in %s\n%s", reference, _kind(error), where, frames)
    return _plain(request, 500, reference)


def words_of(path: str) -> str:
    """Return the words of an address that may name what somebody looks for."""
    words = [word for word in re.split(r"[\W_]+", printable(path)) if word]
    telling = [
        word
        for word in words
        if word.lower() not in _SAYS_NOTHING and len(word) <= _LONGEST_WORD and not word.isdigit()
    ]
    return " ".join(telling[:_MOST_WORDS])


def _page_above(path: str) -> str:
    """Return the nearest address above that leads to a view; empty where that is the home page."""
    parts = path.strip("/").split("/")[:-1]
    while len(parts) > 1:  # the first is the language
        above = f"/{'/'.join(parts)}/"
        if is_valid_path(above):
            return above
        parts.pop()
    return ""


def _is_for_the_signed_in(request: HttpRequest) -> bool:
    door = door_of(request.resolver_match.func) if request.resolver_match else None
    return door is not None and door.signed_in


def _kind(error: BaseException | None) -> str:
    state = getattr(error.__cause__, "sqlstate", None) if isinstance(error, Error) else None
    return type(error).__name__ + (f" {state}" if state else "")


def _plain(request: HttpRequest, status: int, reference: str = "") -> HttpResponse:
    if request.path_info.startswith(API):
        return _problem(status, reference)
    return _unkept(HttpResponse(plain_page(request, status, reference), status=status))


def _page(request: HttpRequest, status: int, context: dict[str, object]) -> HttpResponse:
    if request.path_info.startswith(API):
        return _problem(status)
    with translation.override(reader_language(request)):
        return _unkept(render(request, f"{status}.html", context, status=status))


def _refused(request: HttpRequest, status: int) -> HttpResponse | None:
    """Return the page for a form that was refused; ``None`` where it is no such form."""
    if request.path_info.startswith(API):
        return None
    with translation.override(reader_language(request)):
        refused = refused_form(request)
        if refused is None:
            return None
        page = render(request, "site/refused_form.html", {"refused": refused}, status=status)
        return _unkept(page)


def _problem(status: int, reference: str = "") -> HttpResponse:
    detail = f"{HTTPStatus(status).phrase}." + (f" Reference: {reference}." if reference else "")
    return _unkept(JsonResponse({"detail": detail}, status=status))


def _unkept(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "private, no-store"
    return answer
