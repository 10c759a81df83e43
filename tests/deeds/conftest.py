"""A city with a record, and readers of it."""

import pytest

from hamshahr.kernel.audit.actions import record
from tests.cast import MASHHAD, SHIRAZ


@pytest.fixture
def cities(db):
    """Shiraz and Mashhad, placed."""
    from hamshahr.commons.accounts.queries import system_actor
    from hamshahr.domains.network.actions import load_regions

    load_regions(by=system_actor())
    return SHIRAZ.placed(), MASHHAD.placed()


@pytest.fixture
def did():
    """Record that somebody did something with a city."""

    def did(person, city, deed="network.add_city"):
        return record(by=person, deed=deed, object_type="city", object_id=city.pk, body=city.pk)

    return did
