"""Machines that translate: what they all do, and how it may fail.

A machine is asked with texts of a paragraph or less, in which all that must stay as it is was
replaced by marks such as ``{1}``. What it answers is not believed, but judged (``judging``).
"""

from collections.abc import Sequence
from typing import Protocol

# A pair of a term of the original and what it may be called in the other language
Term = tuple[str, Sequence[str]]


class Machine(Protocol):
    """Something that translates.

    ``name`` is what readers may know of it, ``address`` where it is. ``knows`` says whether it
    translates between two languages; what cannot be known, is true. ``translate`` answers each
    text, with ``None`` where the answer cannot be told apart. Both raise ``MachineDown``, and
    ``translate`` ``MachineRefuses``.
    """

    @property
    def name(self) -> str: ...

    @property
    def address(self) -> str: ...

    def knows(self, source: str, target: str) -> bool: ...

    def translate(
        self, texts: Sequence[str], source: str, target: str, *, terms: Sequence[Term] = ()
    ) -> list[str | None]: ...


class MachineDown(Exception):
    """The server does not answer, or not in its own words. Worth another try, later.

    ``pause`` is the number of seconds for which it asked to be left alone. ``perhaps_by_text``:
    it may be well, and fail at what it was asked.
    """

    def __init__(self, said: str, pause: float = 0, *, perhaps_by_text: bool = False) -> None:
        super().__init__(said)
        self.pause = pause
        self.perhaps_by_text = perhaps_by_text


class MachineRefuses(Exception):
    """The server is well, and does not take these texts. Another try would end alike."""
