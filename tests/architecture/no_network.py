"""No test reaches another machine: a socket connects to this one, or the test fails."""

import ipaddress
import socket

import pytest


class ReachedOut(AssertionError):
    """A test tried to connect to another machine."""


def _is_here(family: int, address: object) -> bool:
    if family == socket.AF_UNIX:
        return True
    if family not in {socket.AF_INET, socket.AF_INET6} or not isinstance(address, tuple):
        return False
    host = str(address[0])
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """Refuse every connection but those to this machine, and every question for a name."""

    def guarded(real):
        def connect(self, address):
            if not _is_here(self.family, address):
                raise ReachedOut(f"connection to {address!r}")
            return real(self, address)

        return connect

    real_lookup = socket.getaddrinfo

    def lookup(host, *rest, **more):
        name = host.decode() if isinstance(host, bytes) else host
        if name not in {None, "", "localhost", "localhost.localdomain"}:
            try:
                ipaddress.ip_address(name)
            except ValueError as error:
                raise ReachedOut(f"a question for the name {name!r}") from error
        return real_lookup(host, *rest, **more)

    monkeypatch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
    monkeypatch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
    monkeypatch.setattr(socket, "getaddrinfo", lookup)
