"""Bring the made-up people of a demonstration in, or have it gone with all that was done in it.

hamshahr serve --demo brings them in by itself. Removing begins the database anew, without the
starter library, and keeps the old one aside; it refuses where anybody real has an account.

  hamshahr demo             the same again changes nothing
  hamshahr demo --remove    before hamshahr setup, where a demonstration was
"""

import argparse

from hamshahr.config import demonstration, environment
from hamshahr.config.command_line.failing import Refusal
from hamshahr.config.command_line.restore import bring_to_this_version
from hamshahr.config.command_line.running import django_running
from hamshahr.kernel.backups.errors import BackupError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--remove", action="store_true", help="begin the database anew, without the demonstration"
    )


def run(given: argparse.Namespace) -> int:
    if given.remove:
        _remove()
        return 0
    demonstration.begin()
    with django_running():
        from hamshahr.config.command_line.migrate import lay_database

        lay_database(verbosity=0)
        print(f"{demonstration.bring_people_in()} made-up people came in.")
    return 0


def _remove() -> None:
    with django_running():
        from hamshahr.commons.accounts.demonstration import made_up_people, real_people
        from hamshahr.config.command_line.migrate import lay_database

        lay_database(verbosity=0)
        if not made_up_people().exists():
            print("No demonstration is here.")
            return
        if people := real_people().count():
            raise Refusal(
                f"{people} real people have accounts here beside the made-up ones, so nothing was "
                "removed. End the appointments of the made-up people at the desk; outside a "
                "demonstration none of them can sign in."
            )
        aside = _begin_anew(environment.database())
    print(
        f"The demonstration is gone; its database is kept aside as {aside}. Remove it: "
        "hamshahr restore --remove-old"
    )


def _begin_anew(dsn: str) -> str:
    """Put a database as a new instance has it in the place of this one; return its name now."""
    from hamshahr.kernel.backups.databases import Databases

    databases = Databases(dsn)
    try:
        name = databases.make_restoring()
    except BackupError as error:
        raise Refusal(
            "The user of DATABASE_URL may not create databases, so the old one cannot be kept. "
            "Name an empty database in DATABASE_URL instead."
        ) from error
    try:
        bring_to_this_version(databases.at(name))
        return databases.take_place(name)
    except BaseException:
        databases.drop(name)
        raise
