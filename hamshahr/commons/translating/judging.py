"""Whether what a machine answered can be a translation at all.

It is not judged whether it is a good one: that somebody at the desk does. What fails here no
reader sees.
"""

import re
import unicodedata
from collections import Counter
from enum import StrEnum

from hamshahr.commons.search.query_language import query_language
from hamshahr.kernel.folding import fold


class Reason(StrEnum):
    """Why an answer is no draft."""

    EMPTY = "empty"
    SAME = "same"  # the original once more
    LENGTH = "length"
    LANGUAGE = "language"
    NUMBERS = "numbers"  # one of the original is not there
    PIECES = "pieces"  # an address or a code is not there, or twice
    HTML = "html"  # that the original has not
    LOOP = "loop"  # the same words again and again
    SHAPE = "shape"  # it cannot be told which text it belongs to
    SERVER = "server"  # it takes no such text, or fails at it each time


_NUMBER = re.compile(r"\d+(?:[.,٫٬'\u00a0\u202f]\d+)*")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|&(?:[a-z]{2,8}|#\d{2,6});")
# Below, a name or a word of two is alike in many languages, and no language can be told
_FEW_WORDS = 3
# From here on the guesser of languages is hardly ever wrong about prose
_WORDS_THAT_TELL = 12
# Translations between alphabets have 0.6 to 1.8 times the letters; a headline may have more
_SHORTER, _LONGER, _SPARE = 0.3, 3.5, 30
# A Chinese sign says what three letters say
_SIGNS_A_WORD = 4
# Names stay in their own letters, and a text may be full of them
_SHARE_OF_SCRIPT = 0.5
_LONGEST_LOOP, _TURNS = 8, 4
_SCRIPTS = {
    "fa": "ARABIC", "ar": "ARABIC", "ur": "ARABIC", "ps": "ARABIC", "ru": "CYRILLIC",
    "uk": "CYRILLIC", "bg": "CYRILLIC", "zh": "CJK", "ja": "CJK", "hi": "DEVANAGARI",
    "el": "GREEK", "he": "HEBREW", "ko": "HANGUL", "th": "THAI",
}  # fmt: skip


def judge_piece(original: str, answer: str, source: str, target: str) -> Reason | None:
    """Return why ``answer`` cannot be what a paragraph reads in ``target``; ``None``: it may be."""
    if not answer.strip():
        return Reason.EMPTY
    if _is_the_same(original, answer, source, target):
        return Reason.SAME
    if not _fits(original, answer, source, target):
        return Reason.LENGTH
    if not _has_every_number(original, answer):
        return Reason.NUMBERS
    if len(_TAG.findall(answer)) > len(_TAG.findall(original)):
        return Reason.HTML
    if _loops(answer) and not _loops(original):
        return Reason.LOOP
    return None


def judge_whole(answer: str, target: str) -> Reason | None:
    """Return ``LANGUAGE`` where a whole text is not in its language; ``None``: it may be."""
    letters = Counter(_script(letter) for letter in answer if letter.isalpha())
    count = sum(letters.values())
    own = letters[script_of(target)] / count if count else 1
    if own < _SHARE_OF_SCRIPT:
        return Reason.LANGUAGE
    words = answer.split()
    if len(words) < _WORDS_THAT_TELL:
        return None
    return None if query_language(answer, expected=target) == target else Reason.LANGUAGE


def numbers(text: str) -> Counter[str]:
    """Return the numbers of a text in ASCII digits without separators: ۱٬۲۰۰ and 1.200 are one."""
    return Counter(_plain(found) for found in _NUMBER.findall(text))


def script_of(language: str) -> str:
    return _SCRIPTS.get(language, "LATIN")


def _plain(number: str) -> str:
    return "".join(str(unicodedata.digit(sign)) for sign in number if sign.isdigit())


def _has_every_number(original: str, answer: str) -> bool:
    """Tell whether none is lost; one that was a word in the original may have become one."""
    return not numbers(original) - numbers(answer)


def _is_the_same(original: str, answer: str, source: str, target: str) -> bool:
    is_name = len(original.split()) < _FEW_WORDS and script_of(source) == script_of(target)
    return not is_name and bool(fold(original)) and fold(original) == fold(answer)


def _fits(original: str, answer: str, source: str, target: str) -> bool:
    before = len(original) * (_SIGNS_A_WORD if script_of(source) == "CJK" else 1)
    after = len(answer) * (_SIGNS_A_WORD if script_of(target) == "CJK" else 1)
    return before * _SHORTER - _SPARE <= after <= before * _LONGER + _SPARE


def _loops(text: str) -> bool:
    """Tell whether up to eight words follow themselves four times."""
    words = fold(text).split()
    for length in range(1, _LONGEST_LOOP + 1):
        turns = 0
        for place in range(len(words) - length):
            turns = turns + 1 if words[place] == words[place + length] else 0
            if turns >= length * (_TURNS - 1):
                return True
    return False


def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").split(" ", 1)[0]
