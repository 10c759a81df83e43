"""Before something that matters: she shows again who she is, by password, code or passkey."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, cast

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from hamshahr.commons.accounts.models import User

_Given = ParamSpec("_Given")
_View = Callable[Concatenate[HttpRequest, User, _Given], HttpResponseBase]


def shows_again_who_she_is(view: _View[_Given]) -> _View[_Given]:
    """Let her on if she did so lately; else the sign-in library asks, and brings her back.

    Stands below ``for_the_signed_in``. What she had sent is sent once she has shown it.
    """
    return cast("_View[_Given]", reauthentication_required(view))
