"""What asks elsewhere reaches nobody inside, however it is led there, and waits for nobody long."""

import gzip
import itertools
import socket

import pytest

from hamshahr.kernel.outbound.asking import ask
from hamshahr.kernel.outbound.door import Door, Unreachable
from hamshahr.kernel.outbound.typed_address import NotAllowed, Refusal
from tests.kernel.outbound.machines import CITY, PUBLIC, certificate, door_to, machine, says

URL = f"http://{CITY}/report"
PACKED = says("200 OK", "Content-Encoding: gzip", body=gzip.compress(b"0" * 10_000_000))


def test_a_page_is_asked_for_by_its_head_alone_and_without_a_word_about_us(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    with machine(says("200 OK", "Set-Cookie: a=b", body=b"x" * 100)) as one:
        answer = ask(
            f"{URL}?year=2024#part", through=door_to(one, agent="Hamshahr (+https://h.example)")
        )

    assert (answer.status, answer.moved) == (200, False)
    head = one.requests[0].decode()
    assert head.startswith("HEAD /report?year=2024 HTTP/1.1\r\nHost: city.example\r\n")
    assert "User-Agent: Hamshahr (+https://h.example)\r\n" in head
    assert not any(word in head for word in ("Cookie", "Authorization", "Referer"))


def test_a_server_that_refuses_head_is_asked_for_one_byte():
    with machine(says("405 No"), says("206 Partial", body=b"<")) as one:
        assert ask(URL, through=door_to(one)).status == 206

    assert b"GET /report" in one.requests[1]
    assert b"Range: bytes=0-0" in one.requests[1]


def test_redirects_are_followed_and_tell_whether_they_are_for_good():
    moved = says("301 Moved", "Location: /new")
    with (
        machine(moved, says("308 Again", "Location: https://city.example/n")) as one,
        pytest.raises(Unreachable),
    ):  # https, where nobody speaks it
        ask(URL, through=door_to(one))
    with machine(moved, says("200 OK")) as one:
        assert ask(URL, through=door_to(one)).url == f"http://{CITY}/new"
    with machine(moved, says("302 Found", "Location: x"), says("200 OK")) as one:
        assert not ask(URL, through=door_to(one)).moved


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/", "http://localhost:{port}/", "http://[::1]:{port}/",
        "http://2130706433:{port}/", "http://0x7f.0.0.1:{port}/", "http://017700000001:{port}/",
        "http://[::ffff:127.0.0.1]:{port}/", "http://0.0.0.0:{port}/", "http://127。0。0。1:{port}/",
    ],
)  # fmt: skip
def test_a_server_on_this_machine_is_never_spoken_to(url):
    with machine(says("200 OK")) as inside, pytest.raises(NotAllowed):
        ask(url.format(port=inside.port), through=Door(ports=frozenset({inside.port})))

    assert inside.connections == 0


@pytest.mark.parametrize(
    "answers",
    [
        ["127.0.0.1"], ["::1"], ["10.1.2.3"], ["169.254.169.254"], ["::ffff:127.0.0.1"],
        ["64:ff9b::127.0.0.1"], ["2002:7f00:1::"], ["fe80::1%eth0"], ["0.0.0.0"], ["nonsense"],
        [PUBLIC, "127.0.0.1"], ["2a00:1450:4001::1", PUBLIC, "192.168.0.1"],
    ],
)  # fmt: skip
def test_a_name_with_one_private_address_among_its_answers_is_refused(answers):
    with machine(says("200 OK")) as inside, pytest.raises(NotAllowed) as refused:
        ask(URL, through=door_to(inside, {CITY: answers}))

    assert refused.value.reason == Refusal.PRIVATE
    assert inside.connections == 0


@pytest.mark.parametrize(
    "onward",
    [
        "http://127.0.0.1/", "http://[::1]/", "//169.254.169.254/latest/meta-data/",
        "http://inside.example/", "file:///etc/passwd", "gopher://x.example/",
        "http://user@city.example/", "http://city.example:6379/", "http://a\\b/", "\xff\xfe",
    ],
)  # fmt: skip
def test_a_redirect_into_a_private_network_is_refused(onward):
    names = {CITY: [PUBLIC], "inside.example": ["10.0.0.8"]}
    redirect = f"HTTP/1.1 302 Found\r\nLocation: {onward}\r\n\r\n".encode("latin-1")
    with machine(redirect) as one, pytest.raises(NotAllowed):
        ask(URL, through=door_to(one, names))

    assert one.connections == 1


def test_a_name_that_changes_its_mind_between_check_and_connection_is_held_to_its_first_word():
    minds = itertools.chain([[PUBLIC]], itertools.repeat(["127.0.0.1"]))
    connected = []
    with machine(says("200 OK")) as one:

        def connect(address, port, seconds):
            connected.append((address, port))
            return socket.create_connection(("127.0.0.1", one.port), timeout=seconds)

        ask(URL, through=Door(resolve=lambda *_: next(minds), connect=connect))
        with pytest.raises(NotAllowed):
            ask(URL, through=Door(resolve=lambda *_: next(minds), connect=connect))

    assert connected == [(PUBLIC, 80)]


def test_another_port_than_the_webs_is_refused():
    with machine(says("200 OK")) as one, pytest.raises(NotAllowed) as refused:
        ask(f"http://{CITY}:5432/", through=door_to(one))

    assert (refused.value.reason, one.connections) == (Refusal.PORT, 0)


def test_this_instance_does_not_ask_itself():
    with machine(says("200 OK")) as one, pytest.raises(NotAllowed) as refused:
        ask(URL, through=door_to(one, own_hosts=frozenset({CITY})))

    assert (refused.value.reason, one.connections) == (Refusal.OWN, 0)


def test_a_circle_of_redirects_ends():
    with (
        machine(says("302 Found", f"Location: {URL}")) as one,
        pytest.raises(NotAllowed) as refused,
    ):
        ask(URL, through=door_to(one))

    assert (refused.value.reason, one.connections) == (Refusal.REDIRECTS, 6)


def drips(connection):
    """Send a byte of the head now and then, for as long as somebody takes it."""
    connection.settimeout(0.02)
    while True:
        connection.sendall(b"H")
        try:
            if not connection.recv(1):
                return
        except TimeoutError:
            continue


def endless_head(connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        connection.sendall(b"X-More: " + b"x" * 4000 + b"\r\n")


def endless_body(connection):
    connection.sendall(says("200 OK", "Content-Type: text/html"))
    while True:
        connection.sendall(b"x" * 65536)


def test_who_answers_a_byte_at_a_time_is_left():
    with machine(drips) as one, pytest.raises(Unreachable) as left:
        ask(URL, through=door_to(one, seconds=0.3))

    assert left.value.kind == "time"


def test_a_resolver_that_never_answers_is_left():
    with machine(b"") as one, pytest.raises(Unreachable) as left:
        ask(URL, through=door_to(one, resolve=lambda *_: one.over.wait(), seconds=0.1))

    assert left.value.kind == "name"


@pytest.mark.parametrize(
    "answer",
    [
        endless_head, b"", b"\x16\x03\x01" * 50 + b"\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/9 200 OK\r\n\r\n", b"HTTP/1.1 -12 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nNot",
        says("200 OK", *["X: y"] * 200), says("103 Early") * 9,
    ],
)  # fmt: skip
def test_an_answer_that_is_none_is_given_up(answer):
    with machine(answer) as one, pytest.raises(Unreachable) as left:
        ask(URL, through=door_to(one))

    assert left.value.kind == "answer"


@pytest.mark.parametrize(
    "answer",
    [
        endless_body, PACKED,
        says("200 OK", "Content-Length: 99999999999"), says("103 Early") + says("200 OK"),
    ],
)  # fmt: skip
def test_a_body_is_never_read_whatever_it_would_become(answer):
    with machine(answer) as one:
        assert ask(URL, through=door_to(one)).status == 200


def test_https_is_checked_against_the_name_that_was_typed(tmp_path):
    server, trusting = certificate(CITY, tmp_path)
    with machine(says("200 OK"), tls=server) as one:
        assert ask(f"https://{CITY}/", through=door_to(one, tls=trusting)).status == 200


@pytest.mark.parametrize("name", [CITY, "other.example"])
def test_a_certificate_that_nobody_vouches_for_or_of_another_name_is_refused(tmp_path, name):
    server, trusting = certificate(name, tmp_path)
    known = {} if name == CITY else {"tls": trusting}
    with machine(says("200 OK"), tls=server) as one, pytest.raises(Unreachable) as left:
        ask(f"https://{CITY}/", through=door_to(one, **known))

    assert left.value.kind == "certificate"
    assert one.requests == []
