"""``hamshahr serve``: it answers, minds its port, and leaves nothing behind."""

import os
import signal
import socket

import pytest

from tests.commands.conftest import answers, eventually, failed_plainly, free_port

pytestmark = pytest.mark.slow


def test_it_answers_and_ends_with_its_worker_when_it_is_told_to(shell):
    port = free_port()
    before = set(shell.processes())
    serving = shell.begin("serve", "--port", str(port), "--workers", "1")
    try:
        assert f"http://localhost:{port}/" in serving.stdout.readline()
        assert eventually(lambda: answers(port))
        begun = {
            number: command for number, command in shell.processes().items() if number not in before
        }
        assert any(" work " in command for command in begun.values()), begun
        os.kill(serving.pid, signal.SIGTERM)
        serving.communicate(timeout=20)
        assert eventually(lambda: set(shell.processes()) <= before), shell.processes()
    finally:
        if serving.poll() is None:
            os.killpg(serving.pid, signal.SIGKILL)
            serving.communicate()
    assert not answers(port)


def test_it_ends_quietly_where_it_is_told_to_before_itanswers(shell):
    before = set(shell.processes())
    serving = shell.begin("serve", "--port", str(free_port()), "--workers", "1")
    assert eventually(lambda: set(shell.processes()) - before)
    os.kill(serving.pid, signal.SIGTERM)
    serving.communicate(timeout=20)

    assert eventually(lambda: set(shell.processes()) <= before), shell.processes()


def test_a_taken_port_is_refused_and_another_named(shell):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        told = failed_plainly(shell.run("serve", "--port", str(port)), "serve")

    assert told.startswith(f"Port {port} is taken by another program.")


@pytest.mark.parametrize("port", ["0", "65536", "-1", "99999999999"])
def test_a_port_that_is_none_is_refused(shell, port):
    assert "port" in failed_plainly(shell.run("serve", f"--port={port}"), "serve").lower()


def test_a_host_that_is_not_this_machine_is_refused(shell):
    for host in ("198.51.100.7", "no-such-host.invalid"):
        told = failed_plainly(shell.run("serve", "--host", host), "serve")
        assert host in told


def test_two_instances_live_side_by_side(shell, another):
    found = another.answer("search", "escaleras")["results"]

    assert "medellin-cable-stairs" not in {result["id"] for result in found}
    assert shell.answer("search", "escaleras")["results"][0]["id"] == "medellin-cable-stairs"


def test_commands_at_once_share_the_database(shell):
    asking = [shell.begin("search", "escaleras", "--json") for _ in range(3)]
    told = [process.communicate(timeout=60) for process in asking]

    assert [process.returncode for process in asking] == [0, 0, 0], told
    assert all("medellin-cable-stairs" in out for out, _ in told)
