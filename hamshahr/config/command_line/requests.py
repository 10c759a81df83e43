"""List what readers asked for: to claim an experience for their city.

What they want corrected or removed they report; that waits at the desk.

They wait until they are marked as answered:

  hamshahr requests            those that wait, oldest first
  hamshahr requests --all      those that were answered, too
  hamshahr requests --done 7   mark number 7 as answered
"""

import argparse

from hamshahr.config.command_line.failing import Refusal
from hamshahr.config.command_line.running import django_running


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--all", action="store_true", help="show answered ones, too")
    parser.add_argument("--done", type=int, metavar="NUMBER", help="mark one as answered")


def run(given: argparse.Namespace) -> int:
    with django_running():
        from hamshahr.commons.accounts.queries import system_actor
        from hamshahr.domains.experiences.asks import answer_ask, asks_waiting, every_ask
        from hamshahr.domains.experiences.models import Ask

        if given.done is not None:
            try:
                answer_ask(number=given.done, by=system_actor())
            except Ask.DoesNotExist as error:
                raise Refusal(f"There is no request number {given.done}.") from error
            return 0
        asks = every_ask() if given.all else asks_waiting()
        for ask in asks:
            print(f"{ask.pk:5}  {ask.made_at:%Y-%m-%d}  {ask.kind:7}  {ask.experience.code}")
            print(f"       {ask.name}, {ask.role} <{ask.email}>")
            for line in ask.message.splitlines():
                print(f"       {line}")
        if not asks:
            print("Nobody waits for an answer.")
    return 0
