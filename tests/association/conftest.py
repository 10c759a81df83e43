"""The office of the association: Awa keeps the instance, Mateo does not."""

import pytest

from hamshahr.domains.association.models import Appointment
from hamshahr.kernel.today import today
from tests.cast import AWA, MATEO

PASSWORD = "anchovy-lantern-gravel-tide"


@pytest.fixture
def awa(db):
    """The administrator, with a password."""
    account = AWA.account()
    account.set_password(PASSWORD)
    account.save()
    Appointment.objects.create(person=account, role=Appointment.Role.ADMINISTRATOR, starts=today())
    return account


@pytest.fixture
def mateo(db):
    """Somebody with an account and no office."""
    account = MATEO.account()
    account.set_password(PASSWORD)
    account.save()
    return account


@pytest.fixture
def desk(client, awa):
    """A browser in which the administrator is signed in."""
    client.force_login(awa)
    return client
