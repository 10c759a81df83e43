"""Folding: the form of a text in which spellings that a reader takes for the same are the same.

Used for every comparison of words: search, labels, names of cities. What is shown to a reader is
never folded. Browsers do the same where they find one of many choices: what changes here changes in
the script ``folding.js`` of the design, and a test holds them together.
"""

import re
import unicodedata

# Letters that keyboards and languages write differently for one another. NFKC has by then joined
# the presentation forms; what is left are the choices of keyboards (Arabic versus Persian).
_SAME_LETTER = str.maketrans(
    {
        "ي": "ی",  # Arabic yeh
        "ى": "ی",  # alef maksura
        "ئ": "ی",  # yeh with hamza
        "ے": "ی",  # Urdu yeh barree
        "ك": "ک",  # Arabic kaf
        "ة": "ه",  # teh marbuta
        "ۀ": "ه",  # heh with yeh above
        "ہ": "ه",  # Urdu heh goal
        "ھ": "ه",  # Urdu heh doachashmee
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ؤ": "و",
        "ß": "ss",
        "ı": "i",  # Turkish dotless i
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "æ": "ae",
        "œ": "oe",
    }
)

# Tatweel stretches a word, bidi marks steer its display: neither is part of it. The half-space
# (zero-width non-joiner) is not among them: it becomes a space, می‌شود is found as می شود.
_INVISIBLE = re.compile("[\u0640\u00ad\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_OPTIONAL_MARK_CLASSES = range(10, 256)  # accents, harakat, tones; not vowel signs (0), virama (9)


def fold(text: str) -> str:
    """Return ``text`` folded: words in one spelling, separated by single spaces.

    Case, diacritics and harakat are dropped, compatibility forms joined (NFKC), Arabic and
    Persian letters made one, digits of every script become ASCII, half-spaces become spaces,
    punctuation and characters that no database column takes (NUL, lone surrogates) become
    spaces. The empty string means that nothing in the text is a word.
    """
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold()
    text = text.translate(_SAME_LETTER)
    text = unicodedata.normalize("NFKD", text).translate(_KEPT)
    return " ".join(unicodedata.normalize("NFC", text).split())


def words(text: str) -> list[str]:
    """Return the folded words of ``text``, in order, repeats included."""
    return fold(text).split()


def printable(text: str) -> str:
    """Return ``text`` without what no database or page can carry: NUL and lone surrogates."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")


class _Kept(dict[int, str]):
    """What becomes of each decomposed character; decided once, on first sight."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        if category == "Nd":
            kept = str(unicodedata.digit(character))
        elif category == "Mn" and unicodedata.combining(character) in _OPTIONAL_MARK_CLASSES:
            kept = ""
        elif category[0] in "LNM":
            kept = character
        else:
            kept = " "
        self[code] = kept
        return kept


_KEPT = _Kept()
