"""Asking a server over HTTP, with limits: how long it may take, and how much it may say.

A slow server holds nobody but the job that asks. A redirect is not followed: the key is for the
server that was named.
"""

import http.client
import json
import math
import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from threading import Event, Timer
from typing import Any
from urllib.parse import SplitResult, urlsplit

from hamshahr.commons.translating.machine import MachineDown, MachineRefuses

CONNECT_SECONDS = 5.0  # a server that is there takes the connection at once
# Model servers say nothing until they have thought; beyond this, the texts are too much for it
WHOLE_SECONDS = 90.0
# A batch is some thousand characters; a translation of it is not a hundred times as long
MOST_BYTES = 2 * 1024 * 1024
_LONGEST_SAID = 200
# The texts are what it does not take: too long, no such language. Everything else is the server
_ABOUT_TEXTS = frozenset({400, 413, 414, 415, 422})


@dataclass(frozen=True)
class Patience:
    """How long a server may take: to be reached, and for the whole answer, in seconds."""

    connect: float = CONNECT_SECONDS
    whole: float = WHOLE_SECONDS


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    pause: float  # seconds for which the server asks to be left alone


def ask(
    url: str,
    *,
    said: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
    patience: Patience | None = None,
) -> Any:
    """Return the JSON that a server answers; with ``said`` it is posted.

    Raises ``MachineDown``, and ``MachineRefuses`` where it does not take what was said.
    """
    answer = _exchange(urlsplit(url), said, dict(headers or {}), patience or Patience())
    if answer.status in _ABOUT_TEXTS:
        raise MachineRefuses(_words_of(answer))
    if answer.status != http.HTTPStatus.OK:
        by_text = answer.status == http.HTTPStatus.INTERNAL_SERVER_ERROR
        raise MachineDown(_words_of(answer), answer.pause, perhaps_by_text=by_text)
    try:
        return json.loads(answer.body)
    except ValueError as error:
        raise MachineDown("It answers something that is no JSON.") from error


def _exchange(
    at: SplitResult, said: Mapping[str, Any] | None, headers: dict[str, str], patience: Patience
) -> Answer:
    connection = _connection(at, patience)
    is_over = Event()
    watch = Timer(patience.whole, lambda: None)
    try:
        connection.connect()
        # Each byte in time is not enough: a server may send one now and then for hours. The socket
        # is kept here, for the connection lets go of it as soon as the answer begins.
        watch = Timer(patience.whole, _hang_up, [connection.sock, is_over])
        watch.daemon = True
        connection.sock.settimeout(patience.whole)
        watch.start()
        target = at.path + (f"?{at.query}" if at.query else "")
        if said is None:
            connection.request("GET", target, headers=headers)
        else:
            headers["Content-Type"] = "application/json"
            body = json.dumps(said, ensure_ascii=False).encode()
            connection.request("POST", target, body=body, headers=headers)
        response = connection.getresponse()
        content = response.read(MOST_BYTES + 1)
    except (OSError, http.client.HTTPException, ValueError) as error:
        by_text = is_over.is_set()
        said_of_it = _trouble(error, patience, is_over)
        raise MachineDown(said_of_it, perhaps_by_text=by_text) from error
    finally:
        watch.cancel()
        connection.close()
    if is_over.is_set():
        raise MachineDown(_too_slow(patience), perhaps_by_text=True)
    if len(content) > MOST_BYTES:
        raise MachineDown("It answers more than a translation can be.")
    return Answer(response.status, content, _pause(response.getheader("Retry-After")))


def _connection(at: SplitResult, patience: Patience) -> http.client.HTTPConnection:
    host = at.hostname or ""
    if at.scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(host, at.port, timeout=patience.connect, context=context)
    return http.client.HTTPConnection(host, at.port, timeout=patience.connect)


def _hang_up(line: socket.socket, is_over: Event) -> None:
    is_over.set()
    with suppress(OSError):  # it has ended by itself
        line.shutdown(socket.SHUT_RDWR)


def _trouble(error: Exception, patience: Patience, is_over: Event) -> str:
    if is_over.is_set() or isinstance(error, TimeoutError):
        return _too_slow(patience)
    if isinstance(error, ConnectionRefusedError):
        return "Nothing listens at its address."
    if isinstance(error, socket.gaierror):
        return "The name of its host is not known."
    return f"It does not answer as such a server does ({type(error).__name__}: {error})."


def _too_slow(patience: Patience) -> str:
    return f"It does not answer within {patience.whole:g} seconds."


def _words_of(answer: Answer) -> str:
    text = " ".join(answer.body.decode("utf-8", "replace").split())[:_LONGEST_SAID]
    return f"It answers {answer.status}: {text}"


def _pause(said: str | None) -> float:
    """Return the seconds of a Retry-After; one that names a date, or nothing, is none."""
    try:
        seconds = float(said or 0)
    except ValueError:
        return 0
    return seconds if math.isfinite(seconds) and seconds > 0 else 0
