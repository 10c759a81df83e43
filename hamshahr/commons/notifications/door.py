"""The SMTP door: one conversation with the mail server, and what its refusals mean."""

import re
import smtplib
import ssl
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import idna
from django.conf import settings

_ENHANCED = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
# Seconds for each step: servers that look a sender up may take a while
PATIENCE = 30


class Refused(Exception):
    """The server did not take a letter.

    ``code`` is SMTP's, ``status`` the enhanced one (``5.1.1``) where it gave one, ``said`` its
    words. ``final``: it will never take this letter.
    """

    def __init__(self, code: int, answer: bytes | str, *, final: bool) -> None:
        self.code, self.final = code, final
        self.said = _words(answer)
        found = _ENHANCED.search(self.said)
        self.status = found.group(0) if found else ""
        super().__init__(f"{code} {self.said}")


class Closed(Exception):
    """No letter can be handed over at all, whoever it is to. The message says why."""


@dataclass(frozen=True)
class MailServerAt:
    """Where mail is handed over, as the settings say."""

    host: str
    port: int
    user: str
    password: str
    start_tls: bool
    tls: bool


def configured() -> MailServerAt | None:
    """Return the mail server of this instance; none in a demonstration, which writes nobody."""
    if not settings.EMAIL_HOST or settings.DEMO:
        return None
    return MailServerAt(
        settings.EMAIL_HOST,
        settings.EMAIL_PORT,
        settings.EMAIL_HOST_USER,
        settings.EMAIL_HOST_PASSWORD,
        start_tls=settings.EMAIL_USE_TLS,
        tls=settings.EMAIL_USE_SSL,
    )


class Door:
    """A conversation, begun anew where the server ended it: ``with Door(server) as door``."""

    def __init__(self, server: MailServerAt) -> None:
        self._server = server
        self._connection: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._leave()

    def hand_over(self, *, sender: str, to: str, message: bytes) -> str:
        """Give the letter to the server and return its words.

        Raises ``Refused`` where it did not take this letter, ``Closed`` where it takes none.
        """
        try:
            connection = self._connection or self._come()
            self._begin(connection, sender, to)
            return self._read_out(connection, message)
        except Refused:
            self._rest()
            raise
        except (OSError, smtplib.SMTPException) as error:
            self._leave()
            raise Closed(_reason(error)) from error

    def _begin(self, connection: smtplib.SMTP, sender: str, to: str) -> None:
        code, answer = connection.mail(on_the_wire(sender))
        if code != 250:  # what is wrong with the sender is wrong with every letter
            self._leave()
            raise Closed(f"sender {sender} refused: {code} {_words(answer)}")
        code, answer = connection.rcpt(on_the_wire(to))
        if code not in {250, 251}:
            raise Refused(code, answer, final=code >= 500)

    def _read_out(self, connection: smtplib.SMTP, message: bytes) -> str:
        try:
            code, answer = connection.data(message)
        except smtplib.SMTPDataError as error:
            code, answer = error.smtp_code, _as_bytes(error.smtp_error)
        if code != 250:
            raise Refused(code, answer, final=code >= 500)
        return f"{code} {_words(answer)}"

    def _come(self) -> smtplib.SMTP:
        server, context = self._server, ssl.create_default_context()
        if server.tls:
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=PATIENCE, context=context
            )
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
        self._connection = connection
        if server.start_tls:
            connection.starttls(context=context)
        if server.user:
            connection.login(server.user, server.password)
        connection.ehlo_or_helo_if_needed()
        return connection

    def _rest(self) -> None:
        """Forget the letter that was refused, so that the next begins anew."""
        try:
            if self._connection is not None and self._connection.rset()[0] != 250:
                self._leave()
        except (OSError, smtplib.SMTPException):
            self._leave()

    def _leave(self) -> None:
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            connection.quit()
        except (OSError, smtplib.SMTPException):
            connection.close()


def on_the_wire(address: str) -> str:
    """Return an address as every server takes it: its domain in ASCII (RFC 5891).

    Raises ``Refused`` for one that has no such form; nothing could ever be sent there.
    """
    if address.isascii():
        return address
    user, at, domain = address.rpartition("@")
    try:
        return f"{user.encode('ascii').decode()}{at}{idna.encode(domain, uts46=True).decode()}"
    except UnicodeError as error:
        raise Refused(553, "5.1.3 this address cannot be spelled in ASCII", final=True) from error


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_words(error.smtp_error)}"
    return str(error) or type(error).__name__


def _words(answer: bytes | str) -> str:
    """Return a server's words as one line that can be kept and shown."""
    text = _as_bytes(answer).decode("utf-8", "replace")
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:450]


def _as_bytes(answer: bytes | str) -> bytes:
    return answer.encode("utf-8", "replace") if isinstance(answer, str) else answer
