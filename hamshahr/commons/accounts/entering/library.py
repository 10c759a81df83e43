"""Views of the sign-in library behind doors of ours."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from hamshahr.commons.accounts.doors import for_the_signed_in
from hamshahr.commons.accounts.models import User


def own(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give a view of the library, which finds out by itself who asks, the door of one's own."""

    @wraps(view)
    def page(request: HttpRequest, by: User, /, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ARG001 - asked by the view itself
        return view(request, *args, **kwargs)

    return for_the_signed_in(page)
