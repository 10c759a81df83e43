"""The reader's language: in the address, remembered, offered from the browser's preference."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import (
    get_supported_language_variant,
    parse_accept_lang_header,
)

from hamshahr.faces.site.straightening import asked_in_another, set_right


class LanguageChoiceMiddleware:
    """Remembers the language of the page that was read last, and sets mixed-up addresses right.

    The cookie is set only when the address differs from what would have been chosen without it,
    so that most answers carry no cookie at all. Pictures, feeds, files and cards in
    frames set none: whoever embeds or follows one has chosen nothing, and they may be kept by
    anybody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = asked_in_another(request) or self.get_response(request)
        if response.status_code == 404:
            response = set_right(request, remembered(request)) or response
        # The offer of another language, and where a bare address leads, depend on the reader.
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        language = language_of(request)
        is_page = response.status_code == 200 and _is_page(response)
        if language and is_page and language != remembered(request):
            # A cookie is for one reader, and so is the answer that brings it.
            if "no-store" not in response.get("Cache-Control", ""):
                response["Cache-Control"] = "private, no-cache"
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                language,
                max_age=settings.LANGUAGE_COOKIE_AGE,
                samesite="Lax",
                secure=settings.LANGUAGE_COOKIE_SECURE,
            )
        return response


def _is_page(response: HttpResponseBase) -> bool:
    """Tell whether a reader came to a page. In a frame of another site she has chosen nothing."""
    is_for_frames = "X-Frame-Options" not in response
    return response.get("Content-Type", "").startswith("text/html") and not is_for_frames


def language_of(request: HttpRequest) -> str:
    """Return the language that the address says; empty where it says none of the offered."""
    code, slash, _ = request.path_info[1:].partition("/")
    return code if slash and code in dict(settings.LANGUAGES) else ""


def remembered(request: HttpRequest) -> str:
    """Return the language that a bare address would lead to: cookie, browser, default."""
    cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if cookie in dict(settings.LANGUAGES):
        return cookie
    return preferred(request) or settings.LANGUAGE_CODE


def preferred(request: HttpRequest) -> str | None:
    """Return the first of the browser's languages that the interface speaks, if any."""
    for code, _ in parse_accept_lang_header(request.META.get("HTTP_ACCEPT_LANGUAGE", "")):
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return None


def offered_to(request: HttpRequest) -> str | None:
    """Return the browser's language where the page is in another and nothing was chosen yet."""
    if hasattr(request, "offered_language"):  # drawn before the headers were put aside
        return request.offered_language  # type: ignore[no-any-return]  # set by the page cache
    if settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
        return None
    wish = preferred(request)
    return None if wish == language_of(request) else wish
