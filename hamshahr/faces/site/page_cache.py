"""Public pages are made once and shown to whoever asks, until the content changes.

What this rests on stands in the decision record "Pages are kept until the content changes".
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers

from hamshahr.commons.accounts.entering.known_browsers import COOKIE as KNOWN_BROWSER
from hamshahr.faces.site.kept_pages import KeptPage
from hamshahr.faces.site.language_choice import language_of, offered_to
from hamshahr.kernel.content_version.reading import current_version
from hamshahr.kernel.database.base import note_outage_of
from hamshahr.kernel.public_pages import parameters_of, query_of, tidy
from hamshahr.kernel.shelf import Shelf
from hamshahr.kernel.today import today

# Headers that a page may depend on, besides its address: they are part of what it is kept under.
FRAGMENT = ("HTTP_HX_REQUEST", "HTTP_HX_HISTORY_RESTORE_REQUEST")
_VARY = {"accept-encoding", "accept-language", "cookie", "hx-request", "hx-history-restore-request"}
# The headers that a view of a public page is told, and no more. The last is for the limits alone.
_TOLD = {"HTTP_HOST", "HTTP_X_FORWARDED_PROTO", *FRAGMENT, "HTTP_X_FORWARDED_FOR"}
# Cookies by which nobody is shown anything else than others are
_OURS = {settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME, KNOWN_BROWSER}
# Addresses with a query take this part of the room at most: there are as many as one likes.
_FOR_QUERIES = 0.25
# Longer queries are a pasted text, which nobody asks for twice
_LONGEST_QUERY = 1_000


class PageCacheMiddleware:
    """Keeps the public pages that anonymous readers were shown, in this process.

    A signed-in person neither reads from it nor adds to it, nor does anybody with a cookie that is
    not ours to know.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        room = settings.PAGE_CACHE_BYTES
        self._keeps = bool(room)
        self.pages: Shelf[KeptPage] = Shelf(int(room * (1 - _FOR_QUERIES)))
        self.queried: Shelf[KeptPage] = Shelf(int(room * _FOR_QUERIES))
        self._version = ""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not _is_anybody(request) or not language_of(request):
            return _for_one(request, self.get_response(request))
        query, reads = query_of(request), None
        if query:
            if (reads := _reads(request)) is None:
                return _for_one(request, self.get_response(request))
            query = tidy(query, reads)
        shelf = self.queried if query else self.pages
        key = self._key(request, query) if self._keeps else None
        kept = shelf.get(key)
        if kept is None:
            if reads is None and _reads(request) is None:
                return _for_one(request, self.get_response(request))
            with _as_anybody(request, query):
                response = self.get_response(request)
                may_be_kept = _may_be_kept(request, response)
            if not isinstance(response, HttpResponse) or not may_be_kept:
                return _for_one(request, response)
            kept = KeptPage.of(response)
            if len(query) <= _LONGEST_QUERY:
                shelf.put(key, kept, kept.weight)
        return kept.answer(request)

    def _key(self, request: HttpRequest, query: str) -> Hashable:
        """Return all that the page depends on.

        The version comes first: a page is made of this one or of a newer one. Raises
        ``DisallowedHost`` for a forged host, before anything is shown.
        """
        version = _version()
        if version != self._version:
            self.pages.clear()
            self.queried.clear()
            self._version = version
        return (
            version,
            today(),  # pages tell how old things are
            request.scheme,
            request.get_host(),
            request.path_info,
            query,
            offered_to(request),
            *(name in request.META for name in FRAGMENT),
        )


def _is_anybody(request: HttpRequest) -> bool:
    """Tell whether a request only reads, and says nothing of who sends it."""
    return request.method in {"GET", "HEAD"} and not _may_be_somebody(request)


def _may_be_somebody(request: HttpRequest) -> bool:
    return "HTTP_AUTHORIZATION" in request.META or not _OURS.issuperset(request.COOKIES)


def _reads(request: HttpRequest) -> frozenset[str] | None:
    """Return what the view reads of the address; ``None`` where it shows no public page."""
    with translation.override(language_of(request)):
        try:
            return parameters_of(resolve(request.path_info).func)
        except Resolver404:
            return None


@contextmanager
def _as_anybody(request: HttpRequest, query: str) -> Iterator[None]:
    """Show the view only what its page is kept under: nothing else can get into the page."""
    told, cookies = request.META, request.COOKIES
    request.offered_language = offered_to(request)  # type: ignore[attr-defined]  # read by the frame
    request.META = {
        name: value for name, value in told.items() if name[:5] != "HTTP_" or name in _TOLD
    } | {"QUERY_STRING": query}
    request.COOKIES = {}
    request.GET = QueryDict(query)
    request.__dict__.pop("headers", None)
    try:
        yield
    finally:
        request.META, request.COOKIES = told, cookies
        request.__dict__.pop("headers", None)


def _may_be_kept(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Tell whether an answer is a whole page that shows everybody the same."""
    return (
        response.status_code == 200
        and not response.cookies
        and "CSRF_COOKIE" not in request.META  # no token was drawn
        and not hasattr(request, "_csp_nonce")  # nor a number that is used once
        and _said(response, "Cache-Control").isdisjoint({"private", "no-store"})
        and _said(response, "Vary") <= _VARY
    )


def _said(response: HttpResponseBase, header: str) -> set[str]:
    return {part.strip().lower() for part in response.get(header, "").split(",")} - {""}


def _for_one(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Say of an answer that it is for the one who asked, where its view says nothing else."""
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    if "Cache-Control" not in response:
        if _may_be_somebody(request):
            patch_cache_control(response, private=True, no_store=True)
        else:
            patch_cache_control(response, private=True, no_cache=True)
    return response


def _version() -> str:
    """Return the version of the content.

    Once more where the connection was of a server that has gone: the one after it may be there.
    """
    try:
        return current_version()
    except (OperationalError, InterfaceError):
        note_outage_of(connection)
        connection.close()
        return current_version()
