"""Bring the embedded database to another major version of PostgreSQL.

A new version of Hamshahr may bring a new major version of PostgreSQL, which does not read the files
of the old one. End hamshahr serve first. The old server runs once more, with its programs that were
kept beside the data; what it holds is written into a new one and compared. The old files are kept
until they are told to go.

  hamshahr db upgrade
  hamshahr db upgrade --old-programs /usr/lib/postgresql/17/bin
                                     where the old programs are not beside the data any more
  hamshahr db upgrade --remove-old   upgrade if need be, and remove the old files
"""

import argparse
import shutil
from importlib.metadata import version
from pathlib import Path

from hamshahr.config import environment
from hamshahr.config.command_line.failing import Refusal, in_plain_words
from hamshahr.config.command_line.running import ProgressLine
from hamshahr.kernel.backups.errors import BackupError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("deed", choices=["upgrade"])
    parser.add_argument("--old-programs", type=Path, metavar="FOLDER", help="of the old version")
    parser.add_argument("--remove-old", action="store_true", help="remove the old files")


def run(given: argparse.Namespace) -> int:
    if environment.database_url():
        raise Refusal(
            "DATABASE_URL names a server of your own, which is upgraded by its own means. This is "
            "for the embedded one."
        )
    _upgrade(given)
    if given.remove_old:
        _remove_old()
    return 0


def _upgrade(given: argparse.Namespace) -> None:
    from hamshahr.kernel.backups.upgrading import upgrade

    progress = ProgressLine()
    try:
        with in_plain_words():
            done = upgrade(
                environment.data_folder(),
                product=version("hamshahr"),
                old_programs=given.old_programs,
                progress=progress,
            )
    except BackupError as error:
        raise Refusal(str(error)) from error
    finally:
        progress.done()
    if done is None:
        print("The database is of the version that this Hamshahr brings; nothing to upgrade.")
        return
    print(
        f"From PostgreSQL {done.old} to {done.new}: {done.rows:,} rows, all as they were. The old "
        f"files are kept in {done.kept} until: hamshahr db upgrade --remove-old"
    )
    print("Changes that you made in its postgresql.conf are not carried over.")


def _remove_old() -> None:
    from hamshahr.kernel.backups.upgrading import old_clusters

    for folder in old_clusters(environment.data_folder()):
        shutil.rmtree(folder)
        print(f"Removed {folder}.")
