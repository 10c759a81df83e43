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


def test_a_deed_is_kept_with_who_did_it_and_without_her_name(kept):
    found = AuditRecord.objects.get(pk=kept.pk)

    assert found.actor_id == LEILA.account().pk
    assert not any("لیلا" in str(value) for value in vars(found).values())
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
        _sql("UPDATE audit_auditrecord SET network = ''"),
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


@pytest.mark.parametrize("cascade", ["", " CASCADE", " RESTART IDENTITY"])
def test_nobody_empties_it(kept, cascade):
    with pytest.raises(ProgrammingError, match="Cannot truncate"), transaction.atomic():
        _sql(f"TRUNCATE audit_auditrecord{cascade}")(kept)

    assert AuditRecord.objects.filter(pk=kept.pk).exists()


def test_what_is_undone_leaves_no_record():
    with transaction.atomic():
        record(by=LEILA.account(), deed="tests.undone", object_type="city", object_id=7)
        transaction.set_rollback(True)

    assert not AuditRecord.objects.filter(deed="tests.undone").exists()
