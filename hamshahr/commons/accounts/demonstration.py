"""The people of a demonstration: made up, marked wherever they are named, and shut out elsewhere.

What marks them is what their account is (``User.Kind.MADE_UP``): it is asked wherever somebody
comes in, at each request, and wherever somebody is named. It grants nothing.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from hamshahr.commons.accounts.models import User

_Given = ParamSpec("_Given")
_View = Callable[Concatenate[HttpRequest, _Given], HttpResponseBase]

# Accounts of somebody, real or made up; the system is nobody
PEOPLE = (User.Kind.PERSON, User.Kind.MADE_UP)


def is_somebody(user: User) -> bool:
    """Tell whether an account is a person's: of one made up in a demonstration alone."""
    return user.kind == User.Kind.PERSON or (settings.DEMO and user.kind == User.Kind.MADE_UP)


def made_up_people() -> QuerySet[User]:
    """Return those made up, those who left too, in the order in which they came."""
    return User.objects.filter(kind=User.Kind.MADE_UP).order_by("pk")


def real_people() -> QuerySet[User]:
    """Return everybody who ever had an account here and was not made up."""
    return User.objects.filter(kind=User.Kind.PERSON)


def require_demonstration() -> None:
    """Raise ``PermissionDenied`` where no demonstration runs, or where somebody real works."""
    if not settings.DEMO or real_people().exists():
        raise PermissionDenied("This is no demonstration.")


def only_in_a_demonstration(view: _View[_Given]) -> _View[_Given]:
    """Have a view be there in a demonstration alone."""

    @wraps(view)
    def there(
        request: HttpRequest, /, *args: _Given.args, **kwargs: _Given.kwargs
    ) -> HttpResponseBase:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return there
