"""Bring in the starter library, or take it out again.

The library holds real experiences, compiled from public sources, and with it comes a list of cities
seen in public sources as members of Metropolis. What is taken out is exactly what
came from it and was not changed, claimed or asked about since; the rest stays and is counted.

  hamshahr starter add                 the same again changes nothing
  hamshahr starter remove --dry-run    tell what would go and what would stay
  hamshahr starter remove
"""

import argparse

from hamshahr.config.command_line.running import django_running


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("deed", choices=["add", "remove"])
    parser.add_argument("--dry-run", action="store_true", help="with remove: only tell")


def run(given: argparse.Namespace) -> int:
    with django_running():
        if given.deed == "add":
            add_starter()
        else:
            _remove(dry_run=given.dry_run)
    return 0


def add_starter() -> None:
    """Import the starter library and members, and read it for meaning; Django must be set up."""
    from hamshahr.config.command_line import import_experiences

    parser = argparse.ArgumentParser()
    import_experiences.add_arguments(parser)
    import_experiences.bring_in(parser.parse_args(["--starter"]))


def _remove(*, dry_run: bool) -> None:
    from hamshahr.commons.accounts.queries import system_actor
    from hamshahr.domains.experiences.starter.removing import remove_starter

    removed = remove_starter(by=system_actor(), dry_run=dry_run)
    would = "would be " if dry_run else ""
    print(
        f"{removed.experiences:,} experiences and {removed.members:,} memberships {would}removed, "
        f"{removed.cities:,} cities with them."
    )
    if removed.kept:
        print(f"{len(removed.kept):,} stay, for somebody changed, claimed or asked about them:")
        for code in removed.kept:
            print(f"  {code}")
