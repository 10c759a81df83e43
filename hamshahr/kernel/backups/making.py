"""Making a backup: one moment of the database, then the files, written beside and then named."""

import os
import stat
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from hamshahr.kernel.backups import leftovers
from hamshahr.kernel.backups.census import census
from hamshahr.kernel.backups.dumps import require_readable
from hamshahr.kernel.backups.errors import BackupError, from_writing
from hamshahr.kernel.backups.manifest import DATABASE, About, Census, Manifest
from hamshahr.kernel.backups.programs import (
    Programs,
    environment,
    major_of,
    programs_for,
    version_of,
)
from hamshahr.kernel.backups.reading import Backup, read_backup
from hamshahr.kernel.backups.writing import ABOUT, Writer, chunks

# pg_dump waits this long for a table that a migration holds, instead of for ever.
_FOR_A_LOCK = 60_000  # milliseconds

_EXTENSIONS = "SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY 1"
# A database that an older version laid has no identity yet.
_LAID = """
SELECT to_regclass('django_migrations') IS NOT NULL, to_regclass('instance_instance') IS NOT NULL
"""
_MIGRATIONS = "SELECT app, name FROM django_migrations ORDER BY app, name"

Progress = Callable[[str, int], None]


@dataclass(frozen=True)
class Moment:
    """The database as one transaction sees it; the transaction lasts as long as this is used."""

    connection: "psycopg.Connection[tuple[object, ...]]"
    snapshot: str
    programs: Programs


def make_backup(
    *, target: Path, dsn: str, product: str, files: Iterable[tuple[str, Path]], progress: Progress
) -> Backup:
    """Write the backup of the database at ``dsn`` and of ``files`` (name and path) to ``target``.

    Readers and writers go on meanwhile. ``files`` is gone through once the database is saved, so
    that what its rows name is there: content is kept before its row. The backup appears under its
    name when it is whole, on the disk, and was read back; else nothing does. It holds secrets, so
    its mode is 0600. Raises ``BackupError``, psycopg's errors.
    """
    if target.exists() or target.is_symlink():
        raise BackupError(f"{target} is there already. Name another file, or move it away.")
    try:
        with leftovers.draft(target) as (draft, file), _moment(dsn) as moment:
            made_at = datetime.now(UTC)
            about = _about(moment, product, made_at)
            writer = Writer(
                file,
                at=int(made_at.timestamp()),
                progress=lambda size: progress("MB written", size // 2**20),
            )
            writer.add(ABOUT, [about.model_dump_json(indent=1).encode()])
            tables = _dump(writer, moment, dsn)
            for name, path in files:
                _add_file(writer, name, path)
            manifest = _manifest(moment, about, tables, writer)
            writer.close(manifest.model_dump_json(indent=1).encode())
            backup = read_backup(draft)
            backup.verify(lambda size: progress("MB read back", size // 2**20))
            require_readable(backup, moment.programs)
            leftovers.give_name(draft, target)
    except OSError as error:
        raise from_writing(error, target) from error
    return Backup(target, backup.manifest, backup.entries)


@contextmanager
def _moment(dsn: str) -> Iterator[Moment]:
    with psycopg.connect(dsn, autocommit=True) as connection:
        programs = programs_for(dsn, major_of(connection))
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        (snapshot,) = connection.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        yield Moment(connection, str(snapshot), programs)


def _about(moment: Moment, product: str, made_at: datetime) -> About:
    run = moment.connection.execute
    laid, named = run(_LAID).fetchone() or (False, False)
    if not laid:
        raise BackupError("The database is empty, so there is nothing to save yet.")
    migrations: dict[str, list[str]] = {}
    for app, name in run(_MIGRATIONS).fetchall():
        migrations.setdefault(str(app), []).append(str(name))
    found = run("SELECT id::text FROM instance_instance").fetchone() if named else None
    return About(
        product=product,
        instance=str(found[0]) if found else "",
        made_at=made_at.isoformat(timespec="seconds"),
        postgresql=version_of(moment.connection),
        migrations=migrations,
    )


def _dump(writer: Writer, moment: Moment, dsn: str) -> dict[str, Census]:
    """Write the database, and count it meanwhile: both in the same moment."""
    command: list[str | Path] = [
        moment.programs.pg_dump, "--format=custom", "--no-owner", "--no-privileges",
        f"--snapshot={moment.snapshot}", f"--lock-wait-timeout={_FOR_A_LOCK}", "--no-password",
    ]  # fmt: skip
    with tempfile.TemporaryFile() as said, ThreadPoolExecutor(1) as beside:
        counting = beside.submit(census, moment.connection)
        dumping = subprocess.Popen(  # noqa: S603 - PostgreSQL's own program, arguments of ours
            command,
            env=environment(dsn),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=said,
        )
        with dumping:
            assert dumping.stdout
            try:
                writer.add(DATABASE, chunks(dumping.stdout))
            except BaseException:
                dumping.kill()
                raise
        if dumping.returncode != 0:
            said.seek(0)
            last = said.read().decode(errors="replace").strip()[-600:]
            raise BackupError(f"pg_dump could not read the database: {last}")
        return counting.result()


def _add_file(writer: Writer, name: str, path: Path) -> None:
    """Write a file as it is now; one that was deleted meanwhile is left out."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    except OSError as error:
        raise BackupError(
            f"{path} cannot be read ({error.strerror}). Run the command as its owner."
        ) from error
    with os.fdopen(descriptor, "rb") as file:
        writer.add(name, chunks(file))


def _manifest(moment: Moment, about: About, tables: dict[str, Census], writer: Writer) -> Manifest:
    run = moment.connection.execute
    (size,) = run("SELECT pg_database_size(current_database())").fetchone() or (0,)
    return Manifest(
        about=about,
        extensions=[str(name) for (name,) in run(_EXTENSIONS).fetchall()],
        tables=tables,
        database_bytes=int(str(size)),
        parts=writer.parts,
    )


def files_below(folder: Path, name: str) -> Iterator[tuple[str, Path]]:
    """Yield the plain files of a folder, with the names they go by in the backup; no links.

    What begins with a point is on its way, and left out; so is what goes meanwhile.
    """
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for path in (Path(parent, each) for each in sorted(files) if not each.startswith(".")):
            with suppress(FileNotFoundError):
                if stat.S_ISREG(path.lstat().st_mode):
                    yield f"{name}/{path.relative_to(folder).as_posix()}", path
