"""Asking whether something stands at an address that a person typed.

Only the head of an answer is read, a few kilobytes at most. A body is never read, so that neither
an endless one nor a packed one can do harm. Nothing that knows us is sent: no cookie, no
credentials, no referrer; proxies of the environment are not used.
"""

import http.client
import io
import socket
import time
from dataclasses import dataclass
from email.message import Message
from typing import Literal
from urllib.parse import urljoin

from hamshahr.kernel.outbound.door import Door, Unreachable, remaining
from hamshahr.kernel.outbound.typed_address import NotAllowed, Refusal, WebAddress

Method = Literal["HEAD", "GET"]
MOST_REDIRECTS = 5
_HEAD_BYTES = 32 * 1024  # servers themselves take 8 to 16 KB
_INTERIM = 4  # answers such as "103 early hints" before the one that counts
_REDIRECTS = {301, 302, 303, 307, 308}
_PERMANENT = {301, 308}
# A server that answers HEAD so may well answer GET: not allowed, not made, or badly made
_ASK_AGAIN = {400, 403, 404, 405, 406, 500, 501, 502, 503}


@dataclass(frozen=True)
class Answer:
    """What stands at an address: its status, the head's fields, and where it was found at last.

    ``moved``: every redirect on the way said that it is for good.
    """

    status: int
    fields: Message
    url: str
    moved: bool = False


def ask(url: str, *, through: Door) -> Answer:
    """Return what is answered at ``url``, redirects followed: HEAD, and where refused GET.

    Raises ``NotAllowed`` where it leads, or leads on, to what is not asked; ``Unreachable`` where
    nothing answers as it should.
    """
    deadline = time.monotonic() + through.seconds
    answer = _followed(url, "HEAD", through, deadline)
    return _followed(url, "GET", through, deadline) if answer.status in _ASK_AGAIN else answer


def _followed(url: str, method: Method, through: Door, deadline: float) -> Answer:
    address, moved = WebAddress.read(url), True
    for hop in range(MOST_REDIRECTS + 1):
        status, fields = _asked(address, method, through, deadline)
        onward = fields.get("Location", "") if status in _REDIRECTS else ""
        if not onward:
            return Answer(status, fields, str(address), moved=moved and hop > 0)
        moved = moved and status in _PERMANENT
        address = WebAddress.read(_onward(address, onward))
    raise NotAllowed(Refusal.REDIRECTS)


def _onward(address: WebAddress, location: str) -> str:
    try:
        # Heads are read as Latin-1; what servers write there is UTF-8
        location = location.strip().encode("latin-1").decode()
        return urljoin(str(address), location)
    except ValueError as error:
        raise NotAllowed(Refusal.NOT_READABLE) from error


def _asked(
    address: WebAddress, method: Method, through: Door, deadline: float
) -> tuple[int, Message]:
    request = (
        f"{method} {address.target} HTTP/1.1\r\n"
        f"Host: {address.netloc}\r\n"
        f"User-Agent: {through.agent}\r\n"
        "Accept: */*\r\n"
        "Accept-Encoding: identity\r\n"
        + ("Range: bytes=0-0\r\n" if method == "GET" else "")
        + "Connection: close\r\n\r\n"
    ).encode("ascii")
    with through.open(address, deadline) as connection:
        try:
            connection.settimeout(remaining(deadline))
            connection.sendall(request)
            read = b""
            for _ in range(_INTERIM):
                read = _read_head(connection, read, deadline)
                head, _end, read = read.partition(b"\r\n\r\n")
                status, fields = _parsed(head)
                if status >= 200:
                    return status, fields
        except TimeoutError as error:
            raise Unreachable("time") from error
        except OSError as error:
            raise Unreachable("connection") from error
    raise Unreachable("answer")


def _read_head(connection: socket.socket, read: bytes, deadline: float) -> bytes:
    """Read on until the head is whole, whoever sends a byte a minute or a head without end."""
    while b"\r\n\r\n" not in read:
        connection.settimeout(remaining(deadline))
        piece = connection.recv(4096)
        if not piece or len(read) > _HEAD_BYTES:
            raise Unreachable("answer")
        read += piece
    return read


def _parsed(head: bytes) -> tuple[int, Message]:
    line, _end, fields = head.partition(b"\r\n")
    words = line.split(maxsplit=2)
    if len(words) < 2 or not words[0].startswith(b"HTTP/1.") or not _is_status(words[1]):
        raise Unreachable("answer")
    try:
        return int(words[1]), http.client.parse_headers(io.BytesIO(fields + b"\r\n\r\n"))
    except http.client.HTTPException as error:  # more fields, or longer ones, than anybody needs
        raise Unreachable("answer") from error


def _is_status(word: bytes) -> bool:
    return len(word) == 3 and word.isdigit() and word[:1] != b"0"
