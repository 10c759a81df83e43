"""Pages whose address holds a secret."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

_Given = ParamSpec("_Given")


def keeps_its_address(
    view: Callable[Concatenate[HttpRequest, _Given], HttpResponse],
) -> Callable[Concatenate[HttpRequest, _Given], HttpResponse]:
    """Tell no other page the address of this one, which holds a secret; only which site it is of.

    With less, browsers send the forms of the page as if from nowhere, and none would be believed.
    """

    @wraps(view)
    def kept(request: HttpRequest, /, *args: _Given.args, **kwargs: _Given.kwargs) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        answer["Referrer-Policy"] = "strict-origin"
        return answer

    return kept
