"""Where the mailbox for reports is. Apart, for the settings name it before there are models."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mailbox:
    """Where reports arrive."""

    host: str
    port: int
    user: str
    password: str
    folder: str
    tls: bool


class MailboxClosed(Exception):
    """The mailbox cannot be read. The message says why."""
