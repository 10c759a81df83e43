"""The pages by which one comes in and goes out. Mistakes are answered with 422, floods with 429."""

from typing import Any

from allauth.account.internal.flows.logout import logout
from allauth.account.views import (
    LoginView,
    PasswordResetDoneView,
    PasswordResetFromKeyView,
    PasswordResetView,
    ReauthenticateView,
)
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as ReauthenticateByCodeView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import begin_authentication
from allauth.mfa.webauthn.views import LoginWebAuthnView, ReauthenticateWebAuthnView
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hamshahr.commons.accounts.entering.adapter import AccountAdapter
from hamshahr.commons.accounts.entering.forms import (
    ConfirmForm,
    LetterForm,
    NewPasswordForm,
    SignInForm,
)
from hamshahr.commons.accounts.entering.organisation import offered_organisation

_Context = dict[str, Any]


class Answered:
    """A view of the library whose answer has the status that it deserves."""

    def render_to_response(self, context: _Context, **kwargs: Any) -> HttpResponse:
        form = context.get("form")
        if form is not None and form.is_bound and form.errors:
            too_many = any(
                error.code == "too_many_login_attempts"
                for errors in form.errors.as_data().values()
                for error in errors
            )
            kwargs.setdefault("status", 429 if too_many else 422)
        return super().render_to_response(context, **kwargs)  # type: ignore[misc,no-any-return]  # the library's view beside it


class SignIn(Answered, LoginView):
    """Address and password; beside them, the other ways in."""

    template_name = "accounts/sign_in.html"
    form_class = SignInForm

    def get_context_data(self, **kwargs: Any) -> _Context:
        organisation = offered_organisation()
        return {**super().get_context_data(**kwargs), "organisation": organisation}


class PasskeySignIn(Answered, LoginWebAuthnView):
    """A passkey alone: what it is asked as JSON, and its answer as a form."""

    template_name = "accounts/sign_in.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG002 - Django's form
        if request.headers.get("Accept") != "application/json":
            return redirect("account_login")
        return JsonResponse({"options": begin_authentication(user=None)})

    def form_invalid(self, form: Any) -> HttpResponse:
        context = {
            "form": SignInForm(request=self.request),
            "passkey_form": form,
            "organisation": offered_organisation(),
            "redirect_field_value": self.request.POST.get("next", ""),
        }
        return render(self.request, self.template_name, context, status=422)


@never_cache
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session, or a sign-in that was begun."""
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


class SecondFactor(Answered, AuthenticateView):
    """The second step of a sign-in: a code, or a passkey."""

    template_name = "accounts/second_factor.html"

    def get_context_data(self, **kwargs: Any) -> _Context:
        types = set(
            Authenticator.objects.filter(user=self.stage.login.user).values_list("type", flat=True)
        )
        context = super().get_context_data(**kwargs)
        return {
            **context,
            "has_app": Authenticator.Type.TOTP in types,
            "has_passkey": Authenticator.Type.WEBAUTHN in types,
            "options": context["js_data"]["request_options"],
        }


class AskForLetter(Answered, PasswordResetView):
    """Ask for the letter by which a new password is set."""

    template_name = "accounts/ask_for_letter.html"
    form_class = LetterForm


class LetterAskedFor(PasswordResetDoneView):
    """The letter is on its way, if there is an account; nobody is told whether."""

    template_name = "accounts/letter_asked_for.html"


class SetNewPassword(Answered, PasswordResetFromKeyView):
    """Set a new password by the link of a letter; opening it changes nothing."""

    template_name = "accounts/set_new_password.html"
    form_class = NewPasswordForm

    def render_to_response(self, context: _Context, **kwargs: Any) -> HttpResponse:
        if context.get("token_fail"):
            kwargs["status"] = 410
        return super().render_to_response(context, **kwargs)


@never_cache
@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    """Tell somebody who has shown who she is that her account is closed."""
    return render(request, "accounts/closed.html")


class Confirming(Answered):
    """Ask again for what somebody signs in with."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send back whoever has nothing that could be asked for: no password, no factor."""
        if not AccountAdapter(request).get_reauthentication_methods(request.user):
            return redirect("mfa_index")
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc,no-any-return]  # the library's view beside it


class Confirm(Confirming, ReauthenticateView):
    """The password again, before something that matters."""

    template_name = "accounts/confirm.html"
    form_class = ConfirmForm


class ConfirmWithCode(Confirming, ReauthenticateByCodeView):
    """A code again, before something that matters."""

    template_name = "accounts/confirm.html"


class ConfirmWithPasskey(Confirming, ReauthenticateWebAuthnView):
    """A passkey again, before something that matters."""

    template_name = "accounts/confirm_with_passkey.html"

    def get_context_data(self, **kwargs: Any) -> _Context:
        context = super().get_context_data(**kwargs)
        form = kwargs.get("form") or self.get_form()
        return {**context, "form": form, "options": context["js_data"]["request_options"]}

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form))
