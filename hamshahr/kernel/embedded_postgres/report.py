"""What the keeper tells the commands that wait for it."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

# Always written whole and in place, in the same blocks: so it can be rewritten on a full disk.
_SIZE = 8192
# In letters of at most four bytes; leaves room for the other fields.
_LONGEST_MESSAGE = 1500
# Paths may hold bytes that are not UTF-8.
_ODD_BYTES = "surrogateescape"

State = Literal["starting", "failed", "stopping", "stopped"]


@dataclass(frozen=True)
class Report:
    """``at`` is in seconds since 1970; ``error`` names a class of ``errors``."""

    state: State
    at: float
    socket: str = ""
    error: str = ""
    message: str = ""


def write(path: Path, report: Report) -> None:
    """Replace what was said before; raises OSError."""
    fields = asdict(report) | {"message": report.message[:_LONGEST_MESSAGE]}
    text = json.dumps(fields, ensure_ascii=False)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        os.pwrite(descriptor, text.encode(errors=_ODD_BYTES).ljust(_SIZE), 0)
    finally:
        os.close(descriptor)


def read(path: Path) -> Report | None:
    """What was said last; None if nothing (or nothing whole) was."""
    try:
        fields = json.loads(path.read_bytes().decode(errors=_ODD_BYTES))
        return Report(**fields)
    except (FileNotFoundError, ValueError, TypeError):
        return None
