"""What every test has: the database with the starter library and members in it, plain files."""

import pytest

from tests.architecture.no_network import no_network

__all__ = ["no_network"]  # no test reaches another machine

from hamshahr.kernel.remembering import forget_all


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Lay the test database once as a new instance has it, starter library and all.

    Each test runs in a transaction that is undone, so all of them find the same library.
    """
    from hamshahr.commons.accounts.queries import system_actor
    from hamshahr.commons.search.indexing.meaning import index_meaning
    from hamshahr.config.command_line.migrate import lay_database
    from hamshahr.domains.experiences.importing.action import import_experiences
    from hamshahr.domains.experiences.starter import STARTER_LIBRARY, keep_shipped_embeddings
    from hamshahr.domains.network.listing_members import import_members
    from hamshahr.domains.network.starter import STARTER_MEMBERS

    with django_db_blocker.unblock():
        lay_database(verbosity=0)
        keep_shipped_embeddings()
        import_experiences(path=STARTER_LIBRARY, by=system_actor(), report=_fail)
        index_meaning()
        import_members(path=STARTER_MEMBERS, by=system_actor())


def _fail(mistake):
    pytest.fail(str(mistake))


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """Let no test read what another one asked a moment ago."""
    from hamshahr.commons.search.retrieval import inventory

    forget_all()
    inventory.forget()


@pytest.fixture(autouse=True)
def _plain_static_files(settings):
    """Name static files as they are: nothing was collected for the tests."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def _pages_made_anew(settings):
    """Keep no page: tests change what they have just read. Those of the cache say otherwise."""
    settings.PAGE_CACHE_BYTES = 0
