"""Two texts beside one another, with the words that only one of them has."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# Words with what follows them; a half-space parts none
_WORDS = re.compile(r"\s*[^\s]+|\s+")
# Beyond it, comparing word by word takes longer than anybody waits; the texts stand as they are
_MOST_WORDS = 2_000


@dataclass(frozen=True)
class Piece:
    """A stretch of a text; ``only_here``: the other text does not have it."""

    text: str
    only_here: bool


def side_by_side(one: str, other: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return both texts in pieces, those marked that the other does not have."""
    first, second = _WORDS.findall(one), _WORDS.findall(other)
    if len(first) + len(second) > _MOST_WORDS:
        return (Piece(one, only_here=False),), (Piece(other, only_here=False),)
    stripped = [word.strip() for word in first], [word.strip() for word in second]
    left: list[Piece] = []
    right: list[Piece] = []
    matcher = SequenceMatcher(None, *stripped, autojunk=False)
    for same, start, end, other_start, other_end in matcher.get_opcodes():
        _add(left, first[start:end], only_here=same != "equal")
        _add(right, second[other_start:other_end], only_here=same != "equal")
    return tuple(left), tuple(right)


def _add(pieces: list[Piece], words: Sequence[str], *, only_here: bool) -> None:
    if words:
        pieces.append(Piece("".join(words), only_here))
