"""Bring back what a backup holds.

The database is restored beside the one that is there and compared with what the backup counted;
then the two change places in one moment. Whatever goes wrong before leaves all as it was. The one
that was replaced is kept aside. A backup of an older version is brought to this one.

  hamshahr restore FILE                   into an empty data folder or database
  hamshahr restore FILE --replace         over the data that is here; readers meet it at once
  hamshahr restore FILE --replace --from-another-instance
                                          a copy of another instance, for a trial, say
  hamshahr restore --remove-old           remove the databases that restores kept aside
"""

import argparse
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from hamshahr.config import environment
from hamshahr.config.command_line.backup import CONFIGURED, UPLOADED
from hamshahr.config.command_line.failing import Refusal
from hamshahr.config.command_line.running import ProgressLine, django_running
from hamshahr.kernel.backups.errors import BackupError
from hamshahr.kernel.backups.manifest import CONFIGURATION, FILES, is_newer
from hamshahr.kernel.backups.reading import Backup, read_backup
from hamshahr.kernel.embedded_postgres.layout import Layout


@dataclass(frozen=True)
class Here:
    """What is there before the restore."""

    tables: int
    identity: str  # of the instance; empty if the database has none
    configured: frozenset[str]  # files of the configuration


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, help="what hamshahr backup made")
    parser.add_argument("--replace", action="store_true", help="over the data that is here")
    parser.add_argument(
        "--from-another-instance", action="store_true", help="accept another instance's backup"
    )
    parser.add_argument(
        "--remove-old", action="store_true", help="remove what earlier restores kept aside"
    )


def run(given: argparse.Namespace) -> int:
    if (given.file is None) != given.remove_old:
        raise Refusal("Name a backup, or --remove-old to remove what restores kept aside.")
    try:
        return _remove_old() if given.remove_old else _restore(given)
    except BackupError as error:
        raise Refusal(str(error)) from error


def _restore(given: argparse.Namespace) -> int:
    backup = read_backup(given.file)
    progress = ProgressLine()
    backup.verify(lambda size: progress("MB checked", size // 2**20))
    data = environment.data_folder()
    configured = frozenset(name for name in CONFIGURED if (data / name).exists())
    try:
        with django_running():
            _refuse_newer(backup)
            here = _here(configured)
            _refuse_unasked(backup, here, given)
            _require_room(backup, data)
            aside = _bring_back(backup, here, given, progress)
    except OSError as error:
        raise Refusal(f"{error.filename or data} cannot be written: {error.strerror}.") from error
    finally:
        progress.done()
    _tell(backup, here, given, aside)
    return 0


def _refuse_newer(backup: Backup) -> None:
    from django.db.migrations.loader import MigrationLoader

    about, ours = backup.manifest.about, version("hamshahr")
    known = MigrationLoader(None).disk_migrations
    unknown = sorted(
        f"{app}.{name}"
        for app, names in about.migrations.items()
        for name in names
        if (app, name) not in known
    )
    if is_newer(about.product, ours):
        reason = f"made by Hamshahr {about.product}, and this is {ours}"
    elif unknown:
        reason = f"of a newer Hamshahr: this one does not know {', '.join(unknown[:3])}"
    else:
        return
    raise Refusal(f"{backup.path} is {reason}. Install that version, then restore.")


def _here(configured: frozenset[str]) -> Here:
    import psycopg

    from hamshahr.kernel.backups.databases import tables_in

    dsn = environment.database()
    identity = ""
    with psycopg.connect(dsn) as connection:
        named = connection.execute("SELECT to_regclass('instance_instance') IS NOT NULL").fetchone()
        if named and named[0]:
            found = connection.execute("SELECT id::text FROM instance_instance").fetchone()
            identity = str(found[0]) if found else ""
    return Here(tables_in(dsn), identity, configured)


def _refuse_unasked(backup: Backup, here: Here, given: argparse.Namespace) -> None:
    about = backup.manifest.about
    if here.tables and about.instance != here.identity and not given.from_another_instance:
        raise Refusal(
            f"{backup.path} is of instance {about.instance or 'unknown'}, and the data here is of "
            f"{here.identity or 'no known instance'}. To put a copy of the other in its place: "
            "--replace --from-another-instance"
        )
    if here.tables and not given.replace:
        raise Refusal(
            f"There is data here already ({here.tables} tables). To put the backup in its place "
            "and keep the present data aside: --replace"
        )


def _require_room(backup: Backup, data: Path) -> None:
    """Before anything is written; another server's disk cannot be looked at."""
    if environment.database_url():
        return
    wanted = backup.manifest.database_bytes + sum(
        part.bytes for part in backup.manifest.parts if part.name.startswith(f"{FILES}/")
    )
    free = shutil.disk_usage(data).free
    if free < wanted:
        raise Refusal(
            f"The backup needs {wanted // 2**20:,} MB in {data}, and {free // 2**20:,} MB are "
            "free. Free some space, or set HAMSHAHR_DATA to a folder on a larger disk."
        )


def _bring_back(
    backup: Backup, here: Here, given: argparse.Namespace, progress: ProgressLine
) -> list[str]:
    """Restore all parts; return where what was replaced is kept."""
    from hamshahr.kernel.backups.restoring import (
        files_take_place,
        lay_files_beside,
        restore_database,
        write_part,
    )

    data = environment.data_folder()
    foreign = given.from_another_instance and here.identity not in {
        "", backup.manifest.about.instance
    }  # fmt: skip

    has_files = False

    def finish(dsn: str) -> None:
        nonlocal has_files
        progress.done()
        bring_to_this_version(dsn)
        if foreign:
            _keep_identity(dsn, here.identity)
        has_files = lay_files_beside(backup, FILES, data / UPLOADED)

    restored = restore_database(
        backup=backup, dsn=environment.database(), finish=finish, progress=progress
    )
    old_files = files_take_place(backup, data / UPLOADED) if has_files else None
    if not foreign:
        for name in backup.names(CONFIGURATION):
            file = name.removeprefix(f"{CONFIGURATION}/")
            if file in CONFIGURED and file not in here.configured:
                write_part(backup, name, data / file, mode=0o600)
    _give_to_owner(data)
    _record(backup)
    kept = [f"the database {restored.aside}"] if restored.aside else []
    return [*kept, f"the folder {old_files}"] if old_files else kept


def _give_to_owner(data: Path) -> None:
    """Where root restores, what was written belongs to the account that serves."""
    layout = Layout(data)
    written = [data / name for name in CONFIGURED if (data / name).exists()]
    uploaded = data / UPLOADED
    if uploaded.exists():
        written += [uploaded, *uploaded.rglob("*")]
    for path in written:
        layout.give_to_owner(path)


def bring_to_this_version(dsn: str) -> None:
    """Run the migrations there, in a process of their own: our settings name the live one.

    Raises ``BackupError``.
    """
    done = subprocess.run(
        [sys.executable, "-m", "hamshahr.config.command_line", "migrate", "--quiet"],
        env=os.environ | {"DATABASE_URL": dsn, "HAMSHAHR_WITHOUT_POOL": "1"},
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        said = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
        raise BackupError(f"The backup could not be brought to this version: {said[0]}")


def _keep_identity(dsn: str, identity: str) -> None:
    import psycopg

    with psycopg.connect(dsn) as connection:
        connection.execute("UPDATE instance_instance SET id = %s", [identity])


def _record(backup: Backup) -> None:
    from hamshahr.commons.accounts.queries import system_actor
    from hamshahr.kernel.audit.actions import record
    from hamshahr.kernel.instance.queries import this_instance

    about = backup.manifest.about
    record(
        by=system_actor(),
        deed="restored",
        object_type="instance",
        object_id=this_instance().pk,
        file=str(backup.path),
        made_at=about.made_at,
        of_instance=about.instance,
    )


def _tell(backup: Backup, here: Here, given: argparse.Namespace, aside: list[str]) -> None:
    manifest = backup.manifest
    print(
        f"Restored as of {manifest.about.made_at}, as it was saved: {manifest.rows:,} rows in "
        f"{len(manifest.tables)} tables, {len(backup.names(FILES)):,} files."
    )
    stays = sorted(here.configured)
    if given.from_another_instance and here.identity:
        print(f"This stays instance {here.identity}, with its own configuration and secrets.")
    elif stays:
        print(f"The configuration here stays as it is: {', '.join(stays)}.")
    for one in aside:
        print(f"Kept aside: {one}. Remove it when all is well: hamshahr restore --remove-old")


def _remove_old() -> int:
    from hamshahr.kernel.backups.databases import Databases

    with django_running():
        databases = Databases(environment.database())
        for name in databases.set_aside():
            databases.drop(name)
            print(f"Removed the database {name}.")
    data = environment.data_folder()
    for folder in sorted(data.glob(f"{UPLOADED}.before-*")):
        shutil.rmtree(folder)
        print(f"Removed the folder {folder}.")
    return 0
