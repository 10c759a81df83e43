"""Cutting a text into the words that are indexed, and writing them for PostgreSQL."""

import re
from collections.abc import Iterable, Iterator

from hamshahr.kernel.folding import fold

# PostgreSQL keeps positions up to this, and up to 256 of one word.
_LAST_POSITION = 16_383
_POSITIONS_A_WORD = 200
_LONGEST_WORD = 60
# A vector takes a megabyte of words and positions (2**20 bytes); a word, four bytes beside itself,
# a position two. What comes later in a text so long is not found by its words.
_MOST_BYTES = 1_000_000

# Written without spaces: every two neighbouring characters are a word (bigrams).
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f]+")
# From where a word begins and without going back: a text of one long word is read once
_HALF_SPACED = re.compile(r"(?<!\w)\w++(?:\u200c\w++)+")


def cut(text: str) -> list[str]:
    """Return the folded words of ``text`` in order.

    Chinese, Japanese and Thai come as overlapping pairs of characters. A Persian compound with
    half-spaces comes as its parts; ``joined`` gives it in one piece.
    """
    folded = fold(text)
    if not _UNSPACED.search(folded):  # most texts: once, and not for each word
        return folded.split()
    return [word for piece in folded.split() for word in _pieces(piece)]


def joined(text: str) -> list[str]:
    """Return the half-spaced compounds of ``text`` without their half-spaces (میشود)."""
    return [fold(found.group().replace("\u200c", "")) for found in _HALF_SPACED.finditer(text)]


def vector_literal(weighted: Iterable[tuple[str, str]]) -> str:
    """Return a ``tsvector`` literal for texts with weights A (titles) to D.

    Made here and not by PostgreSQL's parser, which tears the words of Indic scripts apart.
    """
    places: dict[str, list[str]] = {}
    position = 0
    room = _MOST_BYTES
    for text, weight in weighted:
        for word in [*cut(text), *joined(text)]:
            position = min(position + 1, _LAST_POSITION)
            kept = word[:_LONGEST_WORD]
            if kept not in places:
                room -= len(kept.encode()) + 4
            if room <= 0:
                break
            found = places.setdefault(kept, [])
            if len(found) < _POSITIONS_A_WORD:
                room -= 2
                found.append(f"{position}{weight}")
    return " ".join(f"'{word}':{','.join(found)}" for word, found in places.items())


def query_literal(words: Iterable[str], weights: str = "") -> str:
    """Return a ``tsquery`` literal that any of ``words`` (as ``cut`` gives them) satisfies.

    With ``weights`` (``AB``), only where it stands with one of them.
    """
    suffix = f":{weights}" if weights else ""
    return " | ".join(f"'{word[:_LONGEST_WORD]}'{suffix}" for word in words)


def _pieces(word: str) -> Iterator[str]:
    last = 0
    for found in _UNSPACED.finditer(word):
        if found.start() > last:
            yield word[last : found.start()]
        run = found.group()
        yield from (run[start : start + 2] for start in range(max(1, len(run) - 1)))
        last = found.end()
    if last < len(word):
        yield word[last:]
