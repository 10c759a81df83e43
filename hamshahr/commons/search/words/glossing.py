"""Municipal terms of a query in English: a second reading, by the glossary.

Models of language know the terms of Persian and Arabic municipalities least well. Where the
glossary knows them, their English names say the same once more.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from hamshahr.commons.search.words.cutting import cut
from hamshahr.commons.translation.glossary import concepts

GLOSS_LANGUAGE = "en"
# Of French and Spanish a gloss finds no more than the models do (docs/retrieval.md)
_GLOSSED = {"fa", "ar"}

# What may stand before or after a term's word, in folded spelling. The glossary has the other
# forms (broken plurals) as terms of their own.
_BEGINNINGS: Mapping[str, tuple[str, ...]] = {"ar": ("وال", "بال", "لل", "ال", "و", "ب", "ل")}
_ENDINGS: Mapping[str, tuple[str, ...]] = {"fa": ("هایی", "های", "ها", "ی")}
_HALF_SPACE = "\u200c"  # often left out in typing
_SHORTEST = 2  # letters of a word without its beginning or ending

_Term = tuple[str, ...]  # its folded words


@dataclass(frozen=True)
class Gloss:
    """What the glossary says of a text: English terms, and the share of its letters they cover."""

    text: str
    share: float


def gloss(text: str, language: str) -> Gloss | None:
    """Return the gloss of ``text``, or ``None`` where the glossary knows none of it.

    The longest term wins where several begin at one word.
    """
    glossary = _glossary(language)
    words = cut(text)
    found: list[str] = []
    covered = start = 0
    while start < len(words):
        count, english = _longest(words[start:], glossary, language)
        if english:
            found.append(english)
            covered += sum(map(len, words[start : start + count]))
        start += count
    if not found:
        return None
    return Gloss(", ".join(dict.fromkeys(found)), covered / sum(map(len, words)))


@dataclass(frozen=True)
class _Glossary:
    english: Mapping[_Term, str]
    openings: frozenset[_Term]  # every term's first words, and all of them


def _longest(words: Sequence[str], glossary: _Glossary, language: str) -> tuple[int, str]:
    """Return the longest term that ``words`` open with, in words and in English; else (1, "")."""
    best = (1, "")
    begun: list[_Term] = [()]
    for count, word in enumerate(words, 1):
        forms = list(_forms(word, language))
        begun = [
            (*term, form) for term in begun for form in forms if (*term, form) in glossary.openings
        ]
        if not begun:
            break
        for term in begun:
            if term in glossary.english:
                best = (count, glossary.english[term])
                break
    return best


def _forms(word: str, language: str) -> Iterator[str]:
    """Yield ``word``, then it without a beginning or an ending."""
    yield word
    for beginning in _BEGINNINGS.get(language, ()):
        if word.startswith(beginning) and len(word) - len(beginning) >= _SHORTEST:
            yield word.removeprefix(beginning)
    for ending in _ENDINGS.get(language, ()):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            yield word.removesuffix(ending)


@cache
def _glossary(language: str) -> _Glossary:
    """Return the terms of a language; none for those that need no gloss."""
    english: dict[_Term, str] = {}
    if language in _GLOSSED:
        for concept in concepts():
            said = ", ".join(concept[GLOSS_LANGUAGE])
            for term in concept.get(language, ()):
                english.setdefault(tuple(cut(term)), said)
                english.setdefault(tuple(cut(term.replace(_HALF_SPACE, ""))), said)
    openings = frozenset(term[:count] for term in english for count in range(1, len(term) + 1))
    return _Glossary(english, openings)
