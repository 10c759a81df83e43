"""The one way out: we resolve the name, and connect to the very address that was checked."""

import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from hamshahr.kernel.outbound.public_machines import is_public
from hamshahr.kernel.outbound.typed_address import NotAllowed, Refusal, WebAddress


class Unreachable(Exception):
    """Nothing answered as it should: ``kind`` says in one word what went wrong."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind  # "name", "connection", "time", "certificate", "answer"


def resolve(host: str, port: int) -> list[str]:
    """Return every address that the name has, as the system's resolver knows them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def connect(address: str, port: int, seconds: float) -> socket.socket:
    """Return a connection to that very address: it is a number, so that nothing is looked up."""
    return socket.create_connection((address, port), timeout=seconds)


@dataclass(frozen=True)
class Door:
    """How the way out is made. Tests put another resolver, connector, ports and certificates in.

    ``own_hosts`` are the names of this instance, which it does not ask itself. ``seconds`` are for
    an answer in all: name, connection, every redirect.
    """

    own_hosts: frozenset[str] = frozenset()
    agent: str = "Hamshahr"
    seconds: float = 10.0
    ports: frozenset[int] = frozenset({80, 443})
    resolve: Callable[[str, int], list[str]] = resolve
    connect: Callable[[str, int, float], socket.socket] = connect
    tls: Callable[[], ssl.SSLContext] = field(default=ssl.create_default_context)

    def open(self, address: WebAddress, deadline: float) -> socket.socket:
        """Return a connection to the machine of ``address``, encrypted where it says https.

        Raises ``NotAllowed`` before anything is sent where one of its addresses is not public,
        and ``Unreachable``.
        """
        if address.port not in self.ports:
            raise NotAllowed(Refusal.PORT)
        if address.host in self.own_hosts:
            raise NotAllowed(Refusal.OWN)
        checked = self._checked(address, deadline)
        return self._encrypted(self._connected(checked, address.port, deadline), address, deadline)

    def _checked(self, address: WebAddress, deadline: float) -> list[str]:
        found = [address.host] if address.is_literal else self._resolved(address, deadline)
        # One private address among public ones is how a name is turned against us
        if not all(is_public(one) for one in found):
            raise NotAllowed(Refusal.PRIVATE)
        if not found:
            raise Unreachable("name")
        return found

    def _resolved(self, address: WebAddress, deadline: float) -> list[str]:
        """Ask the resolver beside us, for it knows no deadline of its own."""
        answers: queue.SimpleQueue[list[str]] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answers.put(self.resolve(address.host, address.port))
            except (OSError, UnicodeError):
                answers.put([])

        threading.Thread(target=ask, daemon=True).start()
        try:
            return answers.get(timeout=remaining(deadline))
        except queue.Empty as error:
            raise Unreachable("name") from error

    def _connected(self, checked: list[str], port: int, deadline: float) -> socket.socket:
        for place, one in enumerate(checked):
            # A machine that is silent by one address leaves time for the next
            seconds = remaining(deadline) / (len(checked) - place)
            try:
                return self.connect(one, port, seconds)
            except OSError:
                continue
        raise Unreachable("connection")

    def _encrypted(self, raw: socket.socket, address: WebAddress, deadline: float) -> socket.socket:
        if address.scheme == "http":
            return raw
        try:
            raw.settimeout(remaining(deadline))
            return self.tls().wrap_socket(raw, server_hostname=address.host)
        except ssl.SSLCertVerificationError as error:
            raw.close()
            raise Unreachable("certificate") from error
        except TimeoutError as error:
            raw.close()
            raise Unreachable("time") from error
        except (OSError, ValueError) as error:
            raw.close()
            raise Unreachable("connection") from error
        except Unreachable:
            raw.close()
            raise


def remaining(deadline: float) -> float:
    """Return how many seconds are left. Raises ``Unreachable`` where none are."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise Unreachable("time")
    return left
