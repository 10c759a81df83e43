"""The memory: sentences and paragraphs of checked translations, found again elsewhere."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.postgres.search import TrigramSimilarity

from hamshahr.commons.translating.cutting import cut, sentences
from hamshahr.commons.translating.models import FieldTranslation, MemorySegment
from hamshahr.kernel.folding import fold

# Trigrams of longer texts are alike by their commonest words alone
_LONGEST_FOLDED = 600
# Of a text that is being translated, so that a page asks a bounded number of questions
MOST_SEGMENTS = 40
# Below half, what is found is about something else; pg_trgm's own threshold is 0.3
_LEAST_ALIKE = 0.5
_MATCHES_A_SEGMENT = 2


@dataclass(frozen=True)
class Match:
    """Something that was translated before: how alike it is to what is asked, from 0 to 100."""

    asked: str
    source: str
    text: str
    percent: int


def remember(translation: FieldTranslation) -> None:
    """Keep the segments of a checked translation in place of those it had."""
    forget(translation)
    source_language = translation.source.language
    pairs = _pairs(translation.source_text, translation.text, source_language, translation.language)
    MemorySegment.objects.bulk_create(
        MemorySegment(
            translation=translation,
            source_language=source_language,
            language=translation.language,
            source=source,
            text=text,
            folded=fold(source)[:_LONGEST_FOLDED],
            digest=_digest(source),
        )
        for source, text in pairs
        if fold(source)
    )


def forget(translation: FieldTranslation) -> None:
    """Forget the segments of a translation that nobody answers for any more."""
    MemorySegment.objects.filter(translation=translation).delete()


def known(texts: Iterable[str], source: str, target: str) -> dict[str, str]:
    """Return, for those of ``texts`` that were translated word by word alike, their translation.

    In one query; of several the latest. Numbers, case and spelling may not differ.
    """
    asked = {_digest(text): text for text in texts if fold(text)}
    rows = MemorySegment.objects.filter(
        digest__in=list(asked), source_language=source, language=target
    ).order_by("translation__checked_at", "pk")
    return {text: row.text for row in rows if row.source == (text := asked[bytes(row.digest)])}


def matches(text: str, source: str, target: str) -> list[Match]:
    """Return what the memory holds like the sentences of ``text``, in their order, the best first.

    A query for each of the first ``MOST_SEGMENTS`` sentences, by the index on trigrams.
    """
    found: list[Match] = []
    asked = [sentence for piece in cut(text, source) for sentence in sentences(piece.words, source)]
    for sentence in list(dict.fromkeys(asked))[:MOST_SEGMENTS]:
        found += _like(sentence, source, target)
    return found


def _like(sentence: str, source: str, target: str) -> list[Match]:
    folded = fold(sentence)[:_LONGEST_FOLDED]
    if not folded:
        return []
    rows = (
        MemorySegment.objects.filter(
            folded__trigram_similar=folded, source_language=source, language=target
        )
        .annotate(alike=TrigramSimilarity("folded", folded))
        .filter(alike__gte=_LEAST_ALIKE)
        .order_by("-alike", "-pk")[: _MATCHES_A_SEGMENT * 3]
    )
    best: dict[str, Match] = {}
    for row in rows:
        percent = 100 if row.source == sentence else min(99, round(row.alike * 100))
        best.setdefault(row.text, Match(sentence, row.source, row.text, percent))
    return list(best.values())[:_MATCHES_A_SEGMENT]


def _pairs(
    source: str, text: str, source_language: str, language: str
) -> Sequence[tuple[str, str]]:
    """Return what belongs together: paragraphs where they are as many, and so their sentences."""
    befores = [piece.words for piece in cut(source, source_language) if piece.words]
    afters = [piece.words for piece in cut(text, language) if piece.words]
    if len(befores) != len(afters):
        return []
    pairs: dict[tuple[str, str], None] = {}
    for before, after in zip(befores, afters, strict=True):
        pairs[before, after] = None
        parts = sentences(before, source_language), sentences(after, language)
        if len(parts[0]) == len(parts[1]) > 1:
            pairs.update(dict.fromkeys(zip(*parts, strict=True)))
    return list(pairs)


def _digest(text: str) -> bytes:
    return hashlib.blake2b(fold(text).encode(), digest_size=16).digest()
