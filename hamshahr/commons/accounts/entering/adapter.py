"""What the sign-in library asks of us."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.login import get_authentication_records
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.accounts.entering.arrival import first_page
from hamshahr.commons.accounts.entering.limits import Kind, begin
from hamshahr.commons.accounts.letters import write_to
from hamshahr.commons.accounts.models import User
from hamshahr.kernel.callers import network_of

# Seconds for which somebody who has just shown who she is need not do so again
_SURE_FOR = 15 * 60
# By the names that the library has for them
_CONFIRMATIONS = {
    "reauthenticate": _("With your password"),
    "mfa_reauthenticate": _("With a code"),
    "mfa_reauthenticate:webauthn": _("With a passkey"),
}


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up, attempts are counted in the database, and letters are ours."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The address and the password do not belong together."),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not your password."),
        "incorrect_code": _("This code does not fit. Codes of an app are good once."),
        "too_many_login_attempts": _(
            "Too many tries have failed here. Sign in with a passkey, or have a letter sent by "
            "which you set a new password; or try again in an hour."
        ),
        "invalid_password_reset": _("This link is not valid any more."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - the library's form
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Return whose address and password these are; of closed accounts nobody's."""
        attempt = begin(Kind.PASSWORD, request=request, account=str(credentials.get("email", "")))
        if attempt is None:
            raise self.validation_error("too_many_login_attempts")
        found = authenticate(request, **credentials)
        AuthenticationBackend.unstash_authenticated_user()  # who was right but may not come in
        if not isinstance(found, User):
            return None
        attempt.delete()
        return found

    def is_reauthentication_required(self, *, app: str, **_kwargs: Any) -> bool:  # noqa: ARG002 - the library's form
        """Tell whether she has to show again who she is before she changes how she signs in."""
        records = get_authentication_records(self.request, self.request.user)
        return not records or time.time() - records[-1]["at"] > _SURE_FOR

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Return how somebody can show again who she is, in words of ours."""
        return [
            {**method, "description": _CONFIRMATIONS[method["id"]]}
            for method in super().get_reauthentication_methods(user)
        ]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        assert isinstance(request.user, User)
        return first_page(request.user)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the network that a session is shown with; of IPv6 its first half."""
        return network_of(request).partition("/")[0] or "127.0.0.1"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        write_to(email, letter=template_prefix, person=context.pop("user"), **context)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        write_to(email or user.email, letter=template_prefix, person=user, **(context or {}))
