"""Deleting one's account: first what it means, then the deed."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hamshahr.commons.accounts.doors import for_the_signed_in, open_to_all
from hamshahr.commons.accounts.leaving.deed import leave
from hamshahr.commons.accounts.leaving.partings import CannotLeave
from hamshahr.commons.accounts.leaving.told import told_to
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.surely import shows_again_who_she_is


@require_http_methods(["GET", "HEAD", "POST"])
@for_the_signed_in
@shows_again_who_she_is
def leaving(request: HttpRequest, by: User) -> HttpResponse:
    """Tell what goes and what stays; delete the account."""
    status = 200
    if request.method == "POST":
        try:
            leave(by=by)
        except CannotLeave:
            status = 409  # it became forbidden while she read
        else:
            logout(request)
            return redirect("accounts:left")
    told = told_to(by)
    return render(request, "accounts/leaving/leave.html", {"told": told}, status=status)


@require_safe
@open_to_all
@never_cache
def left(request: HttpRequest) -> HttpResponse:
    """Say that it is done, to somebody who is nobody here any more."""
    return render(request, "accounts/leaving/left.html")
