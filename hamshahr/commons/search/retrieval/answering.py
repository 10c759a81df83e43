"""What is shown of a result: the passage that answers, and the reasons in words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from hamshahr.commons.search.embedding import embedders
from hamshahr.commons.search.meaning import store
from hamshahr.commons.search.meaning.passages import (
    Passage,
    passage_reader,
    passages,
)
from hamshahr.commons.search.meaning.reading import ROLE, Kept
from hamshahr.commons.search.models import SearchDocument
from hamshahr.commons.search.retrieval.candidates import Candidate, WordsFound
from hamshahr.commons.search.retrieval.finding import Found
from hamshahr.commons.search.retrieval.placing import space_of
from hamshahr.commons.search.words.cutting import cut

# A word of the query in a passage is worth as much as this nearness in meaning.
_WORD_IN_PASSAGE = 0.05
# What a reader looks for first is the problem and what was done; lessons and conditions are shown
# where they answer clearly better.
_OF_PART = {"summary": 0.1, "problem": 0.1, "approach": 0.1, "lessons": 0.05}
_WORD = re.compile(r"[\w\u200c\u0300-\u036f\u064b-\u065f]+")


@dataclass(frozen=True)
class Answer:
    """The passage of a document that answers best, and the query's words found in the document."""

    passage: Passage
    words: Sequence[str]


def answers(found: Found, shown: Sequence[Candidate]) -> dict[str, Answer]:
    """Return, by code, the answer of each of the ``shown`` candidates.

    A fixed number of queries for any number of them.
    """
    documents = {
        document.pk: document
        for document in SearchDocument.objects.filter(
            pk__in=[candidate.document for candidate in shown]
        )
    }
    texts = {pk: passages(document.parts, document.language) for pk, document in documents.items()}
    nearness = _Nearness(found, documents.values(), texts)
    forms = forms_of(found.words)
    result: dict[str, Answer] = {}
    for candidate in shown:
        document = documents.get(candidate.document)
        if document is None or not texts[document.pk]:
            continue
        best = max(
            texts[document.pk],
            key=lambda passage, document=document: (  # type: ignore[misc]  # bound in the loop
                nearness.of(passage, document.language)
                + _OF_PART.get(passage.part, 0.0)
                + _WORD_IN_PASSAGE * len(_words_in(passage.text, forms))
            ),
        )
        everything = " ".join((document.title, document.bridge, *document.parts.values()))
        held = _words_in(everything, forms)
        typed = [word for word in found.query.telling_words if word in held]
        result[candidate.code] = Answer(best, typed)
    return result


class _Nearness:
    """How near passages lie to the query, by the vectors that are kept of them."""

    def __init__(
        self,
        found: Found,
        documents: Iterable[SearchDocument],
        texts: Mapping[UUID, Sequence[Passage]],
    ) -> None:
        self._place = found.place
        if self._place is None:
            return
        self._readers = embedders()
        self._space = space_of(self._place.version)
        wanted: dict[str, list[str]] = {}
        for document in documents:
            reader = passage_reader(self._readers, document.language)
            name = store.key(reader, ROLE["long"])
            wanted.setdefault(name, []).extend(passage.text for passage in texts[document.pk])
        self._kept: Kept = {
            (name, text): vector
            for name, some in wanted.items()
            for text, vector in store.known(name, some).items()
        }

    def of(self, passage: Passage, language: str) -> float:
        """Return how near a passage lies by the embedder that read it; 0 where none has."""
        if self._place is None:
            return 0.0
        reader = passage_reader(self._readers, language)
        vector = self._kept.get((store.key(reader, ROLE["long"]), passage.text))
        if vector is None:
            return 0.0
        place = self._space.place_by(
            second=reader is not self._readers[0],
            language=language,
            register="long",
            vector=vector,
        )
        return float(place @ self._place.vector)


def _words_in(text: str, forms: Mapping[str, str]) -> set[str]:
    """Return the query's words that stand in ``text``, as they were typed."""
    return {forms[word] for word in cut(text) if word in forms}


def forms_of(words: WordsFound) -> dict[str, str]:
    """Return, for each word of the index that the query means, the word that was typed."""
    return {match.word: typed for typed, found in words.by_typed.items() for match in found}


def marked(text: str, words: WordsFound) -> SafeString:
    """Return ``text``, escaped, with the query's words in ``<mark>``."""
    forms = forms_of(words)
    pieces: list[str] = []
    last = 0
    for token in _WORD.finditer(text):
        if any(word in forms for word in cut(token.group())):
            pieces.append(str(escape(text[last : token.start()])))
            pieces.append(f"<mark>{escape(token.group())}</mark>")
            last = token.end()
    pieces.append(str(escape(text[last:])))
    return mark_safe("".join(pieces))  # noqa: S308 - every piece of the text was escaped
