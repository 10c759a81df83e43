"""What an instance's configuration may say: each answer checked, and refused with a sentence."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_network
from urllib.parse import SplitResult, unquote, urlsplit
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator, EmailValidator

from hamshahr.commons.translation.languages import INTERFACE_LANGUAGES

LONGEST_NAME = 200
# Where mail is handed over as its author (RFC 6409), and by TLS from the first byte (RFC 8314)
_MAIL_PORTS = {"smtp": 587, "smtps": 465}
_HERE = {"localhost", "127.0.0.1", "::1"}


class BadAnswer(ValueError):
    """An answer that cannot be kept; the message says why, and what a good one looks like."""


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed over. ``start_tls``: encrypted after a greeting, ``tls``: at once."""

    host: str
    port: int
    user: str
    start_tls: bool
    tls: bool


def name(text: str) -> str:
    """Return the name of an association."""
    found = " ".join(text.split())
    if not found:
        raise BadAnswer("The association needs a name.")
    if len(found) > LONGEST_NAME or not found.isprintable():
        raise BadAnswer(f"A name has at most {LONGEST_NAME} characters, all of them visible.")
    return found


def address(text: str) -> str:
    """Return a public address without a slash at its end: ``https://cities.example.org``."""
    parts = _split(text.strip(), "https://cities.example.org")
    if parts.scheme not in {"http", "https"}:
        raise BadAnswer("The address begins with https:// (or http://): https://cities.example.org")
    if parts.username or parts.password:
        raise BadAnswer("The address holds no user and no password: https://cities.example.org")
    if parts.path not in {"", "/"} or parts.query or parts.fragment:
        raise BadAnswer(
            "The address ends after the host: https://cities.example.org. Hamshahr cannot live "
            "below a path."
        )
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{_host(parts)}{port}"


def host(of: str) -> str:
    """Return the host of an address as a request names it, without its port."""
    return _host(urlsplit(of))


def languages(codes: Iterable[str]) -> tuple[str, ...]:
    """Return the languages to offer; the first is the one that a bare address leads to."""
    found = tuple(dict.fromkeys(code.strip().lower() for code in codes if code.strip()))
    if not found:
        raise BadAnswer(f"At least one language: {', '.join(INTERFACE_LANGUAGES)}.")
    for code in found:
        if code not in INTERFACE_LANGUAGES:
            raise BadAnswer(
                f"“{code[:20]}” is no language of the interface, which speaks "
                f"{', '.join(INTERFACE_LANGUAGES)}."
            )
    return found


def time_zone(text: str) -> str:
    """Return a time zone of the IANA database."""
    found = text.strip()
    if found not in available_timezones():
        raise BadAnswer(
            f"“{found[:40]}” is no time zone of the IANA list. They look like Asia/Tehran, "
            "America/Bogota or UTC."
        )
    return ZoneInfo(found).key


def email(text: str) -> str:
    """Return an e-mail address."""
    found = text.strip()
    try:
        EmailValidator()(found)
    except ValidationError as error:
        raise BadAnswer(
            f"“{found[:60]}” is no whole e-mail address, such as secretariat@example.org."
        ) from error
    return found


def mail_server(text: str) -> str:
    """Return the address of a mail server, which is in order; see ``parsed_mail_server``."""
    parsed_mail_server(text)
    return text.strip()


def parsed_mail_server(text: str) -> MailServer:
    """Return what ``smtp://user@host:587`` or ``smtps://user@host:465`` says.

    ``smtp`` to another machine is encrypted by STARTTLS. A password has no place in it: it is
    asked for, or read from a file or the environment.
    """
    form = "smtp://user@mail.example.org:587"
    parts = _split(text.strip(), form)
    if parts.scheme not in _MAIL_PORTS or parts.path not in {"", "/"}:
        raise BadAnswer(f"A mail server looks like {form}, or smtps:// where TLS comes first.")
    if parts.password is not None:
        raise BadAnswer("The password does not belong into the address of the mail server.")
    found = _host(parts).strip("[]")
    return MailServer(
        host=found,
        port=parts.port or _MAIL_PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        start_tls=parts.scheme == "smtp" and found not in _HERE,
        tls=parts.scheme == "smtps",
    )


def scanner(text: str) -> str:
    """Return where clamd is: ``clamd://127.0.0.1:3310`` or ``clamd:///run/clamav/clamd.ctl``."""
    found, form = text.strip(), "clamd://127.0.0.1:3310, or clamd:///run/clamav/clamd.ctl"
    parts = urlsplit(found)
    is_socket = not parts.netloc and parts.path.startswith("/")
    if not is_socket:
        parts = _split(found, form)
    if parts.scheme != "clamd" or parts.username or (parts.path not in {"", "/"} and not is_socket):
        raise BadAnswer(f"A virus scanner looks like {form}.")
    return found


def contact(text: str) -> str:
    """Return where weaknesses are told: an e-mail address or an address of a page by https."""
    found = text.strip()
    if found.startswith("https://"):
        _split(found, "https://cities.example.org/security")
        return found
    return email(found)


def megabytes(text: str) -> int:
    """Return a number of megabytes."""
    if not text.isascii() or not text.isdigit():
        raise BadAnswer(f"It is a number of megabytes, not {text[:40]}.")
    return int(text)


def factor(text: str) -> float:
    """Return by how much something is multiplied."""
    if not re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,3})?", text):
        raise BadAnswer(f"It is a number from 0, not {text[:40]}.")
    return float(text)


def networks(text: str) -> list[str]:
    """Return networks or single addresses, separated by commas, as ``ipaddress`` writes them."""
    listed = [one.strip() for one in text.split(",")]
    try:
        return [str(ip_network(one, strict=False)) for one in listed if one]
    except ValueError as error:
        raise BadAnswer(f"{error}.") from error


def _split(text: str, form: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 - reading it is what raises where it is no number
    except ValueError as error:
        raise BadAnswer(f"This is no address. It looks like {form}") from error
    if not parts.hostname or re.search(r"[\s\\]", text):
        raise BadAnswer(f"This is no address. It looks like {form}")
    return parts


def _host(parts: SplitResult) -> str:
    """Return a host in ASCII (a name in Persian letters by its IDNA form), IPv6 in brackets."""
    found = parts.hostname or ""
    if ":" in found:
        return f"[{found}]"
    try:
        found = found.encode("idna").decode("ascii")
        if found != "localhost":
            DomainNameValidator()(found)
    except (UnicodeError, ValidationError) as error:
        if re.fullmatch(r"(\d{1,3}\.){3}\d{1,3}", found):
            return found
        raise BadAnswer(f"“{found[:60]}” is no name of a host.") from error
    return found
