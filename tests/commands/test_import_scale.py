"""An import takes memory for what it does at a time, not for what the file holds."""

import os
import subprocess

import pytest

from tests.cast import many_lines, write_lines
from tests.commands.conftest import COMMAND, Shell

pytestmark = pytest.mark.slow

# bench/importing.py measures 100,000 lines; here two sizes tell whether memory grows with them
FEW, MANY = 1_000, 5_000
# Names of what was checked already: some hundred bytes a line, and what Python rounds up
MAY_GROW = 40  # MB
BEARABLE = 400  # MB


def _peak(shell: Shell, folder, count: int) -> float:
    """Import ``count`` lines in a process of their own; return its peak of memory in MB."""
    path = write_lines(folder / f"{count}.jsonl", many_lines(count))
    child = subprocess.Popen(
        [COMMAND, "import-experiences", path, "--no-wait", "--draft"],
        env=shell.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0
    return used.ru_maxrss / 1024


def test_memory_does_not_grow_with_the_lines(shell, tmp_path):
    few, many = _peak(shell, tmp_path, FEW), _peak(shell, tmp_path, MANY)

    assert many < few + MAY_GROW, f"{few:.0f} MB, then {many:.0f} MB"
    assert many < BEARABLE
