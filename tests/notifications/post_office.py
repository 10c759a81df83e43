"""A mail server (aiosmtpd) that keeps what it is given, and refuses what it is told to."""

import socket
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


@dataclass(frozen=True)
class Received:
    """A letter as the server got it, with its envelope."""

    sender: str
    to: list[str]
    raw: bytes

    @property
    def letter(self) -> EmailMessage:
        return message_from_bytes(self.raw, policy=policy.default)

    @property
    def text(self) -> str:
        return self.letter.get_body(("plain",)).get_content()

    @property
    def html(self) -> str:
        return self.letter.get_body(("html",)).get_content()


class PostOffice:
    """Listens on this machine until ``stop``. ``answers`` holds what is said of an address.

    The methods that the server calls are named, and given what they do not need, by aiosmtpd.
    """

    def __init__(self, **how) -> None:
        self.received: list[Received] = []
        self.answers: dict[str, str] = {}
        self.on_data = self.on_sender = ""
        self.port = free_port()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, **how)
        self._controller.start()

    def forget(self) -> None:
        self.received.clear()
        self.answers.clear()
        self.on_data = self.on_sender = ""

    def stop(self) -> None:
        self._controller.stop()

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802 - named by aiosmtpd
        if self.on_sender:
            return self.on_sender
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - named by aiosmtpd
        if refusal := self.answers.get(address):
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - named by aiosmtpd
        if self.on_data:
            return self.on_data
        self.received.append(Received(envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return "250 2.0.0 taken"
