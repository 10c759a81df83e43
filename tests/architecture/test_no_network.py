"""The proof that no test can reach another machine."""

import socket
import urllib.request

import pytest

from tests.architecture.no_network import ReachedOut


@pytest.mark.parametrize(
    ("family", "address"),
    [
        (socket.AF_INET, ("192.0.2.1", 80)),
        (socket.AF_INET, ("10.0.0.1", 5432)),
        (socket.AF_INET6, ("2001:db8::1", 443)),
        (socket.AF_INET, ("example.org", 80)),
    ],
)
def test_a_connection_to_another_machine_is_refused(family, address):
    with socket.socket(family) as one:
        one.settimeout(0.1)
        with pytest.raises(ReachedOut):
            one.connect(address)
        with pytest.raises(ReachedOut):
            one.connect_ex(address)


def test_no_name_is_asked_for():
    with pytest.raises(ReachedOut):
        socket.getaddrinfo("example.org", 443)


def test_nothing_is_fetched_by_a_library_either():
    with pytest.raises(ReachedOut):
        urllib.request.urlopen("https://example.org/", timeout=0.1)


def test_this_machine_is_reached():
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname(), timeout=1) as one,
    ):
        assert one.getpeername() == server.getsockname()
