"""The terms of a text: those of the glossary of municipal terms, and the names of topics."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hamshahr.commons.search.registry import vocabularies
from hamshahr.commons.translation.glossary import concepts
from hamshahr.kernel.content_version.keeping import kept_until_changed
from hamshahr.kernel.folding import fold

# What a text of a page can hold and somebody still reads
MOST_TERMS = 40
# Articles and conjunctions that Arabic writes onto a word, plurals and ezafe that Persian and
# European languages write behind it; a term is found with them
_BEFORE = ("وال", "بال", "لل", "ال", "و", "ب", "ل")
_BEHIND = ("ها", "های", "هایی", "ی", "es", "s", "x", "ات", "ین")
_ARTICLES = {"ar"}


@dataclass(frozen=True)
class Term:
    """A term that occurs: as the text has it, and how it may be called in the other language.

    ``accepted`` has the usual one first.
    """

    found: str
    accepted: tuple[str, ...]

    def is_in(self, text: str, language: str) -> bool:
        """Tell whether one of the accepted terms stands in a translation."""
        words = fold(text).split()
        return any(_places(words, fold(one).split(), language) for one in self.accepted)


def terms_in(text: str, source: str, target: str) -> list[Term]:
    """Return the terms of a text that have a name in ``target``, in the order of the text.

    Of terms within terms the longest: “bus lane”, not “bus”.
    """
    words = fold(text).split()
    heads: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    listed = _entries(source, target)
    for number, (forms, _accepted) in enumerate(listed):
        for form in forms:
            parts = tuple(fold(form).split())
            if parts:
                heads.setdefault(parts[0], []).append((parts, number))
    found: dict[int, str] = {}
    for parts, number in _taken(words, heads, source):
        found.setdefault(number, " ".join(parts))
    shown = [
        Term(_as_written(listed[number][0], said), tuple(listed[number][1]))
        for number, said in found.items()
    ]
    return shown[:MOST_TERMS]


def _taken(
    words: Sequence[str], heads: Mapping[str, list[tuple[tuple[str, ...], int]]], language: str
) -> Iterator[tuple[tuple[str, ...], int]]:
    place = 0
    while place < len(words):
        candidates = [
            each
            for stem in _stems(words[place], language)
            for each in heads.get(stem, ())
            if _stands_at(words, place, each[0], language)
        ]
        if candidates:
            parts, number = max(candidates, key=lambda each: len(each[0]))
            yield parts, number
            place += len(parts)
        else:
            place += 1


def _entries(source: str, target: str) -> Sequence[tuple[Sequence[str], Sequence[str]]]:
    """Return every concept with its forms in both languages; the glossary's own first."""
    return [
        (concept[source], concept[target])
        for concept in (*concepts(), *_topics())
        if concept.get(source) and concept.get(target)
    ]


@kept_until_changed
def _topics() -> tuple[Mapping[str, Sequence[str]], ...]:
    """Return the topics' preferred labels by language; the others say something near, not it."""
    found: dict[str, dict[str, list[str]]] = {}
    for vocabulary in vocabularies():
        for concept, language, label in vocabulary.labels():
            found.setdefault(concept, {}).setdefault(language, [label])
    return tuple(found.values())


def _as_written(forms: Iterable[str], folded: str) -> str:
    return next((form for form in forms if fold(form) == folded), folded)


def _places(words: Sequence[str], parts: Sequence[str], language: str) -> bool:
    return bool(parts) and any(
        _stands_at(words, place, parts, language) for place in range(len(words))
    )


def _stands_at(words: Sequence[str], place: int, parts: Sequence[str], language: str) -> bool:
    there = words[place : place + len(parts)]
    return len(there) == len(parts) and all(
        part in _stems(word, language) for word, part in zip(there, parts, strict=True)
    )


def _stems(word: str, language: str) -> set[str]:
    """Return what a word may be without what is written onto it."""
    begun = {word}
    if language in _ARTICLES:
        begun |= {word[len(one) :] for one in _BEFORE if word.startswith(one)}
    bare = {each[: -len(one)] for each in begun for one in _BEHIND if each.endswith(one)}
    return {each for each in begun | bare if re.search(r"\w", each)}
