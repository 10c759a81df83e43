"""What the shipped fonts can write: Vazirmatn, and Noto for all other scripts.

``script/build-letters`` makes the fonts and the table that is read here. Pages use it to load the
other fonts only where they are needed, pictures to choose fonts and to leave no empty box.
"""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path

import icu

TABLE = Path(__file__).with_name("faces.json")
PAGE_FAMILY = "Vazirmatn"
# What printers set for a letter that they have no type for: seen as a gap, not as a letter.
GETA = "\u3013"
# Families that write letters like Vazirmatn's own: one word is never set from two of them.
_WHOLE_WORDS = ("Noto latin", "Noto arabic")
# Orders to turn the reading direction around: a text on its own line keeps its own direction.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Shaped by the letters beside them: variation selectors, and signs that are never seen.
_NEVER_DRAWN = re.compile("[\u00ad\u034f\u061c\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def missing(text: str) -> set[str]:
    """Return the characters of ``text`` that no shipped font can write."""
    writers = _writers()
    return {c for c in set(text) if ord(c) not in writers and not _is_unseen(c)}


def families(text: str) -> tuple[str, ...]:
    """Return the names of the fonts that ``text`` needs, in the order in which to try them."""
    writers = _writers()
    seen = (ord(c) for c in set(text) if not _is_unseen(c))
    needed = {writers[c] for c in seen if c in writers} | {PAGE_FAMILY}
    order = (*_WHOLE_WORDS, PAGE_FAMILY, *_families())
    return tuple(name for name in dict.fromkeys(order) if name in needed)


def writable(text: str) -> str:
    """Return ``text`` so that the shipped fonts write all of it, on a line of its own.

    What no font has is put into Latin letters (ICU's transliteration); pictographs, which only
    adorn, are left out; whatever remains becomes a ``GETA``. Control characters become spaces, and
    what turns the reading direction around goes.
    """
    text = _TURNING.sub("", unicodedata.normalize("NFC", text))
    text = "".join(" " if unicodedata.category(c) in {"Cc", "Cs"} else c for c in text)
    gaps = missing(text)
    if gaps:
        text = "".join(_instead(c) if c in gaps else c for c in text)
    return " ".join(text.split())


def needs_more_than_the_page_font(text: str) -> bool:
    """Return whether ``text`` holds letters that a font other than Vazirmatn has to write."""
    return _beyond_the_page_font().search(text) is not None


def _instead(character: str) -> str:
    if unicodedata.category(character) == "So" or ord(character) in range(0x1F000, 0x20000):
        return ""
    latin = unicodedata.normalize("NFC", _latin().transliterate(character))
    return GETA if not latin.strip() or missing(latin) else latin


def _is_unseen(character: str) -> bool:
    kind = unicodedata.category(character)
    return kind in {"Cf", "Cc", "Zs", "Zl", "Zp"} or _NEVER_DRAWN.match(character) is not None


@cache
def _faces() -> list[tuple[str, list[tuple[int, int]]]]:
    told = json.loads(TABLE.read_text(encoding="utf-8"))
    return [(face["family"], [(a, b) for a, b in face["writes"]]) for face in told]


@cache
def _families() -> tuple[str, ...]:
    return tuple(family for family, _ in _faces())


@cache
def _writers() -> dict[int, str]:
    """Which font writes a code point: the first of the table that can."""
    found: dict[int, str] = {}
    for family, ranges in _faces():
        for first, last in ranges:
            for character in range(first, last + 1):
                found.setdefault(character, family)
    return found


@cache
def _beyond_the_page_font() -> re.Pattern[str]:
    beyond = (chr(c) for c, family in _writers().items() if family != PAGE_FAMILY)
    # All of them in the basic plane, for which this takes a fifth of a millisecond a page
    return re.compile(f"[{''.join(re.escape(c) for c in beyond if not _is_unseen(c))}]")


@cache
def _latin() -> icu.Transliterator:
    return icu.Transliterator.createInstance("Any-Latin")
