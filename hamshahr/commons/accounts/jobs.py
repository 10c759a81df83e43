"""What is tidied up each night: sessions, attempts and wishes that have run out."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone
from procrastinate.contrib.django import app

from hamshahr.commons.accounts.entering.limits import forget_old_attempts
from hamshahr.commons.accounts.models import AddressChange


@app.periodic(cron="17 3 * * *")  # at night in most time zones of a region, off the full hour
@app.task(queueing_lock="forget_what_has_run_out")
def forget_what_has_run_out(timestamp: int = 0) -> None:  # noqa: ARG001 - the schedule says when
    """Delete what lets nobody in any more."""
    now = timezone.now()
    Session.objects.filter(expire_date__lte=now).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    AddressChange.objects.filter(expires_at__lte=now).delete()
    forget_old_attempts()
