"""``hamshahr work``: it ends with whom it serves, and says so when a job failed."""

import os
import signal

import pytest

from tests.commands.conftest import answers, eventually, free_port

pytestmark = pytest.mark.slow

# A job that no version knows: its worker cannot do it
_UNKNOWN_JOB = """
from procrastinate.contrib.django import app
print(app.configure_task("leila.asks_for_rain", allow_unknown=True).defer())
"""


def test_all_that_a_server_began_ends_when_it_is_killed(shell):
    before = set(shell.processes())
    port = free_port()
    serving = shell.begin("serve", "--port", str(port), "--workers", "1")

    def begun() -> set[int]:
        return set(shell.processes()) - before

    try:
        assert eventually(lambda: answers(port))
        assert eventually(lambda: any(" work " in one for one in shell.processes().values()))
        os.kill(serving.pid, signal.SIGKILL)
        assert eventually(lambda: not begun()), shell.processes()
    finally:
        for left in begun():
            os.kill(left, signal.SIGKILL)
        serving.communicate(timeout=20)
    assert not answers(port)


def test_a_worker_whose_parent_is_gone_already_does_not_begin(shell):
    gone = shell.begin("--help")
    gone.communicate()

    assert shell.run("work", "--until-end-of", str(gone.pid), seconds=20).returncode == 0


def test_once_fails_and_names_the_job_that_failed(just_laid):
    shell = just_laid("with-jobs")
    number = shell.python(_UNKNOWN_JOB)
    done = shell.run("work", "--once")

    assert done.returncode == 1
    told = done.stderr.strip().splitlines()[-1]  # below the log, which has the reason
    assert told.startswith(f"hamshahr work: 1 failed: job {number} (leila.asks_for_rain). ")
    assert shell.run("work", "--once").returncode == 0, "it is told once"
