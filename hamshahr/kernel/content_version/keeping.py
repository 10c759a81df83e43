"""Keeping what was made from the content until the content changes."""

from collections.abc import Callable
from functools import wraps
from math import inf
from typing import ParamSpec, TypeVar

from hamshahr.kernel.content_version.reading import current_version
from hamshahr.kernel.remembering import Remembered

_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")


def kept_until_changed(function: Callable[_Asked, _Answer]) -> Callable[_Asked, _Answer]:
    """Decorate a read that is dear to make: its answer is kept until the content changes.

    For what takes longer to make than a page may take; ``remembered`` does for the rest. Arguments
    must be hashable. Asks for the version first, and raises what that raises.
    """
    known = Remembered(function, seconds=inf)

    @wraps(function)
    def ask(*args: _Asked.args, **kwargs: _Asked.kwargs) -> _Answer:
        current_version()  # forgets all that is remembered where the content has changed
        return known(*args, **kwargs)

    return ask
