"""Two texts compared word by word: as one text, or beside one another.

Words are matched by ``difflib`` (Ratcliff and Obershelp's longest matching runs). Where two texts
are too long for that, one stands whole against the other. Space alone makes no difference.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# Words and signs with the space after them; a half-space parts none
_WORDS = re.compile(r"[\w\u200c]+\s*|[^\w\s]\s*|\s+")
# difflib takes the square of it in the worst case; this many take some tenths of a second
_MOST_WORDS = 2_500
# So many words of what is alike stand on each side of a change; the rest is folded away
_AROUND = 12


class Sign(StrEnum):
    """What some words are, against the other text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"
    FOLDED = "folded"  # alike on both sides, and far from any change


@dataclass(frozen=True)
class Piece:
    """Some words that belong together."""

    sign: Sign
    text: str


Pieces = tuple[Piece, ...]


def compared(before: str, after: str) -> Pieces:
    """Return both texts as one: what stayed, what went, what came."""
    pieces: list[Piece] = []
    space = ""  # that a word had, and no longer has: without it, what went would run into it
    for is_same, old, new in _runs(before, after):
        if is_same:
            pieces += _piece(Sign.SAME, new)
            space = "" if new[-1][-1:].isspace() else _space_at_the_end(old[-1])
        else:
            pieces += (*_gone([space, *old] if old else []), *_new(new))
    return tuple(pieces)


def beside(before: str, after: str, *, folds: bool = False) -> tuple[Pieces, Pieces]:
    """Return each of the texts, its own words marked; ``folds`` what is far from any change."""
    left: list[Piece] = []
    right: list[Piece] = []
    runs = list(_runs(before, after))
    for place, (is_same, old, new) in enumerate(runs):
        if not is_same:
            left += _gone(old)
            right += _new(new)
            continue
        around = (_AROUND if place else 0, _AROUND if place < len(runs) - 1 else 0)
        for side, words in ((left, old), (right, new)):
            side += _folded(words, *around) if folds else _piece(Sign.SAME, words)
    return tuple(left), tuple(right)


_Words = list[str]


def _runs(before: str, after: str) -> Iterator[tuple[bool, _Words, _Words]]:
    """Yield runs of words, of both texts: whether they are the same, and how each writes them."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if not old or not new or len(old) + len(new) > _MOST_WORDS:
        yield before == after, [before], [after]
        return
    bare = ([word.strip() for word in old], [word.strip() for word in new])
    for kind, i, j, k, end in SequenceMatcher(None, *bare, autojunk=False).get_opcodes():
        yield kind == "equal", old[i:j], new[k:end]


def _space_at_the_end(word: str) -> str:
    return word[len(word.rstrip()) :]


def _folded(words: _Words, head: int, tail: int) -> Pieces:
    """Fold the middle of what is alike, and leave some words beside a change."""
    if len(words) <= head + tail + _AROUND:
        return _piece(Sign.SAME, words)
    end = len(words) - tail
    return (
        *_piece(Sign.SAME, words[:head]),
        *_piece(Sign.FOLDED, words[head:end]),
        *_piece(Sign.SAME, words[end:]),
    )


def _gone(words: _Words) -> Pieces:
    return _piece(Sign.GONE, words)


def _new(words: _Words) -> Pieces:
    return _piece(Sign.NEW, words)


def _piece(sign: Sign, words: _Words) -> Pieces:
    text = "".join(words)
    return (Piece(sign, text),) if text else ()
