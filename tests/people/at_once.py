"""Deeds on connections of their own, which commit: for tests of two people at the same moment."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, transaction
from django.db.models import Q

from hamshahr.commons.accounts.models import User
from hamshahr.commons.notifications.models import OutgoingLetter
from hamshahr.domains.network.models import Appointment, Invitation
from hamshahr.kernel.audit.models import AuditRecord


def elsewhere(*deeds):
    """Do each deed on a connection of its own, all at the same moment.

    Return what each returned, or the error that it raised.
    """
    start = threading.Barrier(len(deeds))

    def do(deed):
        try:
            start.wait(10)
            return deed()
        except Exception as error:  # noqa: BLE001 - a test looks at what came of each
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return [one.result(30) for one in [pool.submit(do, deed) for deed in deeds]]


def forget_people(*emails):
    """Take out again what deeds on these people committed; to be done elsewhere."""
    OutgoingLetter.objects.filter(address__in=emails).delete()
    people = User.objects.filter(email__in=emails)
    ids = list(people.values_list("pk", flat=True))
    Invitation.objects.filter(email__in=emails).delete()
    Invitation.objects.filter(invited_by__in=ids).delete()
    Appointment.objects.filter(vouched_by__in=ids).delete()
    Appointment.objects.filter(person__in=ids).delete()
    _forget_deeds(Q(actor_id__in=ids) | Q(details__person__in=[str(pk) for pk in ids]))
    people.delete()


@transaction.atomic
def _forget_deeds(which):
    """The record lets nobody do this; a test that committed must leave none behind."""
    keeper = AuditRecord._meta.triggers[0].get_pgid(AuditRecord)
    with connection.cursor() as cursor:
        # pgtrigger.ignore() puts two statements into one, which psycopg does not send
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [f"{{{keeper}}}"])
    AuditRecord.objects.filter(which).delete()
