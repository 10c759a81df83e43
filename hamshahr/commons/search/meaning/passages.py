"""Passages: the windows of two sentences in which a text answers a question."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import icu

from hamshahr.commons.search.embedding import Embedder
from hamshahr.commons.search.meaning.reading import Wording, knows
from hamshahr.commons.search.models import SearchDocument
from hamshahr.kernel.folding import fold

_SENTENCES = 2
# Between a headline and a paragraph; shorter sentences are joined, longer ones cut at a space.
_SHORTEST, _LONGEST = 60, 420
_SPACE = re.compile(r"\s+")

# Parts that answer a reader's question, in the order of preference among equals.
ANSWERING_PARTS = ("summary", "approach", "problem", "lessons", "conditions")


@dataclass(frozen=True)
class Passage:
    """A window of a part's text, as written there but for white space."""

    part: str
    text: str


def passages(parts: Mapping[str, str], language: str) -> list[Passage]:
    """Return the windows of the answering parts, in order. ``language`` decides on sentence ends.

    A text without any such part gives its first part whole.
    """
    found = [
        Passage(name, window)
        for name in ANSWERING_PARTS
        if name in parts
        for window in _windows(parts[name], language)
    ]
    if not found and parts:
        name, text = next(iter(parts.items()))
        found = [Passage(name, text[:_LONGEST])]
    return found


def passage_wordings(document: SearchDocument) -> list[Wording]:
    """Return the passages of a document as texts to be embedded."""
    return [
        passage_wording(passage, document.language)
        for passage in passages(document.parts, document.language)
        if fold(passage.text)
    ]


def passage_wording(passage: Passage, language: str) -> Wording:
    return Wording(passage.text, language, "long", 1.0)


def passage_reader(readers: Sequence[Embedder], language: str) -> Embedder:
    """Return the embedder that reads passages of a language: the last one that knows it.

    Passages are many and only choose what is shown of a result; the last embedder is the quickest.
    """
    return next(reader for reader in reversed(readers) if knows(reader, language))


def _windows(text: str, language: str) -> Iterator[str]:
    gathered: list[str] = []
    for sentence in _sentences(text, language):
        gathered.append(sentence)
        if len(gathered) >= _SENTENCES and len(" ".join(gathered)) >= _SHORTEST:
            yield from _cut(" ".join(gathered))
            gathered = []
    if gathered:
        yield from _cut(" ".join(gathered))


def _sentences(text: str, language: str) -> Iterator[str]:
    clean = icu.UnicodeString(_SPACE.sub(" ", text).strip())
    breaks = icu.BreakIterator.createSentenceInstance(icu.Locale(language))
    breaks.setText(clean)
    start = breaks.first()
    for end in breaks:
        sentence = str(clean[start:end]).strip()
        if sentence:
            yield sentence
        start = end


def _cut(text: str) -> Iterator[str]:
    while len(text) > _LONGEST:
        end = text.rfind(" ", _LONGEST // 2, _LONGEST)
        end = end if end > 0 else _LONGEST
        yield text[:end]
        text = text[end:].strip()
    if text:
        yield text
