"""Which language a query is written in: said, or guessed from its letters and its words."""

import unicodedata
from collections import Counter
from functools import cache
from typing import Any

# Languages by the letters that the others of their script do not use
_PERSIAN_ONLY = frozenset("پچژگ")
_URDU_ONLY = frozenset("ٹڈڑےںہھ")
_ARABIC_ONLY = frozenset("ةىإ")  # not ي and ك: Persian keyboards type them too
_ARABIC_ARTICLE = "ال"

# What the guesser may answer: widely read languages of cities. The rest would only be noise.
_GUESSABLE = (
    "ar", "az", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he",
    "hi", "hr", "hu", "hy", "id", "it", "ja", "ka", "kk", "km", "ko", "ku", "lo", "lt", "lv", "mk",
    "ml", "mn", "mr", "ms", "nb", "ne", "nl", "pl", "ps", "pt", "ro", "ru", "si", "sk", "sl", "sq",
    "sr", "sv", "sw", "ta", "te", "th", "tl", "tr", "uk", "ur", "vi", "xh", "zh", "zu",
)  # fmt: skip

# A script that one language alone uses, or for which one language stands here
_BY_SCRIPT = {"HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "THAI": "th", "GREEK": "el",
              "HEBREW": "he", "GEORGIAN": "ka", "ARMENIAN": "hy", "BENGALI": "bn", "TAMIL": "ta",
              "TELUGU": "te", "MALAYALAM": "ml", "SINHALA": "si", "KHMER": "km", "LAO": "lo",
              "ETHIOPIC": "am"}  # fmt: skip
_SCRIPT_OF = {"fa": "ARABIC", "ar": "ARABIC", "ur": "ARABIC", "ps": "ARABIC", "ku": "ARABIC",
              "ru": "CYRILLIC", "uk": "CYRILLIC", "bg": "CYRILLIC", "sr": "CYRILLIC",
              "mk": "CYRILLIC", "kk": "CYRILLIC", "mn": "CYRILLIC", "zh": "CJK", "ja": "CJK",
              "hi": "DEVANAGARI", "mr": "DEVANAGARI", "ne": "DEVANAGARI",
              **{language: script for script, language in _BY_SCRIPT.items()}}  # fmt: skip

# Few words tell a guesser little: the reader's own language counts the more, the fewer they are.
_WORDS_THAT_TELL = 6
# One or two Latin words that resemble no language clearly are a name, or a term known in English.
_CERTAIN = 0.9
_OF_NAMES = "en"


def query_language(text: str, expected: str | None = None) -> str:
    """Return the ISO 639 code of the language that ``text`` is most likely written in.

    ``expected`` is the language somebody said or reads the page in: it decides where the text
    leaves it open, never against the text's own script.
    """
    script = _script(text)
    if script in _BY_SCRIPT:
        return _BY_SCRIPT[script]
    if script == "ARABIC" and (clear := _by_letters(text)):
        return clear
    fitting = expected if expected and _SCRIPT_OF.get(expected, "LATIN") == script else None
    words = len(text.split())
    if fitting and words < _WORDS_THAT_TELL // 2:
        return fitting
    guess, probability = _guess(text)
    if _SCRIPT_OF.get(guess, "LATIN") != script:
        return fitting or guess
    if fitting:
        certain = 0.5 if words >= _WORDS_THAT_TELL else _CERTAIN
        return guess if probability >= certain else fitting
    is_name = script == "LATIN" and words < _WORDS_THAT_TELL // 2 and probability < _CERTAIN
    return _OF_NAMES if is_name else guess


def _by_letters(text: str) -> str | None:
    letters = set(text)
    if letters & _URDU_ONLY and not letters & _ARABIC_ONLY:
        return "ur"
    if letters & _PERSIAN_ONLY:
        return "fa"
    words = text.split()
    with_article = sum(word.startswith(_ARABIC_ARTICLE) for word in words)
    if letters & _ARABIC_ONLY or 2 * with_article > len(words):
        return "ar"
    return None


def _script(text: str) -> str:
    """Return the script that most letters belong to, as Unicode names it; LATIN for none."""
    counts = Counter(
        unicodedata.name(character, "LATIN").split(" ", 1)[0]
        for character in text[:2_000]
        if character.isalpha()
    )
    if counts["HIRAGANA"] + counts["KATAKANA"] > 0:
        return "HIRAGANA"
    return counts.most_common(1)[0][0] if counts else "LATIN"


def _guess(text: str) -> tuple[str, float]:
    language, probability = _identifier().classify(text[:2_000])
    return str(language), float(probability)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # reads its model: on first use

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = set(identifier.labels)
    identifier.set_languages([code for code in _GUESSABLE if code in known])
    return identifier
