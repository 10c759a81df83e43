"""``hamshahr check`` minds backups, room, and what was kept for too long."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.config.command_line import upkeep
from hamshahr.kernel.audit.actions import record
from hamshahr.kernel.audit.models import AuditRecord
from hamshahr.kernel.instance.models import Instance
from hamshahr.kernel.instance.queries import this_instance

pytestmark = pytest.mark.django_db


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("HAMSHAHR_DATA", str(tmp_path))
    return tmp_path


def _backed_up(file) -> None:
    record(by=system_actor(), deed="backed up", object_type="instance",
           object_id=this_instance().pk, file=str(file))  # fmt: skip


def _days_later(monkeypatch, days: int) -> None:
    class Later(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + timedelta(days=days)

    monkeypatch.setattr(upkeep, "datetime", Later)


def test_a_new_instance_has_time_for_its_first_backup(data):
    assert list(upkeep.backups()) == []


def test_an_instance_that_was_never_saved_is_told_so(data):
    Instance.objects.update(created_at=datetime.now(UTC) - timedelta(days=9))

    (told,) = upkeep.backups()
    assert told.startswith("none was made in 9 days. Run: hamshahr backup")


def test_a_backup_that_is_late_is_told_and_a_fresh_one_is_not(data, monkeypatch):
    Instance.objects.update(created_at=datetime.now(UTC) - timedelta(days=99))
    _backed_up(data / "b.tar")
    assert list(upkeep.backups()) == []

    _days_later(monkeypatch, 12)
    (told,) = upkeep.backups()
    assert told.startswith("the last one is 12 days old. Run: hamshahr backup")


def test_drafts_of_killed_backups_are_named_where_backups_go(data):
    elsewhere = data / "mnt"
    for folder in (elsewhere, data / "backups"):
        folder.mkdir()
        (folder / "hamshahr-1.tar.part").touch()
    _backed_up(elsewhere / "b.tar")

    assert len(list(upkeep.backups())) == 2


def test_little_room_is_told(data, monkeypatch):
    assert list(upkeep.room()) == []
    monkeypatch.setattr(upkeep, "_LITTLE_ROOM", 2**70)

    assert "MB are free where" in next(upkeep.room())


def test_what_was_kept_aside_is_named_after_a_while(data, monkeypatch):
    names = ["hamshahr_before_20200101_000000", "hamshahr_restoring_20990101_000000"]
    monkeypatch.setattr(upkeep.environment, "database", lambda: "")
    monkeypatch.setattr("hamshahr.kernel.backups.databases.Databases.set_aside", lambda _: names)

    (told,) = upkeep.kept_aside()
    assert names[0] in told
    assert "hamshahr restore --remove-old" in told


def test_the_audit_record_of_backups_is_the_newest_first(data):
    for name in ("a.tar", "b.tar"):
        _backed_up(data / name)

    last = AuditRecord.objects.filter(deed="backed up").first()
    assert last.details["file"].endswith("b.tar")


def test_there_is_one_instance_and_no_second():
    one = this_instance()

    assert this_instance() == one
    with connection.cursor() as cursor, pytest.raises(Exception, match="one_instance"):
        cursor.execute("INSERT INTO instance_instance VALUES (gen_random_uuid(), now(), true)")
