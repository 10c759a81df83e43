"""Lay the database, or bring it to this version.

Runs the migrations, then lays what every instance needs: the regions and the topics, and brings the
facts of its cities up to the edition that comes with Hamshahr. Running it again changes nothing.
The embedded database is made in the data folder if it is not there yet.

  hamshahr migrate                                in the data folder of this folder
  DATABASE_URL=postgresql://… hamshahr migrate    on a server of your own
"""

import argparse

from hamshahr.config.command_line.running import django_running


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="say nothing when all went well")


def run(given: argparse.Namespace) -> int:
    with django_running():
        lay_database(verbosity=0 if given.quiet else 1)
    return 0


def lay_database(*, verbosity: int) -> None:
    """Migrate and lay the reference data; Django must be set up."""
    from django.core.management import call_command

    from hamshahr.commons.accounts.queries import system_actor
    from hamshahr.domains.network.actions import load_regions, refresh_city_facts
    from hamshahr.domains.topics.actions import load_vocabulary
    from hamshahr.domains.topics.vocabulary import read_vocabulary

    call_command("migrate", verbosity=verbosity, interactive=False)
    by = system_actor()
    load_regions(by=by)
    refresh_city_facts(by=by)
    load_vocabulary(vocabulary=read_vocabulary(), by=by)
