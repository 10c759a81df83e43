"""A folder for real servers, and a look at the processes that live in it."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hamshahr.kernel.embedded_postgres import Instance, instance

# A command that uses the database until its input ends.
_HOLDER = """
import sys
from pathlib import Path
from hamshahr.kernel.embedded_postgres import instance
with instance(Path(sys.argv[1]), durable=False, linger=float(sys.argv[2])).hold():
    print("held", flush=True)
    sys.stdin.read()
"""


class Place:
    """A data folder, its database, and every process that belongs to it."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.home = data / "postgres"

    def instance(self, linger: float = 0.0, *, durable: bool = False) -> Instance:
        return instance(self.data, durable=durable, linger=linger)

    def copied(self, data: Path) -> "Place":
        """The same database in another folder; neither may run."""
        copy = Place(data)
        copy.home.mkdir(parents=True)
        for part, how in (("data", "-a"), ("programs", "-al")):  # nobody writes to programs
            subprocess.run(["cp", how, self.home / part, copy.home], check=True)
        return copy

    def command(self, linger: float = 0.0) -> subprocess.Popen[str]:
        """A process that will hold the database; see ``holds``."""
        return subprocess.Popen(
            [sys.executable, "-c", _HOLDER, str(self.data), str(linger)],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
            # A run in the background ignores Ctrl-C, and its children would inherit that
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )

    def server(self) -> int:
        """The number of the server's first process."""
        return int((self.home / "data" / "postmaster.pid").read_text().split()[0])

    def keeper(self) -> int:
        (number,) = [
            number
            for number, command, _ in _processes()
            if "embedded_postgres.keeper" in command and str(self.data) in command
        ]
        return number

    def servers(self) -> list[int]:
        """All processes that work in this database, backends among them."""
        return [number for number, _, folder in _processes() if folder.startswith(str(self.data))]

    def processes(self) -> list[int]:
        """Those, and every keeper."""
        return [
            number
            for number, command, folder in _processes()
            if folder.startswith(str(self.data))
            or ("embedded_postgres.keeper" in command and str(self.data) in command)
        ]

    def kill_server(self) -> None:
        """All of it at once, as a crash does; nothing can be written any more."""
        numbers = self.servers()
        assert numbers
        for number in numbers:
            os.kill(number, signal.SIGSTOP)
        for number in numbers:
            os.kill(number, signal.SIGKILL)

    def log(self) -> str:
        return (self.home / "server.log").read_text()


def holds(command: subprocess.Popen[str]) -> bool:
    """Wait until the command holds the database; False if it ended instead."""
    assert command.stdout
    return command.stdout.readline() == "held\n"


def account_of(process: int) -> int:
    """The number of the user who runs the process."""
    return Path(f"/proc/{process}").stat().st_uid


def eventually(true: Callable[[], object], seconds: float = 15) -> bool:
    """Whether ``true`` comes true in time."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that the server's account may enter, which pytest's own is not for root."""
    made = Path(tempfile.mkdtemp(prefix="hamshahr-test-", dir="/tmp"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture
def empty(folder: Path) -> Iterator[Place]:
    """A place without a database yet, and with an awkward name.

    When the test is over, no process may be left.
    """
    made = Place(folder / "دادهٔ هم‌شهر (1)")
    yield made
    left_behind = not eventually(lambda: not made.processes())
    for number in made.processes():
        os.kill(number, signal.SIGKILL)
    assert not left_behind


@pytest.fixture
def place(empty: Place, pattern: Place) -> Place:
    """A place with a database that does not run."""
    return pattern.copied(empty.data)


@pytest.fixture(scope="session")
def pattern() -> Iterator[Place]:
    """Made once and copied: a copy takes a tenth of the time."""
    folder = Path(tempfile.mkdtemp(prefix="hamshahr-test-", dir="/tmp"))
    folder.chmod(0o755)
    made = Place(folder / "data")
    with made.instance().hold():
        pass
    assert eventually(lambda: not made.processes())
    yield made
    shutil.rmtree(folder)


def _processes() -> Iterator[tuple[int, str, str]]:
    """Number, command line and working folder of each process that we may look at."""
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            if entry.joinpath("stat").read_text().rpartition(")")[2].split()[0] == "Z":
                continue
            command = os.fsdecode(entry.joinpath("cmdline").read_bytes())
            yield int(entry.name), command, str((entry / "cwd").readlink())
        except OSError:  # gone meanwhile, or another user's
            continue
