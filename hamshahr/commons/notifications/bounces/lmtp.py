"""Reports received by LMTP (RFC 2033): the mail server hands them over, nothing is polled."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aiosmtpd.controller import Controller, UnixSocketController
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import DatabaseError, close_old_connections

from hamshahr.commons.notifications.bounces.taking import take

log = logging.getLogger("hamshahr.post")

# A report brings a whole letter back at most; ours are smaller
_LARGEST = 5 * 2**20  # bytes


class _Receiver:
    """What is done with a message; aiosmtpd calls the methods by these names."""

    async def handle_RCPT(  # noqa: N802 - named by aiosmtpd
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        """Take one recipient: LMTP wants an answer for each, aiosmtpd gives one for all."""
        if envelope.rcpt_tos:
            return "452 4.5.3 one recipient at a time"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(  # noqa: N802 - named by aiosmtpd
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Take what is a report, and say yes to all else: who sent it must not try again."""
        content = envelope.content
        raw = content.encode() if isinstance(content, str) else content or b""
        try:
            await asyncio.to_thread(_take, raw, envelope.rcpt_tos[0])
        except DatabaseError:
            log.exception("A report waits until the database answers")
            return "451 4.3.0 try again later"
        return "250 2.0.0 taken"


def _take(raw: bytes, received_for: str) -> None:
    close_old_connections()
    try:
        take(raw, received_for=received_for)
    finally:
        close_old_connections()


def _speaking() -> SMTP:
    return LMTP(_Receiver(), data_size_limit=_LARGEST, enable_SMTPUTF8=True)


class _AtPort(Controller):
    def factory(self) -> SMTP:
        return _speaking()


class _AtSocket(UnixSocketController):
    def factory(self) -> SMTP:
        return _speaking()


@contextmanager
def receiving(*, host: str = "", port: int = 0, socket: str = "") -> Iterator[None]:
    """Receive reports at a port of this machine, or at a socket, while the context lasts.

    Raises ``OSError`` where nobody can listen there.
    """
    if socket:
        Path(socket).unlink(missing_ok=True)  # left by one that was killed
    receiver = (
        _AtSocket(_Receiver(), unix_socket=socket)
        if socket
        else _AtPort(_Receiver(), hostname=host, port=port)
    )
    receiver.start()
    try:
        yield
    finally:
        receiver.stop()
