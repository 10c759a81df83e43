"""The doors of the product: who gets to a view at all.

Every view has one, and says so by a decorator::

    @open_to_all                                        # strangers too
    @for_the_signed_in                                  # view(request, by, …)
    @for_those_who(KEEP_CITY_PAGE, of_city="slug")      # view(request, by, …)

A stranger is asked to sign in before anything is looked up, so that she does not learn what is
there; who may not is told what somebody is told who asks for what is not there. A door is the
first question, not the last: the deed behind it asks again, for its object.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import (
    Permission,
    allows,
    allows_somewhere,
    ask_once_about,
    city_named,
)
from hamshahr.commons.accounts.signing_in_first import asked_to_sign_in
from hamshahr.kernel.public_pages import parameters_of

_Given = ParamSpec("_Given")
_View = TypeVar("_View", bound=Callable[..., HttpResponseBase])
View = Callable[Concatenate[HttpRequest, _Given], HttpResponseBase]
GuardedView = Callable[Concatenate[HttpRequest, User, _Given], HttpResponseBase]
_DOOR = "door"
_READING = frozenset({"GET", "HEAD"})


@dataclass(frozen=True)
class Door:
    """Who gets to a view: all, the signed-in, or those with a permission.

    ``of_city`` names the part of the address that names the city; empty: the permission is needed
    for any city, or for the association.
    """

    signed_in: bool = False
    permission: Permission | None = None
    of_city: str = ""


OPEN = Door()


def asker(request: HttpRequest) -> User | None:
    """Return the person who is signed in, or ``None``.

    A page that is only read asks once what she holds, and a form that is sent as often as needed:
    what she holds may change by it.
    """
    user = getattr(request, "user", None)
    if not isinstance(user, User) or not user.is_authenticated:
        return None
    if request.method in _READING:
        ask_once_about(user)
    return user


def open_to_all(view: _View) -> _View:
    """Let everybody in."""
    setattr(view, _DOOR, OPEN)
    return view


def for_the_signed_in(view: GuardedView[_Given]) -> View[_Given]:
    """Give a view the person who asks. What it answers is kept by nobody."""
    return _guarded(view, Door(signed_in=True))


def for_those_who(
    permission: Permission, *, of_city: str = ""
) -> Callable[[GuardedView[_Given]], View[_Given]]:
    """Give a view the person who asks, if she has the permission; to others nothing is there."""

    def guard(view: GuardedView[_Given]) -> View[_Given]:
        return _guarded(view, Door(signed_in=True, permission=permission, of_city=of_city))

    return guard


def door_of(view: object) -> Door | None:
    """Return the door of a view; ``None`` where nobody thought of one."""
    found = getattr(view, _DOOR, None)
    if isinstance(found, Door):
        return found
    return OPEN if parameters_of(view) is not None else None


def _guarded(view: GuardedView[_Given], door: Door) -> View[_Given]:
    @never_cache
    @wraps(view)
    def guarded(
        request: HttpRequest, /, *args: _Given.args, **kwargs: _Given.kwargs
    ) -> HttpResponseBase:
        by = asker(request)
        if by is None:
            return asked_to_sign_in(request)
        if not _lets_in(door, by, kwargs):
            raise Http404
        return view(request, by, *args, **kwargs)

    setattr(guarded, _DOOR, door)
    return guarded


def _lets_in(door: Door, by: User, named: dict[str, Any]) -> bool:
    if door.permission is None:
        return True
    if not door.of_city:
        return allows_somewhere(by, door.permission)
    city_id = city_named(str(named[door.of_city]))
    return city_id is not None and allows(by, door.permission, city_id)
