"""One spelling of a text for the embedders, which take look-alike letters for different ones."""

import unicodedata

_DIGITS = {ord(digit): str(value) for value, digit in enumerate("۰۱۲۳۴۵۶۷۸۹")} | {
    ord(digit): str(value) for value, digit in enumerate("٠١٢٣٤٥٦٧٨٩")
}
# What keyboards of the neighbours put in place of a language's own letters
_PERSIAN = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک"}) | _DIGITS
_ARABIC = str.maketrans({"ی": "ي", "ک": "ك"}) | _DIGITS
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x0640, 0x200B, *range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
_BY_LANGUAGE = {"fa": _PERSIAN, "ar": _ARABIC}


def respelt(text: str, language: str) -> str:
    """Return ``text`` in its language's own letters, without tatweel and marks of direction.

    Half-spaces, accents and case stay: they carry meaning for an embedder.
    """
    composed = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    return composed.translate(_BY_LANGUAGE.get(language, _DIGITS))
