"""An instance as its owner has it: a data folder of its own, met by the command line alone."""

import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import textwrap
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
import pytest

from hamshahr.kernel.embedded_postgres import instance
from tests.cast import bare_line, cable_car, line, write_lines

COMMAND = Path(sys.executable).with_name("hamshahr")
# Set by the test run for itself; an owner's shell has none of them
_OURS = ("DATABASE_URL", "HAMSHAHR_EMBEDDED_DATABASE", "HAMSHAHR_WITHOUT_POOL", "COLUMNS")


class Shell:
    """A shell with HAMSHAHR_DATA set, in which ``hamshahr`` is run."""

    def __init__(self, data: Path, **environment: str) -> None:
        self.data = data
        self.environment = {
            name: value for name, value in os.environ.items() if name not in _OURS
        } | {"HAMSHAHR_DATA": str(data), **environment}

    def run(self, *words: str | Path, seconds: float = 90) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [COMMAND, *words],
            env=self.environment,
            cwd=self.data.parent,
            capture_output=True,
            text=True,
            timeout=seconds,
        )

    def begin(self, *words: str | Path) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [COMMAND, *words],
            env=self.environment,
            cwd=self.data.parent,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def script(self, text: str) -> "subprocess.CompletedProcess[str]":
        """Run a line of shell; ``hamshahr`` is the command."""
        found = self.environment | {"PATH": f"{COMMAND.parent}:{os.environ['PATH']}"}
        return subprocess.run(
            ["bash", "-c", text], env=found, capture_output=True, text=True, timeout=90
        )

    def python(self, body: str) -> str:
        """Run lines of Python inside the instance, with Django set up; return what they print."""
        text = "from hamshahr.config.command_line.running import django_running\n"
        text += "with django_running():\n" + textwrap.indent(textwrap.dedent(body), "    ")
        done = subprocess.run(
            [sys.executable, "-c", text],
            env=self.environment | {"DJANGO_SETTINGS_MODULE": "hamshahr.config.settings"},
            cwd=self.data.parent,
            capture_output=True,
            text=True,
            timeout=90,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def values(self, statement: str) -> list[str]:
        """Ask the database of the instance itself; return the first value of each row."""
        with ExitStack() as held:
            address = self.environment.get("DATABASE_URL") or (
                held.enter_context(instance(self.data).hold()).dsn()
            )
            database = held.enter_context(psycopg.connect(address))
            return [str(value) for (value,) in database.execute(statement)]

    def answer(self, *words: str | Path) -> Any:
        done = self.run(*words, "--json")
        assert (done.returncode, done.stderr) == (0, "")
        return json.loads(done.stdout)

    def processes(self) -> dict[int, str]:
        """Return all that runs with this data folder: command lines by number."""
        said = f"HAMSHAHR_DATA={self.data}\0".encode()
        found = {}
        for folder in Path("/proc").iterdir():
            try:
                if folder.name.isdigit() and said in (folder / "environ").read_bytes():
                    command = (folder / "cmdline").read_text().replace("\0", " ").strip()
                    if command:  # what has ended and waits to be reaped has none
                        found[int(folder.name)] = command
            except OSError:
                continue  # it ended meanwhile, or is not ours
        return found


def failed_plainly(done: "subprocess.CompletedProcess[str]", command: str) -> str:
    """Require exit status 1 with one sentence and no traceback; return the sentence."""
    assert done.returncode == 1, done
    assert "Traceback" not in done.stderr
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith(f"hamshahr {command}: ")
    return last.removeprefix(f"hamshahr {command}: ")


def eventually(true: Callable[[], object], seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def answers(port: int) -> bool:
    """Whether the site answers there."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/en/", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def a_folder() -> Iterator[Path]:
    """A folder that the database's account may enter, which pytest's own is not for root."""
    made = Path(tempfile.mkdtemp(prefix="hamshahr-commands-", dir="/tmp"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture(scope="session")
def just_laid(a_folder: Path) -> Callable[[str], Shell]:
    """Return the shell of an instance that was just laid, in a folder of the given name.

    It is a copy of one for all processes of the run, for laying one takes a quarter of a minute.
    All copies have one identity.
    """
    first = Shell(Path(os.environ["HAMSHAHR_DATA"]) / "just-laid")
    with first.data.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not first.data.exists():
            assert first.run("migrate", "--quiet").returncode == 0
            assert eventually(lambda: not first.processes(), seconds=60)

    def copy(name: str) -> Shell:
        subprocess.run(["cp", "-a", first.data, a_folder / name], check=True)
        return Shell(a_folder / name)

    return copy


def with_the_cast(shell: Shell) -> Shell:
    """Bring three experiences into a laid instance, found by words and by meaning."""
    file = write_lines(shell.data.with_suffix(".jsonl"), [line(), cable_car(), bare_line()])
    brought_in = shell.run("import-experiences", file)
    assert brought_in.returncode == 0, brought_in.stderr
    return shell


@pytest.fixture(scope="session")
def shell(just_laid: Callable[[str], Shell]) -> Iterator[Shell]:
    """An instance with a handful of experiences; held, so that commands need not start it."""
    shell = with_the_cast(just_laid("instance"))
    keeper = shell.begin("work")
    yield shell
    os.killpg(keeper.pid, signal.SIGTERM)
    keeper.communicate(timeout=20)


@pytest.fixture(scope="session")
def another(just_laid: Callable[[str], Shell]) -> Shell:
    """A second instance, side by side with the first: laid, and empty to begin with."""
    return just_laid("another")


@pytest.fixture
def lines(tmp_path: Path) -> Callable[..., Path]:
    """Write an import file of the given lines."""
    return lambda *given: write_lines(tmp_path / "cases.jsonl", given)
