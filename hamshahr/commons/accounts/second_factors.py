"""Roles that need a second factor, and the gate for their holders who have none yet."""

from collections.abc import Callable, Mapping
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from hamshahr.commons.accounts.doors import asker
from hamshahr.commons.accounts.models import SecondFactorRule, User
from hamshahr.commons.accounts.permissions import may_require_second_factor
from hamshahr.commons.accounts.permitting import held_by
from hamshahr.commons.accounts.roles import Role
from hamshahr.kernel.audit.actions import record
from hamshahr.kernel.sent_forms import sent_form

# What somebody needs to set one up, to show who she is, and to leave
_BEFORE_THE_GATE = frozenset(
    {
        "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes",
        "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
        "accounts:sign-out", "account_logout", "account_set_password",
    }
)  # fmt: skip
# Recovery codes come with a factor and are none by themselves
_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@transaction.atomic
def require_second_factor(role: Role, *, by: User) -> None:
    """Have everybody who holds a role sign in with a second factor, from the next page on."""
    _require_permission(by)
    if SecondFactorRule.objects.get_or_create(role=role)[1]:
        record(by=by, deed="accounts.require_second_factor", object_type="role", object_id=role)


@transaction.atomic
def stop_requiring(role: Role, *, by: User) -> None:
    """Leave it to the holders of a role whether they have a second factor."""
    _require_permission(by)
    if SecondFactorRule.objects.filter(role=role).delete()[0]:
        record(
            by=by,
            deed="accounts.stop_requiring_second_factor",
            object_type="role",
            object_id=role,
        )


def roles_that_require() -> set[str]:
    """Return the roles whose holders need a second factor."""
    return set(SecondFactorRule.objects.values_list("role", flat=True))


def lacks_second_factor(by: User) -> bool:
    """Tell whether somebody needs a second factor, by a role of today, and has none.

    The made-up people of a demonstration, who have no password either, need none.
    """
    if settings.DEMO and by.kind == User.Kind.MADE_UP:
        return False
    roles = {held.role for held in held_by(by)}
    return (
        bool(roles)
        and SecondFactorRule.objects.filter(role__in=roles).exists()
        and not Authenticator.objects.filter(user=by, type__in=_FACTORS).exists()
    )


class SecondFactorGate:
    """Leads whoever lacks the second factor that her role needs to where it is set up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        _view: Callable[..., HttpResponseBase],
        _args: tuple[Any, ...],
        _kwargs: Mapping[str, Any],
    ) -> HttpResponse | None:
        """Ask before any page; Django calls this when it knows which."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None  # a reader, who pays nothing for the gate
        by = asker(request)
        found = request.resolver_match
        if by is None or (found and found.view_name in _BEFORE_THE_GATE):
            return None
        return _to_the_gate(request) if lacks_second_factor(by) else None


def _to_the_gate(request: HttpRequest) -> HttpResponse:
    """Lead her there; a form that she sent is shown again, for the rule may be newer than it."""
    sent = sent_form(request)
    if not sent:
        return redirect("mfa_index")
    answer = render(request, "accounts/factor_first.html", {"sent": sent}, status=403)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _require_permission(by: User) -> None:
    if not may_require_second_factor(by):
        raise PermissionDenied("Only an administrator says which roles need a second factor.")
