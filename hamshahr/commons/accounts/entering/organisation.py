"""Coming in by the organisation's own sign-in (OpenID Connect), to an account that is there."""

from dataclasses import dataclass
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from allauth.socialaccount.providers.openid_connect import views as library
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from hamshahr.commons.accounts.letters import write_to
from hamshahr.commons.accounts.models import User

PROVIDER = "organisation"


@dataclass(frozen=True)
class Offered:
    """The organisation's sign-in, as pages offer it."""

    name: str
    url: str


class OrganisationAdapter(DefaultSocialAccountAdapter):
    """The provider opens accounts that were invited; it makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002 - the library's form
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Connect whom a trusted provider vouches for; tell everybody else what to do."""
        if sociallogin.is_existing or sociallogin.state.get("process") == AuthProcess.CONNECT:
            return
        trusted = bool(sociallogin.provider.app.settings.get("connects_by_email"))
        person = _vouched_for(sociallogin) if trusted else None
        if person is None:
            raise ImmediateHttpResponse(redirect("organisation_unknown"))
        sociallogin.connect(request, person)

    def on_authentication_error(self, request: HttpRequest, provider: Any, **more: Any) -> None:  # noqa: ARG002 - the library's form
        if more.get("error") != AuthError.CANCELLED:
            raise ImmediateHttpResponse(redirect("organisation_failed"))

    def send_notification_mail(self, template_prefix: str, user: User, **_more: Any) -> None:
        write_to(user.email, letter=template_prefix, person=user)


def _vouched_for(sociallogin: SocialLogin) -> User | None:
    """Return who has the address that the provider says it has verified."""
    verified = [one.email for one in sociallogin.email_addresses if one.verified is True]
    if not verified:
        return None
    people = User.objects.filter(kind=User.Kind.PERSON, is_active=True)
    return people.filter(email=verified[0].lower()).first()


def offered_organisation() -> Offered | None:
    """Return the organisation's sign-in, where there is one."""
    apps = _apps()
    if not apps:
        return None
    return Offered(apps[0]["name"], reverse("openid_connect_login", args=[PROVIDER]))


@never_cache
@require_POST
def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the provider, by a page of ours: a form may not be answered by another site."""
    try:
        answer: HttpResponse = library.login(request, provider_id)
    except RequestException:
        return redirect("organisation_failed")
    if answer.status_code != 302:
        return answer
    return render(request, "accounts/onward.html", {"onward": answer["Location"]})


@never_cache
@require_safe
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Receive whom the provider sends back."""
    answer: HttpResponse = library.callback(request, provider_id)
    return answer


# Pages of their own: where the provider sends people, the address holds a code, and is left at once


@never_cache
@require_safe
def unknown(request: HttpRequest) -> HttpResponse:
    """Tell whom the provider knows, and no account here, what to do."""
    trusted = any(app["settings"]["connects_by_email"] for app in _apps())
    return render(request, "accounts/no_account.html", {"trusted": trusted})


@never_cache
@require_safe
def broken_off(request: HttpRequest) -> HttpResponse:
    """Tell that somebody broke off at the provider."""
    return render(request, "accounts/organisation_failed.html", {"broken_off": True})


@never_cache
@require_safe
def failed(request: HttpRequest) -> HttpResponse:
    """Tell that the provider did not answer, or not as it should."""
    return render(request, "accounts/organisation_failed.html")


def _apps() -> list[dict[str, Any]]:
    return list(settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", []))
