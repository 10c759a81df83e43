"""A web address as a person typed it, read by its letters alone: no name is looked up."""

import re
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from typing import Self
from urllib.parse import quote, urlsplit

import idna

from hamshahr.kernel.outbound.public_machines import is_public

# Names that a network gives its own machines (RFC 6761, 6762, 8375, 9476, and usage)
_PRIVATE_ENDINGS = {
    "corp", "home", "internal", "intranet", "lan", "local", "localdomain", "localhost", "onion",
    "private", "arpa",
}  # fmt: skip
_PORTS = {"http": 80, "https": 443}
_NOT_IN_AN_ADDRESS = re.compile(r"[\x00-\x20\x7f\\]")
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(\.(?!-)[a-z0-9_-]{1,63}(?<!-))*")
# A host whose last part is one of these is read as a number by resolvers: 127.1, 0x7f000001, 017
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
# What stays as it is in a path and a query (RFC 3986); everything else is written as its bytes
_STAYS = "!#$%&'()*+,/:;=?@[]~"


class Refusal(StrEnum):
    """Why an address is not asked."""

    NOT_READABLE = "not readable"
    SCHEME = "scheme"  # neither http nor https
    USER = "user"  # holds a user's name or password
    PORT = "port"
    PRIVATE = "private"  # leads into a private network
    OWN = "own"  # leads to this instance itself
    REDIRECTS = "redirects"  # leads on too often


class NotAllowed(Exception):
    """The address is not asked, for the ``reason`` given."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True)
class WebAddress:
    """An address that was read: ``host`` in ASCII letters, ``target`` its path with its query."""

    scheme: str
    host: str
    port: int
    target: str

    @classmethod
    def read(cls, typed: str) -> Self:
        """Read an address. Raises ``NotAllowed`` where its letters alone say that it is not for us.

        That it is not refused here does not make it public: names may lead anywhere.
        """
        if _NOT_IN_AN_ADDRESS.search(typed):
            raise NotAllowed(Refusal.NOT_READABLE)
        try:
            parts = urlsplit(typed)
            port = parts.port
        except ValueError as error:
            raise NotAllowed(Refusal.NOT_READABLE) from error
        scheme = parts.scheme.lower()
        if scheme not in _PORTS:
            raise NotAllowed(Refusal.SCHEME)
        if "@" in parts.netloc:
            raise NotAllowed(Refusal.USER)
        if port == 0:
            raise NotAllowed(Refusal.PORT)
        host = _host(parts.netloc, parts.hostname or "")
        target = quote(parts.path or "/", safe=_STAYS)
        if parts.query:
            target += "?" + quote(parts.query, safe=_STAYS)
        return cls(scheme, host, port or _PORTS[scheme], target)

    @property
    def is_literal(self) -> bool:
        """Whether the host is an address of a machine, and no name."""
        return ":" in self.host or bool(_NUMBER.fullmatch(self.host.rpartition(".")[2]))

    @property
    def netloc(self) -> str:
        """Host and port as the head of a request names them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.netloc}{self.target}"


def _host(netloc: str, typed: str) -> str:
    if netloc.startswith("["):
        return _literal_6(typed)
    try:
        # Full-width digits and the dots of other scripts become plain ones before they are judged
        host = idna.encode(typed.rstrip("."), uts46=True).decode() if typed else ""
    except UnicodeError:
        host = typed.rstrip(".").lower() if typed.isascii() else ""
    if not _HOST.fullmatch(host) or len(host) > 253:
        raise NotAllowed(Refusal.NOT_READABLE)
    last = host.rpartition(".")[2]
    if _NUMBER.fullmatch(last):
        return _literal_4(host)
    if "." not in host or last in _PRIVATE_ENDINGS:
        raise NotAllowed(Refusal.PRIVATE)
    return host


def _literal_4(host: str) -> str:
    try:
        address = str(IPv4Address(host))
    except AddressValueError as error:  # 127.1, 0x7f.1, 017700000001: nobody means well with these
        raise NotAllowed(Refusal.PRIVATE) from error
    return _public(address)


def _literal_6(typed: str) -> str:
    try:
        address = IPv6Address(typed)
    except AddressValueError as error:
        raise NotAllowed(Refusal.NOT_READABLE) from error
    return _public(str(address))


def _public(address: str) -> str:
    if not is_public(address):
        raise NotAllowed(Refusal.PRIVATE)
    return address
