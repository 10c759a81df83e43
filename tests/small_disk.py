"""A real small disk, where the machine lets the tests mount one."""

import os
import subprocess
import tempfile
from pathlib import Path


def mount(folder: Path, *options: str) -> bool:
    """Mount a disk in memory over ``folder`` (``size=2m``), or change it (``remount``)."""
    command = ["mount", "-t", "tmpfs", "-o", ",".join(("mode=0755", *options)), "tmpfs", folder]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def may_mount() -> bool:
    """Tell whether this account may mount; on a developer's machine it may not."""
    if os.geteuid() != 0:
        return False
    with tempfile.TemporaryDirectory() as folder:
        mounted = mount(Path(folder))
        if mounted:
            subprocess.run(["umount", folder], check=True)
    return mounted
