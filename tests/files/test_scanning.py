"""Where a virus scanner is named, nothing is kept that it did not see.

It is a server of the tests that speaks clamd's protocol and finds the one string that all do.
"""

import socket
import socketserver
import struct
import threading

import pytest
from django.utils import translation

from hamshahr.commons.files.models import ScannerOutage, StoredFile
from hamshahr.commons.files.refusing import FileRefused
from hamshahr.config.faults import scanner as scanner_faults
from hamshahr.kernel.waiting import waiting_for
from tests.cast import AWA, HODA
from tests.files.made import EICAR, PDF, picture

pytestmark = pytest.mark.django_db


class Clamd(socketserver.ThreadingMixIn, socketserver.TCPServer):
    """Answers PING and INSTREAM, and keeps what it saw."""

    daemon_threads = True
    limit = 30 * 2**20  # StreamMaxLength
    says_nothing = False

    def __init__(self, address=("127.0.0.1", 0)):
        super().__init__(address, _Asked)
        self.seen = []


class _Asked(socketserver.BaseRequestHandler):
    def handle(self):
        if self.server.says_nothing:
            return
        command = self._exactly(1)
        while not command.endswith(b"\0"):
            command += self._exactly(1)
        if command == b"zPING\0":
            self.request.sendall(b"PONG\0")
        elif command == b"zINSTREAM\0":
            self.request.sendall(self._verdict())

    def _verdict(self):
        seen = b""
        while size := struct.unpack("!I", self._exactly(4))[0]:
            seen += self._exactly(size)
            if len(seen) > self.server.limit:
                return b"INSTREAM size limit exceeded. ERROR\0"
        self.server.seen.append(seen)
        found = EICAR in seen
        return b"stream: Eicar-Test-Signature FOUND\0" if found else b"stream: OK\0"

    def _exactly(self, count):
        came = b""
        while len(came) < count:
            piece = self.request.recv(count - len(came))
            if not piece:
                raise ConnectionResetError
            came += piece
        return came


class ClamdAtASocket(Clamd):
    address_family = socket.AF_UNIX

    def server_bind(self):
        self.socket.bind(str(self.server_address))


def _started(server):
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    return server


@pytest.fixture
def clamd(settings):
    """Return a scanner that the instance asks."""
    with _started(Clamd()) as server:
        settings.SCANNER = f"clamd://127.0.0.1:{server.server_address[1]}"
        yield server
        server.shutdown()


@pytest.fixture
def nobody_there(settings):
    """Name a scanner at a port where nothing listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.SCANNER = f"clamd://127.0.0.1:{taken.getsockname()[1]}"
        yield


def test_a_file_is_seen_as_it_came_and_when_is_kept(clamd, add_document, add_picture):
    photograph = picture()
    one, other = add_document(), add_picture(content=photograph)

    assert clamd.seen == [PDF, photograph]
    assert one.scanned_at is not None
    assert other.scanned_at is not None


def test_the_test_virus_is_refused_by_its_name_and_nothing_is_kept(clamd, add, contents):
    infected = {"note.txt": EICAR, "bridge.jpg": picture() + EICAR}

    for name in ("note.txt", "bridge.jpg"):
        with pytest.raises(FileRefused, match="Eicar-Test-Signature"):
            add(name, infected[name])

    assert contents() == []
    assert not StoredFile.objects.exists()


def test_a_scanner_at_a_socket_is_asked_there(settings, tmp_path, add):
    with _started(ClamdAtASocket(str(tmp_path / "c"))) as server:
        settings.SCANNER = f"clamd://{tmp_path}/c"
        with pytest.raises(FileRefused, match="Eicar"):
            add("note.txt", EICAR)
        assert add("note.txt", b"harmless").scanned_at
        server.shutdown()


def test_without_its_scanner_nothing_is_taken_and_the_desk_is_told(
    nobody_there, add_document, contents
):
    for _try in range(2):
        with pytest.raises(FileRefused, match="does not answer") as refused:
            add_document()
        assert refused.value.status == 503

    assert contents() == []
    with translation.override("en"):
        told = [one.sentence for one in waiting_for(AWA.serving())]
        hodas = [one.sentence for one in waiting_for(HODA.serving())]
    assert any("scanner does not answer: 2 files" in one for one in told)
    assert not any("scanner" in one for one in hodas)
    assert any("does not answer" in fault for fault in scanner_faults())


def test_an_outage_is_over_when_the_scanner_answers_again(nobody_there, add_document, request):
    with pytest.raises(FileRefused):
        add_document()
    request.getfixturevalue("clamd")

    add_document()

    assert not ScannerOutage.objects.exists()
    assert list(scanner_faults()) == []


@pytest.mark.parametrize("trouble", ["it ends the connection", "it takes no more"])
def test_what_the_scanner_could_not_look_at_is_not_taken(clamd, add_document, contents, trouble):
    clamd.says_nothing = trouble == "it ends the connection"
    clamd.limit = 10

    with pytest.raises(FileRefused, match="does not answer"):
        add_document()

    assert contents() == []
