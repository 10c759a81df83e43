"""Take out the second factors of somebody who has lost them, such as the last administrator.

Her recovery codes go too, her sessions end, and she is told by letter. She signs in with her
password then, and sets up a new second factor where her role needs one. Has she no password, let
her set one by letter, or print a new link: hamshahr setup --administrator

  hamshahr second-factor --remove jonas@example.org --reason "lost the phone and the codes"
"""

import argparse

from hamshahr.config.command_line.asking import ask
from hamshahr.config.command_line.failing import Refusal
from hamshahr.config.command_line.running import django_running


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--remove", required=True, metavar="EMAIL", help="whose they are")
    parser.add_argument("--reason", help="why; asked for if not given, and kept in the record")


def run(given: argparse.Namespace) -> int:
    reason = given.reason or ask(
        "Why? She reads it, and the record keeps it.", str, "", needed=True
    )
    with django_running():
        print(_take_out(given.remove, reason))
    return 0


def _take_out(email: str, reason: str) -> str:
    from hamshahr.commons.accounts.queries import system_actor
    from hamshahr.domains.association.lost_factors import take_out_second_factors
    from hamshahr.domains.association.permissions import second_factors_removable_by
    from hamshahr.domains.network.people.naming import NotFit

    system = system_actor()
    person = second_factors_removable_by(system).filter(email=email.strip().lower()).first()
    if person is None:
        raise Refusal(f"There is nothing to take out for {email}: no such account, or no factors.")
    try:
        count = take_out_second_factors(person=person, by=system, reason=reason)
    except NotFit as error:
        raise Refusal(f"--reason: {error}") from error
    return (
        f"{count} taken out (second factors and recovery codes) for {person.email}. All sessions "
        "have ended, a letter tells of it. The password opens the account now."
    )
