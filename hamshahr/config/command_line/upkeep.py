"""Looks of ``hamshahr check`` at what keeps an instance safe: backups, room, things left over."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hamshahr.config import environment

# A nightly backup that failed twice is late by then, and a weekly one is not yet.
_LATE = timedelta(days=8)
# PostgreSQL's journal, a collected set of static files and a backup of a small library.
_LITTLE_ROOM = 2**30  # bytes


def backups() -> Iterator[str]:
    """The age of the last backup, and drafts that a killed one left."""
    from hamshahr.kernel.audit.models import AuditRecord
    from hamshahr.kernel.backups.leftovers import abandoned
    from hamshahr.kernel.instance.queries import this_instance

    here = this_instance()
    last = AuditRecord.objects.filter(deed="backed up", object_id=str(here.pk)).first()
    since = last.at if last else here.created_at
    days = (datetime.now(UTC) - since).days
    if timedelta(days=days) >= _LATE:
        told = f"the last one is {days} days old" if last else f"none was made in {days} days"
        yield f"{told}. Run: hamshahr backup (and let cron run it each night)"
    folders = {environment.data_folder() / "backups"}
    if last:
        folders.add(Path(last.details["file"]).parent)
    for left in (left for folder in sorted(folders) for left in abandoned(folder)):
        yield f"{left} was left by a backup that was killed. Remove it."


def room() -> Iterator[str]:
    """What is free where the data lies."""
    data = environment.data_folder()
    free = shutil.disk_usage(data).free
    if free < _LITTLE_ROOM:
        yield (
            f"{free // 2**20:,} MB are free where {data} lies. Free some space before writes fail."
        )


def kept_aside() -> Iterator[str]:
    """What upgrades and restores kept, once it was long enough."""
    from hamshahr.kernel.backups.databases import Databases
    from hamshahr.kernel.backups.upgrading import old_clusters

    for name in Databases(environment.database()).set_aside():
        if _long_ago(name):
            yield f"the database {name} is kept aside. Remove it: hamshahr restore --remove-old"
    if environment.database_url():
        return
    for folder in old_clusters(environment.data_folder()):
        if datetime.fromtimestamp(folder.stat().st_ctime, UTC) < datetime.now(UTC) - _LATE:
            yield f"{folder} is kept aside. Remove it: hamshahr db upgrade --remove-old"


def _long_ago(database: str) -> bool:
    """By the time at the end of its name."""
    made = datetime.strptime(database[-len("20261123_102721") :], "%Y%m%d_%H%M%S")
    return made.replace(tzinfo=UTC) < datetime.now(UTC) - _LATE


LOOKS: dict[str, Callable[[], Iterator[str]]] = {
    "backups": backups,
    "room": room,
    "kept aside": kept_aside,
}
