"""What is shown of a result: the passage that answers, and the reasons in words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from hamshahr.commons.search.meaning.passages import Passage
from hamshahr.commons.search.retrieval.candidates import Candidate
from hamshahr.commons.search.retrieval.finding import Found
from hamshahr.commons.search.retrieval.holding import WordsFound
from hamshahr.commons.search.retrieval.readable import Readable, readable
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
    ready = readable(shown, found.place)
    forms = forms_of(found.words)
    return {
        candidate.code: answer
        for candidate in shown
        if candidate.document in ready
        and (answer := _answer(ready[candidate.document], found, forms))
    }


def _answer(ready: Readable, found: Found, forms: Mapping[str, str]) -> Answer | None:
    if not ready.passages:
        return None
    near = [0.0] * len(ready.passages)
    if found.place is not None and ready.places is not None:
        near = (ready.places @ found.place.vector).tolist()
    worth = [
        nearness
        + _OF_PART.get(passage.part, 0.0)
        + _WORD_IN_PASSAGE * len({forms[word] for word in words if word in forms})
        for passage, words, nearness in zip(ready.passages, ready.words, near, strict=True)
    ]
    held = {forms[word] for word in ready.all_words if word in forms}
    best = ready.passages[worth.index(max(worth))]
    return Answer(best, [word for word in found.query.telling_words if word in held])


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
