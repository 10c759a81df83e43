"""The office of the association: Jonas keeps the instance, Mateo does not."""

import pytest

from tests.cast import JONAS, MATEO

PASSWORD = "anchovy-lantern-gravel-tide"


@pytest.fixture
def jonas(db):
    """The administrator, with a password."""
    account = JONAS.serving()
    account.set_password(PASSWORD)
    account.save()
    return account


@pytest.fixture
def mateo(db):
    """Somebody with an account and no office."""
    account = MATEO.account()
    account.set_password(PASSWORD)
    account.save()
    return account


@pytest.fixture
def desk(client, jonas):
    """A browser in which the administrator is signed in."""
    client.force_login(jonas)
    return client
