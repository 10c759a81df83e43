"""The pages of one's own data and of leaving, as a browser goes through them."""

import io
import zipfile

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from hamshahr.commons.accounts.models import User
from hamshahr.kernel.audit.models import AuditRecord
from tests.accounts.conftest import enter
from tests.association.conftest import PASSWORD
from tests.cast import JONAS, LEILA, NASRIN

pytestmark = pytest.mark.django_db

DATA = "/en/me/data/"
LEAVE = "/en/me/data/leave/"


@pytest.fixture
def long_ago(monkeypatch):
    """Everybody showed who she is long ago."""
    monkeypatch.setattr("hamshahr.commons.accounts.entering.adapter._SURE_FOR", 0)


def browser_of(person):
    account = person.serving()
    account.set_password(PASSWORD)
    account.save()
    return enter(person.email)


def test_she_takes_everything_along_in_one_file(signed_in):
    answer = signed_in.post(DATA)
    names = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).namelist()

    assert answer["Content-Type"] == "application/zip"
    assert "attachment" in answer["Content-Disposition"]
    assert {"index.html", "account.json", "sessions.csv"} <= set(names)


@pytest.mark.parametrize("path", [DATA, LEAVE])
def test_whoever_was_away_for_long_shows_again_who_she_is(signed_in, long_ago, path):
    assert signed_in.get(path).url.startswith("/en/account/confirm/")


@pytest.mark.parametrize("path", [DATA, LEAVE])
def test_a_session_that_somebody_found_open_takes_and_deletes_nothing(signed_in, long_ago, path):
    answer = signed_in.post(path)

    assert answer.url.startswith("/en/account/confirm/")
    assert User.objects.get(email=LEILA.email).left_at is None
    assert not AuditRecord.objects.filter(deed="accounts.export_own_data").exists()


@pytest.mark.parametrize("path", [DATA, LEAVE])
def test_strangers_are_sent_to_sign_in(client, path):
    assert client.get(path).url.startswith("/en/account/sign-in/")


def test_looking_at_what_leaving_means_changes_nothing(signed_in):
    page = signed_in.get(LEAVE)

    assert page.status_code == 200
    assert User.objects.get(email=LEILA.email).left_at is None


def test_she_leaves_and_is_nobody_here_any_more(signed_in, leila):
    Authenticator.objects.create(user=leila, type="totp", data={})
    answer = signed_in.post(LEAVE)

    assert answer.url == "/en/account/left/"
    assert "Your account is deleted" in signed_in.get(answer.url).text
    assert signed_in.get(DATA).url.startswith("/en/account/sign-in/")
    assert not Authenticator.objects.filter(user=leila).exists()


def test_all_her_sessions_end_on_every_device(signed_in):
    other = enter(LEILA.email)
    keys = set(UserSession.objects.values_list("session_key", flat=True))
    signed_in.post(LEAVE)

    assert other.get(DATA).url.startswith("/en/account/sign-in/")
    assert not Session.objects.filter(session_key__in=keys).exists()
    assert not UserSession.objects.exists()


def test_the_last_administrator_reads_why_not_and_has_no_button():
    browser = browser_of(JONAS)
    page = browser.get(LEAVE).text
    answer = browser.post(LEAVE)

    assert "You are the last administrator" in page
    assert "Delete my account</button>" not in page
    assert answer.status_code == 409
    assert User.objects.get(email=JONAS.email).left_at is None


def test_a_focal_point_reads_that_her_city_will_have_none():
    page = browser_of(NASRIN).get(LEAVE).text

    assert "will have no focal point" in page
    assert "Delete my account</button>" in page


def test_another_site_cannot_have_her_leave(leila):
    browser = enter(LEILA.email)
    browser.handler.enforce_csrf_checks = True

    assert browser.post(LEAVE).status_code == 403
    assert User.objects.get(email=LEILA.email).left_at is None
