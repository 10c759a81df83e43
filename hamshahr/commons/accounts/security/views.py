"""The pages on which somebody keeps her own ways in."""

from typing import Any

from allauth.account.views import PasswordChangeView, PasswordSetView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.views import AddWebAuthnView, EditWebAuthnView, RemoveWebAuthnView
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.views import ConnectionsView
from allauth.usersessions.models import UserSession
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamshahr.commons.accounts.entering.organisation import offered_organisation
from hamshahr.commons.accounts.entering.views import Answered
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.recording import end_sessions, note
from hamshahr.commons.accounts.second_factors import lacks_second_factor
from hamshahr.commons.accounts.security.address import (
    LinkNotValid,
    confirm_address,
    wish_address,
    wished,
)
from hamshahr.commons.accounts.security.forms import (
    AddressForm,
    FirstPasswordForm,
    PasskeyNameForm,
    PasswordForm,
)
from hamshahr.commons.accounts.security.sessions import sessions_of

_Context = dict[str, Any]
_HOME = reverse_lazy("mfa_index")
Type = Authenticator.Type


@require_safe
def overview(request: HttpRequest, by: User) -> HttpResponse:
    """Every way in that there is, and what to do about each."""
    kept = list(Authenticator.objects.filter(user=by).order_by("created_at"))
    codes = next((one.wrap() for one in kept if one.type == Type.RECOVERY_CODES), None)
    context = {
        "has_password": by.has_usable_password(),
        "app": next((one for one in kept if one.type == Type.TOTP), None),
        "passkeys": [one for one in kept if one.type == Type.WEBAUTHN],
        "codes_left": len(codes.get_unused_codes()) if codes else 0,
        "has_codes": codes is not None,
        "organisation": offered_organisation(),
        "connected": SocialAccount.objects.filter(user=by).exists(),
        "sessions": UserSession.objects.filter(user=by).count(),
        "by": by,
        "must_set_up": lacks_second_factor(by),
        "has_new_password": "new-password" in request.GET,
    }
    return render(request, "accounts/security/overview.html", context)


class ChangePassword(Answered, PasswordChangeView):
    """Another password; every other session ends."""

    template_name = "accounts/security/password.html"
    form_class = PasswordForm

    def get_success_url(self) -> str:
        """Return where it is said that the password is another one."""
        return f"{_HOME}?new-password"


class SetPassword(Answered, PasswordSetView):
    """A password for an account that has none."""

    template_name = "accounts/security/password.html"
    form_class = FirstPasswordForm
    success_url = _HOME


@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest, by: User) -> HttpResponse:
    """Wish for another e-mail address."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    context: _Context = {"form": form, "by": by}
    if form.is_valid():
        email = form.cleaned_data["email"]
        wish_address(by=by, email=email, request=request)
        context |= {"written_to": email}
    return render(
        request, "accounts/security/address.html", context, status=422 if form.errors else 200
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_wished_address(request: HttpRequest, secret: str) -> HttpResponse:
    """Confirm an address by the link of a letter; opening it changes nothing."""
    change = wished(secret)
    confirmed = None
    if change is not None and request.method == "POST":
        try:
            confirmed = confirm_address(secret=secret)
        except LinkNotValid:
            change = None
    context = {"change": change, "confirmed": confirmed}
    status = 200 if change else 410
    return render(request, "accounts/confirm_address.html", context, status=status)


class SetUpApp(Answered, ActivateTOTPView):
    """Set up an app that makes codes."""

    template_name = "accounts/security/app.html"


class TakeOutApp(Answered, DeactivateTOTPView):
    """Take the app out."""

    template_name = "accounts/security/remove.html"
    extra_context = {"what": "app"}


class AddPasskey(Answered, AddWebAuthnView):
    """Add a passkey; the browser makes it."""

    template_name = "accounts/security/passkey.html"

    def get_context_data(self, **kwargs: Any) -> _Context:
        form = kwargs.get("form") or self.get_form()
        context = super().get_context_data(**kwargs)
        return {**context, "form": form, "options": begin_registration(self.request.user, True)}  # noqa: FBT003 - the library's form


class RenamePasskey(Answered, EditWebAuthnView):
    """Call a passkey otherwise."""

    template_name = "accounts/security/rename.html"
    form_class = PasskeyNameForm
    success_url = _HOME


class RemovePasskey(RemoveWebAuthnView):
    """Take a passkey out."""

    template_name = "accounts/security/remove.html"
    extra_context = {"what": "passkey"}
    success_url = _HOME


class RecoveryCodes(ViewRecoveryCodesView):
    """The recovery codes: shown once, then only how many are left."""

    template_name = "accounts/security/recovery_codes.html"


class RenewRecoveryCodes(Answered, GenerateRecoveryCodesView):
    """Make new recovery codes; the old ones are void."""

    template_name = "accounts/security/renew_recovery_codes.html"


class Organisation(Answered, ConnectionsView):
    """Connect the organisation's sign-in, or disconnect it."""

    template_name = "accounts/security/organisation.html"

    def get_context_data(self, **kwargs: Any) -> _Context:
        return {
            **super().get_context_data(**kwargs),
            "organisation": offered_organisation(),
            "connected": list(SocialAccount.objects.filter(user=self.request.user)[:5]),
        }


@require_safe
def sessions(request: HttpRequest, by: User) -> HttpResponse:
    """Where one is signed in."""
    found = sessions_of(by, here=request.session.session_key)
    return render(request, "accounts/security/sessions.html", {"sessions": found})


@require_POST
def end_session(request: HttpRequest, by: User, pk: int) -> HttpResponse:  # noqa: ARG001 - what every view is given
    """End one session; somebody else's is not there."""
    found = UserSession.objects.filter(user=by, pk=pk).first()
    if found is None:
        raise Http404
    found.end()
    note(by, deed="accounts.end_session")
    return redirect("accounts:sessions")


@require_POST
def end_other_sessions(request: HttpRequest, by: User) -> HttpResponse:
    """End every session but this one."""
    end_sessions(by, but=request.session.session_key)
    note(by, deed="accounts.end_other_sessions")
    return redirect(f"{reverse('accounts:sessions')}#ended")
