"""Say in plain words what is wrong with the mail of this instance.

Goes the way of a letter: the name of the server, its port, encryption, password, sender, and
reader; then looks into the mailbox for undelivered letters. Sends nothing unless --to says where.
Exit status 0: a letter would leave.

  hamshahr check-mail                           try everything but the last step
  hamshahr check-mail --to awa@example.org      and send a letter there
"""

import argparse
from collections.abc import Iterator

from hamshahr.config import answers, environment
from hamshahr.config.command_line.failing import Refusal
from hamshahr.config.command_line.running import django_running

_OUTSIDE = """\
What cannot be seen from here, and decides whether letters are read or thrown away. Look at it where
your domain {domain} is kept:
  SPF     a TXT record of {domain} that names your mail server: "v=spf1 include:… -all"
  DKIM    a key of your mail server below _domainkey.{domain}; the server signs with it
  DMARC   a TXT record of _dmarc.{domain}: begin with "v=DMARC1; p=none; rua=mailto:…"
docs/operate.md says more."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", metavar="ADDRESS", help="send a letter there")


def run(given: argparse.Namespace) -> int:
    to = _checked(given.to)
    wrong = 0
    with django_running():
        for sentence in _looks(to):
            wrong += 1
            print(f"✗ {sentence}")
    if not wrong:
        print(f"✓ a letter was handed over to {to}" if to else "✓ a letter would leave")
    if sender := environment.sender():
        print(f"\n{_OUTSIDE.format(domain=sender.rpartition('@')[2])}")
    return 1 if wrong else 0


def _checked(to: str | None) -> str:
    try:
        return answers.email(to) if to else ""
    except answers.BadAnswer as error:
        raise Refusal(f"--to: {error}") from error


def _looks(to: str) -> Iterator[str]:
    from hamshahr.config.faults import mail_set_up, mailbox

    yield from mail_set_up(to=to)
    yield from mailbox()
