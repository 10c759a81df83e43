"""Pages whose address holds a secret."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase

_Given = ParamSpec("_Given")
_Answer = TypeVar("_Answer", bound=HttpResponseBase)


def keeps_its_address(
    view: Callable[Concatenate[HttpRequest, _Given], _Answer],
) -> Callable[Concatenate[HttpRequest, _Given], _Answer]:
    """Tell no other page the address of this one, which holds a secret; only which site it is of.

    With less, browsers send the forms of the page as if from nowhere, and none would be believed.
    """

    @wraps(view)
    def kept(request: HttpRequest, /, *args: _Given.args, **kwargs: _Given.kwargs) -> _Answer:
        answer = view(request, *args, **kwargs)
        answer["Referrer-Policy"] = "strict-origin"
        return answer

    return kept
