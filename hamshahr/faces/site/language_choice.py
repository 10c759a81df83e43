"""The reader's language: in the address, remembered, offered from the browser's preference."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language_from_path
from django.utils.translation.trans_real import (
    get_supported_language_variant,
    parse_accept_lang_header,
)


class LanguageChoiceMiddleware:
    """Remembers the language of the address that was read last.

    The cookie is set only when the address differs from what would have been chosen without it,
    so that most answers carry no cookie at all.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        language = get_language_from_path(request.path_info)
        # The offer of another language, and where a bare address leads, depend on the reader.
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        patch_cache_control(response, private=True, no_cache=True)
        if language and response.status_code == 200 and language != remembered(request):
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                language,
                max_age=settings.LANGUAGE_COOKIE_AGE,
                samesite="Lax",
            )
        return response


def remembered(request: HttpRequest) -> str:
    """Return the language that a bare address would lead to: cookie, browser, default."""
    cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if cookie in dict(settings.LANGUAGES):
        return cookie
    return preferred(request) or settings.LANGUAGE_CODE


def preferred(request: HttpRequest) -> str | None:
    """Return the first of the browser's languages that the interface speaks, if any."""
    for code, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return None
