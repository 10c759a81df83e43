"""Things kept in memory while there is room: the longest unasked-for go first."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

_Thing = TypeVar("_Thing")


class Shelf(Generic[_Thing]):
    """Keeps things up to a weight, in bytes, all together. Safe between threads."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._weight = 0
        self._things: OrderedDict[Hashable, tuple[_Thing, int]] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._things)

    @property
    def weight(self) -> int:
        """The weight of all that is kept, in bytes."""
        return self._weight

    def get(self, key: Hashable) -> _Thing | None:
        with self._lock:
            found = self._things.get(key)
            if found is None:
                return None
            self._things.move_to_end(key)
            return found[0]

    def put(self, key: Hashable, thing: _Thing, weight: int) -> None:
        """Keep a thing that weighs ``weight`` bytes; one too heavy for the shelf is not kept."""
        if weight > self._room:
            return
        with self._lock:
            self._remove(key)
            self._things[key] = thing, weight
            self._weight += weight
            while self._weight > self._room:
                self._remove(next(iter(self._things)))

    def clear(self) -> None:
        with self._lock:
            self._things.clear()
            self._weight = 0

    def _remove(self, key: Hashable) -> None:
        found = self._things.pop(key, None)
        if found is not None:
            self._weight -= found[1]
