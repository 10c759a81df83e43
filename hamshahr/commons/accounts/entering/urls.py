"""The addresses of coming in, by the names that the library calls them by."""

from django.urls import path, register_converter

from hamshahr.commons.accounts.doors import open_to_all
from hamshahr.commons.accounts.entering import organisation, views
from hamshahr.commons.accounts.entering.library import own


class _Letters:
    """Letters and digits without a hyphen, which parts the two halves of a link."""

    regex = "[0-9A-Za-z]{1,40}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(_Letters, "letters")

urlpatterns = [
    path("sign-in/", open_to_all(views.SignIn.as_view()), name="account_login"),
    path("sign-in/passkey/", open_to_all(views.PasskeySignIn.as_view()), name="mfa_login_webauthn"),
    path(
        "sign-in/second-factor/", open_to_all(views.SecondFactor.as_view()), name="mfa_authenticate"
    ),
    path("sign-out/", open_to_all(views.sign_out), name="account_logout"),
    path("closed/", open_to_all(views.closed), name="account_inactive"),
    path("password/", open_to_all(views.AskForLetter.as_view()), name="account_reset_password"),
    path(
        "password/sent/",
        open_to_all(views.LetterAskedFor.as_view()),
        name="account_reset_password_done",
    ),
    path(
        "password/<letters:uidb36>-<str:key>/",
        open_to_all(views.SetNewPassword.as_view()),
        name="account_reset_password_from_key",
    ),
    path("confirm/", own(views.Confirm.as_view()), name="account_reauthenticate"),
    path("confirm/code/", own(views.ConfirmWithCode.as_view()), name="mfa_reauthenticate"),
    path(
        "confirm/passkey/",
        own(views.ConfirmWithPasskey.as_view()),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "organisation/<slug:provider_id>/",
        open_to_all(organisation.begin),
        name="openid_connect_login",
    ),
    path("organisation-unknown/", open_to_all(organisation.unknown), name="organisation_unknown"),
    path("organisation-failed/", open_to_all(organisation.failed), name="organisation_failed"),
    path(
        "organisation-broken-off/",
        open_to_all(organisation.broken_off),
        name="socialaccount_login_cancelled",
    ),
]

# The provider knows one address, whatever language was read before
for_the_provider = [
    path(
        "account/organisation/<slug:provider_id>/back/",
        open_to_all(organisation.come_back),
        name="openid_connect_callback",
    ),
]
