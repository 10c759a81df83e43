"""What waits for somebody at the desk: each app says so of its own.

A manifest registers a look; the desk's home asks ``waiting_for`` and lists what it is told::

    register_waiting("reports", look, position=10)
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Waiting:
    """Something that waits: how much of it, since when the oldest, and where it is done.

    ``sentence`` says it with its number, in the reader's language; ``urgent`` of them go first.
    """

    sentence: str
    url: str
    count: int
    since: datetime
    urgent: int = 0


# Given who asks, says what waits for her, or ``None``; in a fixed number of queries
Look = Callable[[Any], Waiting | None]

_looks: dict[str, tuple[int, Look]] = {}


def register_waiting(name: str, look: Look, *, position: int) -> None:
    """Have the desk tell what ``look`` finds; low positions come first.

    Raises ``ValueError`` where the name is taken.
    """
    if name in _looks:
        raise ValueError(f"There is a look for {name!r} already.")
    _looks[name] = (position, look)


def waiting_for(by: object) -> list[Waiting]:
    """Return what waits for ``by``, in order."""
    ordered = sorted(_looks.items(), key=lambda item: (item[1][0], item[0]))
    found = (look(by) for _, (_, look) in ordered)
    return [waiting for waiting in found if waiting is not None]
