"""Bringing a backup back: beside what is there, compared, and then in its place."""

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


def restore_files(backup: Backup, folder: str, target: Path) -> Path | None:
    """Put the files of the backup's ``folder`` at ``target``; return where the old ones are now.

    They are written beside it first. None if there were no old ones. Raises OSError.
    """
    names = backup.names(folder)
    if not names:
        return None
    stamp = backup.manifest.about.made_at.replace(":", "").replace("+", "-")
    beside = target.with_name(f"{target.name}.restoring")
    for name in names:
        path = beside / name.removeprefix(f"{folder}/")
        path.parent.mkdir(parents=True, exist_ok=True)
        write_part(backup, name, path, mode=0o644)
    aside = None
    if target.exists():
        aside = target.with_name(f"{target.name}.before-{stamp}")
        target.rename(aside)
    beside.rename(target)
    return aside


def write_part(backup: Backup, name: str, path: Path, *, mode: int) -> None:
    """Write one part of the backup to ``path``, which is made or emptied; raises OSError."""
    path.touch(mode=0o600)
    with path.open("wb") as file, backup.opened(name) as content:
        for chunk in content:
            file.write(chunk)
    path.chmod(mode)
