"""A real mail server on this machine, and the post that hands letters to it."""

import pytest

from hamshahr.commons.notifications.kinds import register_notice_kind
from hamshahr.commons.notifications.models import OutgoingLetter
from tests.notifications import told
from tests.notifications.post_office import PostOffice


@pytest.fixture(scope="session")
def _office():
    """Start the mail server once: what it refuses is said anew for each test."""
    office = PostOffice()
    yield office
    office.stop()


@pytest.fixture(autouse=True)
def _no_letters_of_others(request):
    """Let each test count its own letters: the journeys' site writes into the same database."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        OutgoingLetter.objects.all().delete()


@pytest.fixture
def office(_office, settings):
    """The mail server of the instance, empty, taking every letter."""
    _office.forget()
    settings.EMAIL_BACKEND = "hamshahr.commons.notifications.keeping.KeepingBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", _office.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.DEFAULT_FROM_EMAIL = "office@cities.example"
    settings.PUBLIC_ADDRESS = "https://cities.example"
    settings.ASSOCIATION, settings.ASSOCIATION_IN = "Cities of the Plain", {}
    settings.DEMO = False
    return _office


@pytest.fixture
def kinds(monkeypatch):
    """Kinds of notice that only these tests know."""
    monkeypatch.setattr("hamshahr.commons.notifications.kinds._kinds", {})
    told.HIDDEN.clear()
    for kind in told.KINDS:
        register_notice_kind(kind)
    return told
