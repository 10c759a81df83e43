"""Having a picture drawn anew by a process of its own, and saying why where it cannot be."""

import json
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from hamshahr.commons.files.examining.packages import damaged
from hamshahr.commons.files.refusing import FileRefused, disk_full, is_full
from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.reading import number

_PROGRAM = Path(__file__).with_name("program.py")
# Seconds on the clock; the program may use 30 of the processor, and others use it, too
_PATIENCE = 60
# A large picture takes a second of a processor and some hundred MB of memory
_AT_ONCE = threading.BoundedSemaphore(2)
MEDIA_TYPES = {"jpg": "image/jpeg", "webp": "image/webp"}
# As the program has it, which is not imported here: that would load Pillow into every worker
MOST_MEGAPIXELS = 50


@dataclass(frozen=True)
class DrawnSize:
    """A picture in one width, in a file that its caller removes."""

    width: int
    height: int
    path: Path


@dataclass(frozen=True)
class Drawn:
    """A picture drawn anew: smallest size first."""

    ending: str
    sizes: tuple[DrawnSize, ...]

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.ending]


def draw_anew(picture: Path, folder: Path) -> Drawn:
    """Draw the picture in a file into ``folder``, in all widths; raises ``FileRefused``."""
    with _AT_ONCE:
        told = _run(picture, folder)
    if "refused" in told:
        raise _refusal(told)
    sizes = [DrawnSize(one["width"], one["height"], folder / one["file"]) for one in told["sizes"]]
    return Drawn(told["ending"], tuple(sizes))


def _run(picture: Path, folder: Path) -> dict[str, Any]:
    """Return what the program said; a program that died or dawdled took the picture for too large.

    It is given nothing of our environment.
    """
    try:
        ended = subprocess.run(  # noqa: S603 - our own program, with paths of our making
            [sys.executable, "-I", str(_PROGRAM), str(picture), str(folder)],
            env={},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"refused": "too many pixels"}
    try:
        told: dict[str, Any] = json.loads(ended.stdout)
    except ValueError:
        return {"refused": "too many pixels" if ended.returncode < 0 else "damaged"}
    return told


def _refusal(told: dict[str, Any]) -> FileRefused:
    if told["refused"] == "not written":
        failed = OSError(told["errno"], "")
        # The limit on a file's size is the program's own: the result would be too large
        return disk_full() if is_full(failed) else _too_many_pixels()
    if told["refused"] == "moving":
        return FileRefused(
            _("Moving pictures are not taken. Save the one still that matters, and add that.")
        )
    if told["refused"] == "too many pixels":
        return _too_many_pixels()
    return damaged()


def _too_many_pixels() -> FileRefused:
    return FileRefused(
        _(
            "The picture is too large to be opened: at most %(most)s million pixels are. Save it "
            "smaller, 1600 pixels wide is enough, and add that."
        )
        % {"most": number(MOST_MEGAPIXELS, active_language())}
    )
