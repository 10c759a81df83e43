"""Receive reports of undelivered letters by LMTP, until stopped.

Listens where HAMSHAHR_BOUNCES says (lmtp://127.0.0.1:2424, or lmtp:///run/hamshahr/lmtp for a
socket); have the mail server of this machine deliver HAMSHAHR_BOUNCE_ADDRESS there. Not needed
where a mailbox is named (imaps://…): hamshahr work reads that.

  hamshahr receive-bounces
"""

import argparse
import signal
import threading

from hamshahr.config import environment
from hamshahr.config.bounce_answers import parsed_bounces
from hamshahr.config.command_line.failing import Refusal
from hamshahr.config.command_line.running import django_running


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """There is nothing to say: the configuration says where."""


def run(_given: argparse.Namespace) -> int:
    arrive = parsed_bounces(environment.bounces()) if environment.bounces() else None
    if arrive is None or arrive.imap:
        raise Refusal("nothing to receive: HAMSHAHR_BOUNCES names no lmtp:// address.")
    ended = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: ended.set())
    with django_running():
        from hamshahr.commons.notifications.bounces.lmtp import receiving

        try:
            with receiving(host=arrive.host, port=arrive.port, socket=arrive.socket):
                print("Receiving reports. (Ctrl-C ends it)", flush=True)
                ended.wait()
        except OSError as error:
            raise Refusal(f"cannot listen at {environment.bounces()}: {error.strerror}.") from error
    return 0
