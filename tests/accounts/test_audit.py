"""The audit record is kept for good: the database itself refuses to change it."""

import pytest
from django.db import ProgrammingError, connection, transaction

from hamshahr.kernel.audit.actions import record
from hamshahr.kernel.audit.models import AuditRecord
from tests.cast import LEILA

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept() -> AuditRecord:
    return record(
        by=LEILA.account(), deed="tests.try", object_type="city", object_id=7, said="سلام"
    )


def test_a_deed_is_kept_with_who_did_it_and_her_name_of_the_day(kept):
    LEILA.account()
    found = AuditRecord.objects.get(pk=kept.pk)

    assert (found.actor_id, found.actor_name) == (LEILA.account().pk, "لیلا فراهانی")
    assert (found.deed, found.object_type, found.object_id) == ("tests.try", "city", "7")
    assert found.details == {"said": "سلام"}


def _save(kept):
    kept.deed = "tests.nothing"
    kept.save()


def _delete(kept):
    kept.delete()


def _update_many(kept):
    AuditRecord.objects.filter(pk=kept.pk).update(deed="tests.nothing")


def _bulk_update(kept):
    kept.deed = "tests.nothing"
    AuditRecord.objects.bulk_update([kept], ["deed"])


def _delete_many(kept):
    AuditRecord.objects.all().delete()


def _sql(statement):
    def run(kept):
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return run


@pytest.mark.parametrize(
    "change",
    [
        _save,
        _delete,
        _update_many,
        _bulk_update,
        _delete_many,
        _sql("UPDATE audit_auditrecord SET actor_name = 'nobody'"),
        _sql("DELETE FROM audit_auditrecord"),
        _sql(
            "INSERT INTO audit_auditrecord SELECT * FROM audit_auditrecord"
            " ON CONFLICT (id) DO UPDATE SET deed = 'tests.nothing'"
        ),
    ],
)
def test_nothing_changes_or_deletes_it(kept, change):
    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        change(kept)

    assert AuditRecord.objects.get(pk=kept.pk).deed == "tests.try"


def test_what_is_undone_leaves_no_record():
    with transaction.atomic():
        record(by=LEILA.account(), deed="tests.undone", object_type="city", object_id=7)
        transaction.set_rollback(True)

    assert not AuditRecord.objects.filter(deed="tests.undone").exists()
