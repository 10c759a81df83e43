"""What every test has: the database with the starter library and members in it."""

import gc
from math import inf
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.base.creation import TEST_DATABASE_PREFIX
from django.test import Client, override_settings
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation

from tests.architecture.no_network import no_network

__all__ = ["no_network"]  # no test reaches another machine

from hamshahr.kernel import remembering
from hamshahr.kernel.content_version import reading
from hamshahr.kernel.remembering import forget_all

# That many take some ten megabytes. Python's own number, 700, is for programs of any size.
_OBJECTS_BETWEEN_TWO_LOOKS = 50_000


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_keepdb, django_db_blocker):
    """Lay the test database once as a new instance has it, starter library and all.

    Each test runs in a transaction that is undone, so all of them find the same library.
    pytest-django makes the database for tests that it marks itself; where only those run that ask
    a server, it is made here, so that theirs is never the one that DATABASE_URL names.
    """
    from hamshahr.commons.accounts.models import SecondFactorRule
    from hamshahr.commons.accounts.queries import system_actor
    from hamshahr.commons.search.indexing.meaning import index_meaning
    from hamshahr.config.command_line.migrate import lay_database
    from hamshahr.domains.experiences.importing.action import import_experiences
    from hamshahr.domains.experiences.starter import STARTER_LIBRARY, keep_shipped_embeddings
    from hamshahr.domains.network.listing_members import import_members
    from hamshahr.domains.network.starter import STARTER_MEMBERS

    made = []
    with django_db_blocker.unblock():
        if not connection.settings_dict["NAME"].startswith(TEST_DATABASE_PREFIX):
            made = setup_databases(verbosity=0, interactive=False, keepdb=django_db_keepdb)
        lay_database(verbosity=0)
        SecondFactorRule.objects.all().delete()  # the tests about second factors lay them again
        keep_shipped_embeddings()
        import_experiences(path=STARTER_LIBRARY, by=system_actor(), report=_fail)
        index_meaning()
        import_members(path=STARTER_MEMBERS, by=system_actor())
    yield
    if made and not django_db_keepdb:
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish():
    """Look for garbage seldom, and never among the half a million objects that stay to the end.

    Python, left to itself, spent a quarter of the time of the tests of pages on looking there.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_TWO_LOOKS)


def _fail(mistake):
    pytest.fail(str(mistake))


@pytest.fixture(scope="session", autouse=True)
def _settings_of_the_run():
    """Set once what would cost each test something: tests that are about it say otherwise.

    Static files are named as they are, since nothing was collected. No page is kept, since tests
    change what they have just read. A password is digested quickly: the real ways take a quarter
    of a second each time on purpose. It is shown as a demonstration only because nobody has set it
    up: the people of the tests are taken for real.
    """
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    quick = "django.contrib.auth.hashers.MD5PasswordHasher"
    with override_settings(
        STORAGES={**settings.STORAGES, "staticfiles": plain},
        PAGE_CACHE_BYTES=0,
        DEMO=False,
        PASSWORD_HASHERS=[quick, *settings.PASSWORD_HASHERS],
    ):
        yield


@pytest.fixture
def a_clock_that_stands(monkeypatch):
    """Let nothing that is remembered grow old between two counts, however slow the machine is."""
    monkeypatch.setattr(reading, "SECONDS", inf)
    monkeypatch.setattr(remembering, "time", SimpleNamespace(monotonic=lambda: 0.0))


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """Let no test read what another one asked a moment ago, nor speak the language of its page."""
    from hamshahr.commons.search.retrieval import inventory

    forget_all()
    inventory.forget()
    translation.deactivate()


@pytest.fixture
def as_person():
    """Return a browser in which a person is signed in."""

    def as_person(person):
        browser = Client()
        browser.force_login(person.serving())
        return browser

    return as_person
