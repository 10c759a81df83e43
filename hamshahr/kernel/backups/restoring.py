"""Bringing a backup back: beside what is there, compared, and then in its place."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg

from hamshahr.kernel.backups.census import census, differences
from hamshahr.kernel.backups.databases import Databases, make_extensions, tables_in
from hamshahr.kernel.backups.dumps import require_readable, restore_into
from hamshahr.kernel.backups.errors import BackupError, DatabaseRefused
from hamshahr.kernel.backups.programs import Programs, major_of, programs_for
from hamshahr.kernel.backups.reading import Backup

Progress = Callable[[str, int], None]


@dataclass(frozen=True)
class Restored:
    """``aside`` is the name of the database that was replaced; empty if there was none."""

    rows: int
    aside: str = ""


def restore_database(
    *, backup: Backup, dsn: str, finish: Callable[[str], None], progress: Progress
) -> Restored:
    """Put the database of ``backup`` in the place of the one at ``dsn``.

    It is restored beside it, compared with what the backup counted, and handed (by its connection
    string) to ``finish``, which brings it to this version. Only then do the two change places, in
    one moment; whatever goes wrong before leaves the live one as it was. Clients of the live one
    are cut off. Raises ``BackupError``, psycopg's errors, and what ``finish`` raises.
    """
    programs = _programs(dsn, backup)
    require_readable(backup, programs)
    databases = Databases(dsn)
    empty = tables_in(dsn) == 0
    try:
        name = databases.make_restoring()
    except DatabaseRefused:
        if not empty:
            raise
        fill(dsn, backup, programs, progress)
        finish(dsn)
        return Restored(backup.manifest.rows)
    try:
        beside = databases.at(name)
        fill(beside, backup, programs, progress)
        finish(beside)
        aside = databases.take_place(name)
    except BaseException:
        databases.drop(name)
        raise
    if empty:
        databases.drop(aside)
    return Restored(backup.manifest.rows, "" if empty else aside)


def _programs(dsn: str, backup: Backup) -> Programs:
    with psycopg.connect(dsn) as connection:
        server = major_of(connection)
    theirs = int(backup.manifest.about.postgresql.split(".")[0])
    if server < theirs:
        raise DatabaseRefused(
            f"The backup is of PostgreSQL {theirs}, and this server is PostgreSQL {server}. "
            f"Restore to a server of version {theirs} or newer."
        )
    return programs_for(dsn, server)


def fill(dsn: str, backup: Backup, programs: Programs, progress: Progress) -> None:
    """Restore into the empty database at ``dsn`` and compare it with what was counted.

    Raises ``BackupError``, psycopg's errors.
    """
    make_extensions(dsn, backup.manifest.extensions)
    with psycopg.connect(dsn, autocommit=True) as connection:
        server = major_of(connection)
    restore_into(
        dsn,
        backup,
        programs,
        server,
        lambda size: progress("MB of the database read", size // 2**20),
    )
    with psycopg.connect(dsn, autocommit=True) as connection:
        wrong = differences(backup.manifest.tables, census(connection))
        if wrong:
            raise BackupError(
                f"What was restored is not what was saved: {'; '.join(wrong[:5])}. The database "
                "that was there is as it was. Take another backup."
            )
        connection.execute("ANALYZE")


def lay_files_beside(backup: Backup, folder: str, target: Path) -> bool:
    """Write the files of the backup's ``folder`` beside ``target``; False if it has none.

    They take their place by ``files_take_place``. Raises OSError.
    """
    beside = _beside(target)
    shutil.rmtree(beside, ignore_errors=True)  # of a restore that was killed
    for name in backup.names(folder):
        beside.mkdir(mode=0o700, exist_ok=True)  # not all that people add is for all
        path = beside / name.removeprefix(f"{folder}/")
        path.parent.mkdir(parents=True, exist_ok=True)
        write_part(backup, name, path, mode=0o600)
    return beside.exists()


def files_take_place(backup: Backup, target: Path) -> Path | None:
    """Put what was laid beside ``target`` there; return where the old files are, if there were any.

    Raises OSError.
    """
    aside = None
    if target.exists():
        stamp = backup.manifest.about.made_at.replace(":", "").replace("+", "-")
        aside = target.with_name(f"{target.name}.before-{stamp}-{int(time.time())}")
        target.rename(aside)
    _beside(target).rename(target)
    return aside


def _beside(target: Path) -> Path:
    return target.with_name(f"{target.name}.restoring")


def write_part(backup: Backup, name: str, path: Path, *, mode: int) -> None:
    """Write one part of the backup to ``path``, which is made or emptied; raises OSError."""
    path.touch(mode=0o600)
    with path.open("wb") as file, backup.opened(name) as content:
        for chunk in content:
            file.write(chunk)
    path.chmod(mode)
