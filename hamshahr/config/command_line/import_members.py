"""Bring the members of the association in from a JSON file.

  {"members": [{"city": "Tehran", "country_iso2": "IR", "source": "https://…", "note": "…"}, …]}

A city that several places could be is named with its geonames_id; "seen_year" says when the source
was read. All members are imported, or none: every mistake is told with its member and its field.
The same file again changes nothing. A membership says no more than that it was seen in public
sources; a city that is on no list has none.

  hamshahr import-members --starter            seen in public sources as members of Metropolis
  hamshahr import-members members.json         your own association's
  hamshahr import-members --starter --remove   take out again what a list brought in
"""

import argparse
import sys
from pathlib import Path

from hamshahr.config.command_line.failing import Refusal
from hamshahr.config.command_line.running import django_running


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, help="the JSON file (UTF-8)")
    parser.add_argument("--starter", action="store_true", help="the list that comes with Hamshahr")
    parser.add_argument(
        "--remove", action="store_true", help="take out the memberships that the list brought in"
    )


def run(given: argparse.Namespace) -> int:
    if given.starter == (given.file is not None):
        raise Refusal("Name a file, or --starter for the list that comes with Hamshahr.")
    with django_running():
        from hamshahr.domains.network.starter import STARTER_MEMBERS

        print(apply_list(STARTER_MEMBERS if given.starter else given.file, remove=given.remove))
    return 0


def apply_list(path: Path, *, remove: bool = False) -> str:
    """Import the members of a list, or remove them, and return a sentence on what was done."""
    from hamshahr.commons.accounts.queries import system_actor
    from hamshahr.domains.network.listing_members import import_members, remove_members
    from hamshahr.domains.network.member_list import UnreadableList

    try:
        if remove:
            return f"{remove_members(path=path, by=system_actor()):,} memberships removed."
        listed = import_members(path=path, by=system_actor())
    except UnreadableList as error:
        for mistake in error.mistakes:
            print(mistake, file=sys.stderr)
        raise Refusal(f"{error}. Mend the file and import it again.") from error
    except OSError as error:
        raise Refusal(f"{path} cannot be read: {error.strerror}.") from error
    return (
        f"Members: {listed.new:,} new, {listed.changed:,} changed, "
        f"{listed.unchanged:,} as they were."
    )
