"""A real small disk, where the machine lets the tests mount one."""

import os
import subprocess
import tempfile
import time
from pathlib import Path


def mount(folder: Path, *options: str) -> bool:
    """Mount a disk in memory over ``folder`` (``size=2m``), or change it (``remount``)."""
    command = ["mount", "-t", "tmpfs", "-o", ",".join(("mode=0755", *options)), "tmpfs", folder]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def unmount(folder: Path, seconds: float = 20) -> None:
    """Take a disk away once nothing on it is open: a process may be about to end.

    Raises ``CalledProcessError`` where something stays open for so long.
    """
    deadline = time.monotonic() + seconds
    while subprocess.run(["umount", folder], capture_output=True, check=False).returncode:
        if time.monotonic() > deadline:
            subprocess.run(["umount", folder], check=True)
            return
        time.sleep(0.2)


def may_mount() -> bool:
    """Tell whether this account may mount; on a developer's machine it may not."""
    if os.geteuid() != 0:
        return False
    with tempfile.TemporaryDirectory() as folder:
        mounted = mount(Path(folder))
        if mounted:
            unmount(Path(folder))
    return mounted
