"""Remembering for a moment what every page asks and hardly ever changes (labels, names)."""

import time
from collections.abc import Callable, Hashable
from typing import Generic, ParamSpec, TypeVar

_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")

# A change is seen by every worker within this time.
SECONDS = 1.0
# More different questions than this are no small vocabulary; then all answers are forgotten.
_MOST = 64

_every: list["Remembered[..., object]"] = []
_forgotten = 0  # how often all was forgotten


class Remembered(Generic[_Asked, _Answer]):
    """A function whose answers are good for some ``seconds``. Its arguments must be hashable."""

    def __init__(self, function: Callable[_Asked, _Answer], seconds: float = SECONDS) -> None:
        self._function = function
        self._seconds = seconds
        self._answers: dict[Hashable, tuple[float, int, _Answer]] = {}
        self.__doc__ = function.__doc__
        _every.append(self)  # type: ignore[arg-type]  # a list of all, whatever they answer

    def __call__(self, *args: _Asked.args, **kwargs: _Asked.kwargs) -> _Answer:
        asked = (args, tuple(sorted(kwargs.items())))
        now, forgotten = time.monotonic(), _forgotten
        known = self._answers.get(asked)
        if known is not None and now - known[0] < self._seconds and known[1] == forgotten:
            return known[2]
        answer = self._function(*args, **kwargs)
        if len(self._answers) >= _MOST:
            self._answers.clear()
        # As old as the question: what was asked before all was forgotten is forgotten, too
        self._answers[asked] = (now, forgotten, answer)
        return answer

    def forget(self) -> None:
        self._answers.clear()


def remembered(function: Callable[_Asked, _Answer]) -> Remembered[_Asked, _Answer]:
    """Decorate a read whose answer may be up to ``SECONDS`` old."""
    return Remembered(function)


def forget_all() -> None:
    """Forget every answer of this process: when the content has changed, and between tests."""
    global _forgotten
    _forgotten += 1
    for function in _every:
        function.forget()
