"""Save the database, the files and the configuration in one file.

Readers and writers go on meanwhile: the database is saved as it was at one moment. The file is read
back before it gets its name. It holds personal data and secrets, so that only its owner may read it
(mode 0600): keep its copies as closely. Exit status 1: there is no new backup.

  hamshahr backup                          into the folder backups of the data folder
  hamshahr backup /mnt/elsewhere           into another folder, named by the time
  hamshahr backup before-the-move.tar      into this file
  hamshahr backup /mnt/elsewhere --keep 14 and remove all but the newest 14 there, for cron
  hamshahr backup --verify FILE            say whose it is, and whether it is whole
"""

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from hamshahr.config import environment
from hamshahr.config.command_line.failing import Refusal
from hamshahr.config.command_line.running import ProgressLine, django_running
from hamshahr.kernel.backups.errors import BackupError, from_writing
from hamshahr.kernel.backups.manifest import CONFIGURATION, FILES
from hamshahr.kernel.backups.reading import Backup, read_backup
from hamshahr.kernel.embedded_postgres.layout import Layout

# Of the data folder: what no other part of the backup has, and nothing can make again.
CONFIGURED = ("instance.toml", "secret_key")
UPLOADED = "files"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, help="the file, or a folder for it")
    parser.add_argument("--keep", type=int, metavar="N", help="keep the newest N of the folder")
    parser.add_argument("--verify", type=Path, metavar="FILE", help="check this backup instead")
    parser.add_argument("--quiet", action="store_true", help="say nothing when all went well")


def run(given: argparse.Namespace) -> int:
    try:
        if given.verify:
            _tell(_verified(given.verify))
            return 0
        if given.keep is not None and given.keep < 1:
            raise Refusal("Keep at least one backup: --keep 1")
        target = _target(given.file)
        if given.keep is not None and given.file is not None and not given.file.is_dir():
            raise Refusal("--keep is for a folder of backups; name the folder, not a file.")
        return _save(target, given)
    except BackupError as error:
        raise Refusal(str(error)) from error


def backups_folder() -> Path:
    """Where backups go if nobody says where."""
    return environment.data_folder() / "backups"


def _target(named: Path | None) -> Path:
    folder = backups_folder()
    if named is None:
        try:
            if not folder.exists():
                folder.mkdir(mode=0o700, parents=True)
                Layout(environment.data_folder()).give_to_owner(folder)
        except OSError as error:
            raise from_writing(error, folder) from error
    elif named.is_dir():
        folder = named
    else:
        return named.absolute()
    return folder.absolute() / f"hamshahr-{datetime.now(UTC):%Y%m%d-%H%M%S}.tar"


def _save(target: Path, given: argparse.Namespace) -> int:
    from hamshahr.kernel.backups.leftovers import abandoned
    from hamshahr.kernel.backups.making import make_backup

    with django_running():
        for left in abandoned(target.parent):
            left.unlink(missing_ok=True)
        progress = ProgressLine()
        try:
            backup = make_backup(
                target=target,
                dsn=environment.database(),
                product=version("hamshahr"),
                files=_files(environment.data_folder()),
                progress=progress,
            )
        finally:
            progress.done()
        _record(backup)
    dropped = _drop_older(target.parent, backup, given.keep)
    if not given.quiet:
        _tell(backup)
        if dropped:
            print(f"{dropped} older removed from {target.parent}.")
        print(
            "It holds personal data and this instance's secrets, unencrypted. Its mode is 0600: "
            "only its owner may read it. Keep a copy on another machine, as closely."
        )
    return 0


def _files(data: Path) -> Iterator[tuple[str, Path]]:
    from hamshahr.kernel.backups.making import files_below

    for name in CONFIGURED:
        if (data / name).is_file():
            yield f"{CONFIGURATION}/{name}", data / name
    yield from files_below(data / UPLOADED, FILES)


def _record(backup: Backup) -> None:
    """Leave an audit record, by which ``check`` knows when the last backup was made."""
    from hamshahr.commons.accounts.queries import system_actor
    from hamshahr.kernel.audit.actions import record

    about = backup.manifest.about
    record(
        by=system_actor(),
        deed="backed up",
        object_type="instance",
        object_id=about.instance,
        file=str(backup.path),
        bytes=backup.path.stat().st_size,
        made_at=about.made_at,
    )


def _drop_older(folder: Path, backup: Backup, keep: int | None) -> int:
    from hamshahr.kernel.backups.rotation import drop_older

    if keep is None:
        return 0
    try:
        instance = backup.manifest.about.instance
        return len(drop_older(folder, instance=instance, keep=keep))
    except OSError as error:
        raise Refusal(
            f"The backup is in {backup.path}, but an older one cannot be removed: {error.strerror}."
        ) from error


def _verified(path: Path) -> Backup:
    from hamshahr.kernel.backups.dumps import require_readable
    from hamshahr.kernel.backups.programs import carried

    backup = read_backup(path)
    progress = ProgressLine()
    backup.verify(lambda size: progress("MB read", size // 2**20))
    progress.done()
    if (programs := carried()) is not None:
        require_readable(backup, programs)
    return backup


def _tell(backup: Backup) -> None:
    manifest, about = backup.manifest, backup.manifest.about
    files = len(backup.names(FILES))
    size = backup.path.stat().st_size / 10**6
    print(f"{backup.path}: whole, {size:,.1f} MB", file=sys.stdout)
    print(f"  saved {about.made_at} by Hamshahr {about.product} on PostgreSQL {about.postgresql}")
    print(f"  {manifest.rows:,} rows in {len(manifest.tables)} tables, {files:,} files")
    print(f"  instance {about.instance}")
