"""What a reader's word may be in the texts: itself, itself with another ending, itself misspelt."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection
from rapidfuzz.distance import OSA

# How much a word counts that is not quite the one that was typed.
EXACT = 1.0
OTHER_ENDING = 0.8
MISSPELT = 0.6

# A paragraph has enough words of its own; guessing at each would cost more than it brings.
_GUESSED_WORDS = 12
_CANDIDATES = 24
# Who misspells more words of a query than these writes a language that the library does not hold
_MISSPELT_WORDS = 4
# More words that begin alike and are hardly longer are hardly one word's forms
_BEGINNING_ALIKE = 64
_LAST_LETTER = "\U0010ffff"  # what begins with a stem sorts before the stem with this

# Endings and beginnings that change a word's form and not what it is about, in folded spelling:
# plurals of Persian, Arabic and the Latin languages, the Arabic article and conjunction.
_BEGINNINGS = ("وال", "بال", "لل", "ال", "و")
_ENDINGS = ("هایی", "های", "ها", "ات", "ان", "ین", "ون", "ies", "es", "s", "y", "en", "e", "i", "n")
_SHORTEST_STEM = 3
_LONGEST_ENDING = 3


@dataclass(frozen=True)
class Match:
    """A word of the index that a typed word stands for."""

    word: str
    weight: float
    documents: int


def matches(typed: Sequence[str]) -> dict[str, list[Match]]:
    """Return, for each distinct word of ``typed``, the words of the index that it may be.

    A misspelling is guessed at only where the word itself is in no text. Words without a match
    are left out. At most three queries, whatever the number of words.
    """
    distinct = list(dict.fromkeys(typed))
    guessed = distinct if len(distinct) <= _GUESSED_WORDS else []
    known = _spelt(
        {word: [word, *_forms(word)] if word in guessed else [word] for word in distinct}
    )
    there = {word for _, word, _ in known}
    unknown = [word for word in guessed if word not in there][:_MISSPELT_WORDS]
    found: defaultdict[str, list[Match]] = defaultdict(list)
    for word, other, documents in [*known, *_beginning(guessed), *_alike(unknown)]:
        weight = likeness(word, other)
        if weight and all(other != match.word for match in found[word]):
            found[word].append(Match(other, weight, documents))
    return {word: _without_guesses(choices) for word, choices in found.items() if choices}


def likeness(typed: str, known: str) -> float:
    """Return how far ``known`` counts as ``typed``: 0 for another word.

    Both are folded. Slips are counted as optimal string alignment (a swap of neighbours is one):
    one in words of four letters and more, two from eight on.
    """
    if typed == known:
        return EXACT
    if _stem(typed) == _stem(known) or _is_inflected(typed, known) or _is_inflected(known, typed):
        return OTHER_ENDING
    slips = 0 if len(typed) < 4 or typed.isdigit() else 1 if len(typed) < 8 else 2
    if slips and OSA.distance(typed, known, score_cutoff=slips) <= slips:
        return MISSPELT
    return 0.0


def _without_guesses(choices: list[Match]) -> list[Match]:
    if any(match.weight == EXACT for match in choices):
        return [match for match in choices if match.weight > MISSPELT]
    return choices


def _stem(word: str) -> str:
    for beginning in _BEGINNINGS:
        if word.startswith(beginning) and len(word) - len(beginning) >= _SHORTEST_STEM:
            word = word.removeprefix(beginning)
            break
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


def _is_inflected(word: str, longer: str) -> bool:
    """Tell whether ``longer`` is ``word`` with an ending: ``tram`` and ``trams``, ``tramway``."""
    return (
        len(word) > _SHORTEST_STEM
        and longer.startswith(word)
        and len(longer) - len(word) <= _LONGEST_ENDING
    )


def _forms(word: str) -> set[str]:
    """Return what ``word`` may be with other beginnings, or without its last letters."""
    stem = _stem(word)
    shorter = {word[:-letters] for letters in range(1, _LONGEST_ENDING + 1)}
    begun = {f"{start}{stem}{end}" for start in _BEGINNINGS for end in ("", *_ENDINGS)}
    return {form for form in shorter if len(form) > _SHORTEST_STEM} | begun


def _spelt(forms: Mapping[str, Sequence[str]]) -> list[tuple[str, str, int]]:
    """Return (typed, known, documents) for the ``forms`` of each typed word that are known."""
    of: defaultdict[str, list[str]] = defaultdict(list)
    for typed, some in forms.items():
        for form in some:
            of[form].append(typed)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, documents FROM search_searchword WHERE word = ANY(%s) AND documents > 0",
            [list(of)],
        )
        return [(typed, word, documents) for word, documents in cursor for typed in of[word]]


def _beginning(words: Sequence[str]) -> list[tuple[str, str, int]]:
    """Return (typed, known, documents) for words that begin with the stem of a typed one.

    The shortest of them; an index of prefixes finds them at once in a lexicon of any size.
    """
    longest = max(len(ending) for ending in _ENDINGS)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT typed.word, known.word, known.documents
            FROM unnest(%s::text[], %s::text[], %s::text[], %s::int[])
              AS typed(word, stem, after, most)
            CROSS JOIN LATERAL (
                SELECT word, documents FROM search_searchword
                WHERE word ~>=~ typed.stem AND word ~<~ typed.after
                  AND length(word) <= typed.most AND documents > 0
                ORDER BY length(word), word
                LIMIT %s
            ) AS known
            """,
            [
                list(words),
                stems := [_stem(word) for word in words],
                [stem + _LAST_LETTER for stem in stems],
                [
                    max(len(stem) + longest, len(word) + _LONGEST_ENDING)
                    for stem, word in zip(stems, words, strict=True)
                ],
                _BEGINNING_ALIKE,
            ],
        )
        rows: list[tuple[str, str, int]] = cursor.fetchall()
    return rows


def _alike(words: list[str]) -> list[tuple[str, str, int]]:
    """Return (typed, known, documents) for known words that look like a typed one."""
    if not words:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT typed.word, known.word, known.documents
            FROM unnest(%s::text[]) AS typed(word)
            CROSS JOIN LATERAL (
                SELECT word, documents FROM search_searchword
                WHERE word %% typed.word AND documents > 0
                ORDER BY similarity(word, typed.word) DESC, word
                LIMIT %s
            ) AS known
            """,
            [words, _CANDIDATES],
        )
        rows: list[tuple[str, str, int]] = cursor.fetchall()
    return rows
