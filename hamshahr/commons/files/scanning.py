"""Asking the virus scanner: clamd, over a socket, with the INSTREAM command of its manual.

``HAMSHAHR_SCANNER`` names it. Where it is named, nothing is kept that it did not see.
"""

import logging
import socket
import struct
from datetime import datetime
from typing import IO
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.commons.files.models import ScannerOutage
from hamshahr.commons.files.refusing import FileRefused

_logger = logging.getLogger("hamshahr.scanner")
_PORT = 3310  # clamd's own
_TO_CONNECT = 5  # seconds
# clamd reads 25 MB in a second or two; with a new set of signatures it may pause for some twenty.
_TO_ANSWER = 60  # seconds
_PIECE = 64 * 1024
_LONGEST_ANSWER = 4096


class ScannerFailed(Exception):
    """The scanner does not answer, or says that it could not look; the text says which."""


def scan(file: IO[bytes]) -> datetime | None:
    """Have an open file looked at; return when, or ``None`` where no scanner is configured.

    Raises ``FileRefused`` where something was found, and where the scanner cannot be asked. The
    file is left at its beginning.
    """
    if not settings.SCANNER:
        return None
    try:
        found = ask(settings.SCANNER, file)
    except (OSError, ScannerFailed) as error:
        _note_outage(error)
        raise FileRefused(
            _(
                "The virus scanner of this site does not answer, so the file was not kept. Try "
                "again later; the secretariat has been told."
            ),
            status=503,
        ) from error
    ScannerOutage.objects.all().delete()
    if found:
        _logger.warning("A file was refused: the scanner found %s.", found)
        raise FileRefused(
            _(
                "The virus scanner found something in this file (%(found)s), so it was not kept. "
                "Have your own machine looked at before you add another."
            )
            % {"found": found}
        )
    return timezone.now()


def ask(scanner: str, file: IO[bytes]) -> str:
    """Return the name of what the scanner found in an open file; empty: nothing.

    ``scanner`` is ``clamd://host:port`` or ``clamd:///path/of/its.socket``. Raises ``OSError`` and
    ``ScannerFailed``.
    """
    file.seek(0)
    with _connected(scanner) as line:
        line.sendall(b"zINSTREAM\0")
        try:
            while piece := file.read(_PIECE):
                line.sendall(struct.pack("!I", len(piece)) + piece)
            line.sendall(struct.pack("!I", 0))
        except ConnectionError:
            pass  # it has seen enough, and says why
        said = _answer(line)
    file.seek(0)
    verdict = said.removeprefix("stream: ")
    if verdict == "OK":
        return ""
    if verdict.endswith(" FOUND"):
        return verdict.removesuffix(" FOUND")
    raise ScannerFailed(verdict[:200] or "it ended the connection")


def is_answering(scanner: str) -> bool:
    """Tell whether the scanner answers at all."""
    try:
        with _connected(scanner) as line:
            line.sendall(b"zPING\0")
            return _answer(line) == "PONG"
    except OSError:
        return False


def _connected(scanner: str) -> socket.socket:
    parts = urlsplit(scanner)
    if parts.hostname:
        line = socket.create_connection((parts.hostname, parts.port or _PORT), _TO_CONNECT)
    else:
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(_TO_CONNECT)
        try:
            line.connect(parts.path)
        except OSError:
            line.close()
            raise
    line.settimeout(_TO_ANSWER)
    return line


def _answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < _LONGEST_ANSWER:
        piece = line.recv(_LONGEST_ANSWER)
        if not piece:
            break
        said += piece
    return said.rstrip(b"\0").decode("utf-8", "replace")


def _note_outage(error: Exception) -> None:
    """Remember that the scanner is down, for the desk; it is logged once an outage."""
    outage, is_new = ScannerOutage.objects.get_or_create(defaults={"since": timezone.now()})
    ScannerOutage.objects.filter(pk=outage.pk).update(refused=F("refused") + 1)
    if is_new:
        _logger.error("The virus scanner does not answer: %s.", type(error).__name__)
