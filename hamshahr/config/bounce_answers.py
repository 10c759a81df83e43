"""Where reports of undelivered letters arrive: what an instance's configuration may say of it."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from hamshahr.config.answers import BadAnswer, email

_IMAP_PORTS = {"imap": 143, "imaps": 993}
_HERE = {"localhost", "127.0.0.1", "::1"}
_FORM = "imaps://bounces@mail.example.org/INBOX, or lmtp://127.0.0.1:2424"


@dataclass(frozen=True)
class ReportsArrive:
    """A mailbox that is read (``imap``), or a port or socket at which reports are received."""

    imap: bool
    host: str = ""
    port: int = 0
    user: str = ""
    folder: str = ""
    tls: bool = False
    socket: str = ""


def bounces(text: str) -> str:
    """Return where reports arrive, which is in order; see ``parsed_bounces``."""
    parsed_bounces(text)
    return text.strip()


def bounce_address(text: str) -> str:
    """Return an address to which reports go; a star in it stands for the letter's own name."""
    email(text.strip().replace("*", "a"))
    if text.count("*") > 1:
        raise BadAnswer("One star stands for the letter: bounces+*@cities.example.org")
    return text.strip()


def parsed_bounces(text: str) -> ReportsArrive:
    """Return what ``imaps://user@host:993/INBOX``, ``lmtp://127.0.0.1:2424`` or
    ``lmtp:///run/hamshahr/lmtp`` says.

    A mailbox on another machine is read with TLS, and LMTP comes from this machine alone: it knows
    neither passwords nor encryption. Raises ``BadAnswer``.
    """
    parts = urlsplit(text.strip())
    try:
        port = parts.port or 0
    except ValueError as error:
        raise BadAnswer(f"This is no address for reports. It looks like {_FORM}") from error
    if parts.password is not None:
        raise BadAnswer("The password does not belong into the address of the mailbox.")
    host = parts.hostname or ""
    if parts.scheme == "lmtp" and not host and parts.path.startswith("/"):
        return ReportsArrive(imap=False, socket=parts.path)
    if parts.scheme == "lmtp" and host in _HERE and port:
        return ReportsArrive(imap=False, host=host, port=port)
    if parts.scheme == "imap" and host not in _HERE:
        raise BadAnswer("A mailbox on another machine is read by imaps://, which is encrypted.")
    if parts.scheme not in _IMAP_PORTS or not host or not parts.username:
        raise BadAnswer(f"This is no address for reports. It looks like {_FORM}")
    folder = unquote(parts.path.strip("/")) or "INBOX"
    if not folder.isprintable() or '"' in folder or "\\" in folder:
        raise BadAnswer("The name of a folder holds neither quotation marks nor backslashes.")
    return ReportsArrive(
        imap=True,
        host=host,
        port=port or _IMAP_PORTS[parts.scheme],
        user=unquote(parts.username),
        folder=folder,
        tls=parts.scheme == "imaps",
    )
