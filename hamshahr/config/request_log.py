"""One line for each request, where the log is read by machines: which page, how it went, how long.

No address that was asked for, but the name of its page; no reader's network address, no query.
"""

import logging
import secrets
import time
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils import translation

from hamshahr.config.log_lines import request_id
from hamshahr.faces.site.language_choice import language_of

_logger = logging.getLogger(__name__)
_METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}


class RequestLog:
    """Gives each request an identifier, tells it to the log and to whoever asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.LOG_REQUESTS:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        begun = time.perf_counter()
        token = request_id.set(secrets.token_hex(8))
        try:
            response = self.get_response(request)
            told = {
                "method": request.method if request.method in _METHODS else "other",
                "route": _route(request),
                "status": response.status_code,
                "ms": round((time.perf_counter() - begun) * 1000, 1),
                "language": language_of(request),
            }
            _logger.info("answered", extra={"told": told})
            response["X-Request-Id"] = request_id.get()
            return response
        finally:
            request_id.reset(token)


def _route(request: HttpRequest) -> str:
    """Return the name of the page; a page that was kept is answered without being looked up."""
    if request.path_info.startswith(settings.STATIC_URL):
        return "static"
    if request.resolver_match:
        return request.resolver_match.view_name
    with translation.override(language_of(request) or None):
        try:
            return resolve(request.path_info).view_name
        except Resolver404:
            return ""
