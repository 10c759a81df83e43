"""Trying out the mail server step by step, as a letter would go, and saying where it ends."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from hamshahr.commons.notifications.door import PATIENCE, MailServerAt, Refused, on_the_wire

# OpenSSL's numbers for what is wrong with a certificate (X509_V_ERR_…)
_EXPIRED, _NOT_YET, _OTHER_NAME = 10, 9, 62


class Fails(Exception):
    """The trial ends here. The message is a sentence that says what is wrong, and what to do."""


def try_out(server: MailServerAt, *, sender: str, to: str, message: bytes = b"") -> None:
    """Go the way of a letter from ``sender`` to ``to``; hand over ``message``, or nothing.

    Raises ``Fails`` at the first step that a letter would not get beyond.
    """
    _resolve(server)
    with _connected(server) as connection:
        _encrypt(connection, server)
        _sign_in(connection, server)
        _name(connection, sender, to)
        if not message:
            connection.rset()
            return
        try:
            code, answer = connection.data(message)
        except smtplib.SMTPDataError as error:
            code, answer = error.smtp_code, str(error.smtp_error).encode()
        if code != 250:
            raise Fails(f"the server does not take the text of the letter: {_said(code, answer)}")


def _resolve(server: MailServerAt) -> None:
    try:
        socket.getaddrinfo(server.host, server.port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        raise Fails(
            f"the name {server.host} is not known. Is it spelt right, and does this machine "
            "resolve names?"
        ) from error


@contextmanager
def _connected(server: MailServerAt) -> Iterator[smtplib.SMTP]:
    where = f"{server.host}, port {server.port}"
    try:
        with _greeted(server) as connection:
            connection.ehlo_or_helo_if_needed()
            yield connection
    except ssl.SSLCertVerificationError as error:
        raise Fails(_about_certificate(error, server.host)) from error
    except ssl.SSLError as error:
        raise Fails(
            f"{where} does not speak TLS from the first byte. Use smtp:// (port 587), which begins "
            "TLS after the greeting."
        ) from error
    except TimeoutError as error:
        raise Fails(
            f"{where} does not answer within {PATIENCE} seconds. A firewall may be in between; "
            "many providers close port 25."
        ) from error
    except ConnectionRefusedError as error:
        raise Fails(f"nothing listens at {where}. Is the port right (587, 465, 25)?") from error
    except smtplib.SMTPServerDisconnected as error:
        raise Fails(
            f"{where} ends the conversation. If it wants TLS from the first byte, use smtps:// "
            "(port 465)."
        ) from error
    except (OSError, smtplib.SMTPException) as error:
        raise Fails(f"{where} does not answer as a mail server does ({error}).") from error


def _greeted(server: MailServerAt) -> smtplib.SMTP:
    if server.tls:
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE, context=context)
    return smtplib.SMTP(server.host, server.port, timeout=PATIENCE)


def _encrypt(connection: smtplib.SMTP, server: MailServerAt) -> None:
    if not server.start_tls:
        return
    if not connection.has_extn("starttls"):
        raise Fails(
            f"{server.host} offers no encryption (STARTTLS) at port {server.port}, and letters "
            "hold secrets. Ask its administrator for the port of submission."
        )
    connection.starttls(context=ssl.create_default_context())
    connection.ehlo_or_helo_if_needed()


def _sign_in(connection: smtplib.SMTP, server: MailServerAt) -> None:
    if not server.user:
        return
    if not server.password:
        raise Fails(
            f"there is no password for {server.user}. Give it: hamshahr setup "
            "--mail-password-file FILE"
        )
    try:
        connection.login(server.user, server.password)
    except smtplib.SMTPAuthenticationError as error:
        raise Fails(
            f"{server.host} does not take the password of {server.user}: "
            f"{_said(error.smtp_code, error.smtp_error)}. Some providers want a password made for "
            "programs."
        ) from error
    except smtplib.SMTPNotSupportedError as error:
        raise Fails(
            f"{server.host} lets nobody sign in at port {server.port}. Leave the user out of the "
            "address of the mail server, or use the port of submission (587)."
        ) from error


def _name(connection: smtplib.SMTP, sender: str, to: str) -> None:
    code, answer = connection.mail(_spelled(sender))
    if code != 250:
        raise Fails(
            f"the server does not let this instance write as {sender}: {_said(code, answer)}. "
            "Allow it there, or run: hamshahr setup --sender …"
        )
    code, answer = connection.rcpt(_spelled(to))
    if code not in {250, 251}:
        raise Fails(
            f"the server does not take letters to {to}: {_said(code, answer)}. If it says "
            "relaying, it wants a user with a password, or this machine among those that it trusts."
        )


def _spelled(address: str) -> str:
    try:
        return on_the_wire(address)
    except Refused as error:
        raise Fails(
            f"no mail server can be asked for {address}: before the @ stand letters beyond ASCII, "
            "or behind it stands no domain."
        ) from error


def _about_certificate(error: ssl.SSLCertVerificationError, host: str) -> str:
    if error.verify_code == _EXPIRED:
        return f"the certificate of {host} has expired. Its administrator must renew it."
    if error.verify_code == _NOT_YET:
        return f"the certificate of {host} is not valid yet. Is the clock of this machine right?"
    if error.verify_code == _OTHER_NAME:
        return (
            f"the certificate is for another name than {host}. Use the name that it is for, or "
            "another program stands in between."
        )
    return (
        f"nobody whom this machine trusts has signed the certificate of {host} "
        f"({error.verify_message}). Install its authority in the machine's store of certificates."
    )


def _said(code: int, answer: bytes | str) -> str:
    words = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return f"“{code} {' '.join(words.split())[:300]}”"
