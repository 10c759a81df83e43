"""Says of every request where its deeds come from."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from hamshahr.kernel.audit.origin import Way, acting_from
from hamshahr.kernel.callers import neighbourhood_of

_API = "/api/"


class DeedOrigin:
    """Marks what a request does as done by a page or by the API, from its network, shortened."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        way = Way.API if request.path_info.startswith(_API) else Way.PAGE
        with acting_from(way, neighbourhood_of(request)):
            return self.get_response(request)
