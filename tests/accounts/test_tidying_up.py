"""What has run out is deleted, and what still lets somebody in stays."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from hamshahr.commons.accounts.jobs import forget_what_has_run_out
from hamshahr.commons.accounts.models import AddressChange
from tests.accounts.conftest import enter
from tests.cast import LEILA

pytestmark = pytest.mark.django_db


def test_sessions_and_links_that_have_run_out_are_deleted(leila):
    old, young = enter(LEILA.email), enter(LEILA.email)
    now = timezone.now()
    Session.objects.filter(session_key=old.session.session_key).update(expire_date=now)
    for number, hours in enumerate((-1, 1)):
        AddressChange.objects.create(
            person=leila,
            email="x@shiraz.example",
            digest=bytes([number]) * 32,
            expires_at=now + timedelta(hours=hours),
        )

    forget_what_has_run_out()

    assert [one.session_key for one in UserSession.objects.all()] == [young.session.session_key]
    assert Session.objects.count() == 1
    assert AddressChange.objects.get().expires_at > now
    assert young.get("/en/me/security/").status_code == 200
