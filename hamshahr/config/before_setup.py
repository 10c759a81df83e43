"""What an instance shows that nobody has set up: how to set it up, in every language."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hamshahr.commons.translation.languages import interface_languages

# Seconds after which a monitor or a search engine may ask again
_AGAIN = 300


class BeforeSetup:
    """Answers everything with one page, without the database; not there once it is set up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if settings.OPEN:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        context = {"languages": interface_languages(), "command": "hamshahr setup"}
        answer = render(request, "not_set_up.html", context, status=503)
        answer["Retry-After"] = str(_AGAIN)
        answer["Cache-Control"] = "no-store"
        return answer
