"""Whoever opens an address that only takes forms is shown a page, and not an empty one."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from hamshahr.faces.site.error_pages import not_allowed


class RefusedMethodsMiddleware:
    """Gives every 405 a page, whichever view, library or decorator answered so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        return not_allowed(request, response) if response.status_code == 405 else response
