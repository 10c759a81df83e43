"""How much memory the database may take of this machine."""

from pathlib import Path

_MEGABYTE = 2**20
# Of version 2 of control groups: what a container or a unit of systemd may take at most
_LIMIT = Path("/sys/fs/cgroup/memory.max")
_MACHINE = Path("/proc/meminfo")


def memory() -> int:
    """Return the memory of this machine, or of the container that this is, in bytes."""
    total = next(line for line in _MACHINE.read_text().splitlines() if line.startswith("MemTotal"))
    machine = int(total.split()[1]) * 1024
    try:
        limit = _LIMIT.read_text().strip()
    except OSError:
        return machine
    return min(machine, int(limit)) if limit.isdigit() else machine


def sizes(total: int) -> dict[str, str]:
    """Return the sizes to give PostgreSQL where ``total`` bytes are there.

    An eighth to hold pages in, from 128 MB, with which 2 GB also bear the web server and the
    embedding models, to 1 GB, which holds the vectors of 100,000 experiences: with less than they
    need a search takes thrice as long. Half is what the system may keep of files beside.
    """
    pages = min(max(total // 8, 128 * _MEGABYTE), 1024 * _MEGABYTE)
    files = max(total // 2, 512 * _MEGABYTE)
    return {
        "shared_buffers": f"{pages // _MEGABYTE}MB",
        "effective_cache_size": f"{files // _MEGABYTE}MB",
    }
