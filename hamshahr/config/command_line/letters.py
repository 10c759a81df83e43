"""List letters that were not delivered, and addresses that take none.

Letters that waited in a backup are held in the database restored from it, for the original has
perhaps sent them. Send them when you know that it has not.

  hamshahr letters                 list what did not arrive, the latest first
  hamshahr letters --send-held     send what was held
"""

import argparse

from hamshahr.config.command_line.running import django_running

_MOST = 50  # lines of each list; more is read by nobody at a terminal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--send-held", action="store_true", help="send what was held")


def run(given: argparse.Namespace) -> int:
    with django_running():
        if given.send_held:
            from hamshahr.commons.accounts.queries import system_actor
            from hamshahr.commons.notifications.delivering import send_held

            print(f"{send_held(by=system_actor())} letters are on their way.")
        else:
            _list()
    return 0


def _list() -> None:
    from hamshahr.commons.notifications.addresses import dead_mailboxes
    from hamshahr.commons.notifications.models import OutgoingLetter

    letters = OutgoingLetter.objects.exclude(state="sent", bounced_at__isnull=True)
    for letter in letters.order_by("-created_at")[:_MOST]:
        state = "came back" if letter.state == "sent" else letter.get_state_display()
        print(
            f"{letter.created_at:%Y-%m-%d %H:%M}  {state:<10}  {letter.kind:<24}  "
            f"{letter.address}  {letter.answer}"
        )
    for dead in dead_mailboxes()[:_MOST]:
        print(f"dead since {dead.dead_since:%Y-%m-%d}  {dead.address}  {dead.reason}")
