"""Who may come to the desk."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from hamshahr.commons.accounts.models import User
from hamshahr.domains.association.permissions import may_write_statements

_Given = ParamSpec("_Given")
View = Callable[Concatenate[HttpRequest, _Given], HttpResponse]
DeskView = Callable[Concatenate[HttpRequest, User, _Given], HttpResponse]


def for_administrators(view: DeskView[_Given]) -> View[_Given]:
    """Give a view the administrator who asks; others sign in, or find nothing there.

    What it answers is kept by nobody.
    """

    @never_cache
    @wraps(view)
    def guarded(
        request: HttpRequest, /, *args: _Given.args, **kwargs: _Given.kwargs
    ) -> HttpResponse:
        if not isinstance(request.user, User):
            onward = urlencode({"next": request.get_full_path()})
            return redirect(f"{reverse('accounts:sign-in')}?{onward}")
        if not may_write_statements(request.user):
            raise Http404
        return view(request, request.user, *args, **kwargs)

    return guarded
