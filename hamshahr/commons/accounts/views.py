"""Signing in and out."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from hamshahr.commons.accounts.doors import open_to_all
from hamshahr.commons.accounts.forms import SignInForm
from hamshahr.commons.accounts.signing_in import Refused, TooManyTries, person_of


@never_cache
@open_to_all
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in, and go on to where one was going."""
    form = SignInForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_valid():
        try:
            login(request, person_of(request=request, **form.cleaned_data))
        except TooManyTries:
            status = 429
            form.add_error(None, _("Too many tries have failed. Please try again in 15 minutes."))
        except Refused:
            form.add_error(None, _("The address and the password do not belong together."))
        else:
            return redirect(_onward(request))
    if form.errors and status == 200:
        status = 422
    onward = request.GET.get("next", "")
    return render(request, "accounts/sign_in.html", {"form": form, "next": onward}, status=status)


@never_cache
@open_to_all
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


def _onward(request: HttpRequest) -> str:
    """Return where to go after signing in; never to another site."""
    wished = request.POST.get("next", "")
    allowed = url_has_allowed_host_and_scheme(
        wished, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wished if allowed else resolve_url(settings.LOGIN_REDIRECT_URL)
