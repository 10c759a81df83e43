"""What follows when somebody's ways in change: a record, and the end of sessions."""

from time import time
from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from allauth.socialaccount.signals import social_account_added, social_account_removed
from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.contrib.sessions.models import Session
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from hamshahr.commons.accounts.entering.adapter import AccountAdapter
from hamshahr.commons.accounts.entering.known_browsers import know_browser
from hamshahr.commons.accounts.entering.limits import forget_attempts
from hamshahr.commons.accounts.entering.present import SEEN
from hamshahr.commons.accounts.models import User
from hamshahr.kernel.audit.actions import record

# A person has a few devices; of more sessions the oldest end
MOST_SESSIONS = 20
_LONGEST_AGENT = 200  # characters; the browser and the system stand at its beginning and end


def end_sessions(person: User, *, but: str | None = "") -> int:
    """End the sessions of a person at once, but the one with the key ``but``; return how many."""
    listed = UserSession.objects.filter(user=person).exclude(session_key=but or "")
    keys = list(listed.values_list("session_key", flat=True))
    with transaction.atomic():
        Session.objects.filter(session_key__in=keys).delete()
        listed.filter(session_key__in=keys).delete()
    return len(keys)


def note(person: User, *, deed: str, **details: Any) -> None:
    """Keep in the audit record what somebody did to her own account."""
    record(by=person, deed=deed, object_type="user", object_id=person.pk, **details)


@receiver(user_logged_in)
def _list_session(request: HttpRequest, user: User, **_more: Any) -> None:
    """List every session, however it began, and keep the list short; know the browser again."""
    know_browser(request, user)
    if not request.session.session_key:  # it takes the place of somebody else's, and has none yet
        request.session.save()
    UserSession.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={
            "user": user,
            "ip": AccountAdapter(request).get_client_ip(request),
            "user_agent": request.META.get("HTTP_USER_AGENT", "")[:_LONGEST_AGENT],
            "last_seen_at": timezone.now(),
        },
    )
    request.session[SEEN] = int(time())
    old = UserSession.objects.filter(user=user).order_by("-last_seen_at", "-pk")[MOST_SESSIONS:]
    keys = list(old.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()


@receiver(user_logged_out)
def _unlist_session(request: HttpRequest, **_more: Any) -> None:
    UserSession.objects.filter(session_key=request.session.session_key or "").delete()


@receiver([password_changed, password_set])
def _after_a_change(request: HttpRequest, user: User, **_more: Any) -> None:
    end_sessions(user, but=request.session.session_key)
    forget_attempts(user)
    know_browser(request, user)
    note(user, deed="accounts.change_password")


@receiver(password_reset)
def _after_a_letter(user: User, **_more: Any) -> None:
    end_sessions(user)
    forget_attempts(user)
    note(user, deed="accounts.set_password_by_letter")


@receiver(authenticator_added)
def _factor_added(user: User, authenticator: Any, **_more: Any) -> None:
    note(user, deed="accounts.add_second_factor", kind=authenticator.type)


@receiver(authenticator_removed)
def _factor_removed(user: User, authenticator: Any, **_more: Any) -> None:
    note(user, deed="accounts.remove_second_factor", kind=authenticator.type)


@receiver(authenticator_reset)
def _codes_renewed(user: User, **_more: Any) -> None:
    note(user, deed="accounts.renew_recovery_codes")


@receiver(social_account_added)
def _organisation_added(sociallogin: Any, **_more: Any) -> None:
    note(sociallogin.user, deed="accounts.connect_organisation")


@receiver(social_account_removed)
def _organisation_removed(socialaccount: Any, **_more: Any) -> None:
    note(socialaccount.user, deed="accounts.disconnect_organisation")
