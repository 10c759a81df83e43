"""Machines on this one that answer as told and count who came; and a door that leads to them."""

import datetime
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from hamshahr.kernel.outbound.door import Door

CITY = "city.example"
PUBLIC = "93.184.215.14"  # the address that the made-up name of a city leads to

Answering = Callable[[socket.socket], None]


class Machine:
    """Answers each connection with the next of ``answers``, the last of them for good."""

    def __init__(self, *answers: bytes | Answering, tls: ssl.SSLContext | None = None) -> None:
        self._answers = list(answers)
        self._tls = tls
        self.connections = 0
        self.requests: list[bytes] = []
        self.over = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            answer = self._answers[min(self.connections, len(self._answers)) - 1]
            threading.Thread(target=self._answer, args=(connection, answer), daemon=True).start()

    def _answer(self, connection: socket.socket, answer: bytes | Answering) -> None:
        # Whoever asked may have gone
        with suppress(OSError), connection:
            if self._tls is None:
                self._answer_plainly(connection, answer)
            else:
                with self._tls.wrap_socket(connection, server_side=True) as encrypted:
                    self._answer_plainly(encrypted, answer)

    def _answer_plainly(self, connection: socket.socket, answer: bytes | Answering) -> None:
        read = b""
        while b"\r\n\r\n" not in read and (piece := connection.recv(4096)):
            read += piece
        self.requests.append(read)
        if callable(answer):
            answer(connection)
        else:
            connection.sendall(answer)

    def close(self) -> None:
        self.over.set()
        self._socket.close()


@contextmanager
def machine(*answers: bytes | Answering, tls: ssl.SSLContext | None = None) -> Iterator[Machine]:
    one = Machine(*answers, tls=tls)
    try:
        yield one
    finally:
        one.close()


def says(status: str, *fields: str, body: bytes = b"") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", *fields, "", ""]).encode() + body


def door_to(one: Machine, names: dict[str, list[str]] | None = None, **more: object) -> Door:
    """Return a door in which ``names`` lead to public addresses, and all of those to ``one``."""
    known = names or {CITY: [PUBLIC]}

    def resolve(host: str, port: int) -> list[str]:
        return known[host]

    def connect(address: str, port: int, seconds: float) -> socket.socket:
        return socket.create_connection(("127.0.0.1", one.port), timeout=seconds)

    return Door(**{"resolve": resolve, "connect": connect, "seconds": 5.0, **more})


def certificate(name: str, folder) -> tuple[ssl.SSLContext, Callable[[], ssl.SSLContext]]:
    """Return what a server of that name needs, and the trust of those who know its certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{name}.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(path)

    def trusting() -> ssl.SSLContext:
        return ssl.create_default_context(
            cadata=made.public_bytes(serialization.Encoding.PEM).decode()
        )

    return server, trusting
