"""Two workers at once: each letter leaves by one of them."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.mail import send_mail
from django.db import connection

from hamshahr.commons.notifications.delivering import deliver_due
from hamshahr.commons.notifications.models import OutgoingLetter


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """A database that other connections see into, with no letters before it and none after."""
    with django_db_blocker.unblock():
        OutgoingLetter.objects.all().delete()
        yield
        OutgoingLetter.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs WHERE queueing_lock = 'deliver_letters'")


def _go_round(_worker):
    try:
        return deliver_due()
    finally:
        connection.close()


def test_two_workers_never_send_the_same_letter(committed, office):
    for number in range(30):
        send_mail("A call", "…", None, [f"reader-{number}@lyon.example"])

    with ThreadPoolExecutor(2) as workers:
        sent = list(workers.map(_go_round, range(2)))

    assert sum(sent) == 30
    assert sorted(r.to[0] for r in office.received) == sorted(
        f"reader-{number}@lyon.example" for number in range(30)
    )
