"""An import takes memory for what it does at a time, not for what the file holds."""

import subprocess
import sys

import pytest

from tests.cast import many_lines, write_lines
from tests.commands.conftest import Shell

pytestmark = pytest.mark.slow

# bench/importing.py measures 100,000 lines; here two sizes tell whether memory grows with them
FEW, MANY = 1_000, 5_000
# Names of what was checked already: some hundred bytes a line, and what Python rounds up
MAY_GROW = 40  # MB
BEARABLE = 400  # MB


# The process tells its own peak: what its parent counts would hold the parent's memory, too
_IMPORT = """
import re, sys
from pathlib import Path
from hamshahr.config.command_line import main
status = main(sys.argv[1:])
print(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
sys.exit(status)
"""


def _peak(shell: Shell, folder, count: int) -> float:
    """Import ``count`` lines in a process of their own; return its peak of memory in MB."""
    path = write_lines(folder / f"{count}.jsonl", many_lines(count))
    command = [sys.executable, "-c", _IMPORT, "import-experiences", path, "--no-wait", "--draft"]
    told = subprocess.run(
        command, env=shell.environment, stdout=subprocess.PIPE, text=True, check=True
    ).stdout
    return int(told.split()[-1]) / 1024


def test_memory_does_not_grow_with_the_lines(shell, tmp_path):
    few, many = _peak(shell, tmp_path, FEW), _peak(shell, tmp_path, MANY)

    assert many < few + MAY_GROW, f"{few:.0f} MB, then {many:.0f} MB"
    assert many < BEARABLE
