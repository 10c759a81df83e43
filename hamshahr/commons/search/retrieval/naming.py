"""Topics that a query names: a bridge of labels between languages.

A reader who types what a department calls its topic means that topic, in whichever of the
vocabulary's languages; experiences of the topic need not use the word.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from hamshahr.commons.search.asking import Query
from hamshahr.commons.search.registry import vocabularies
from hamshahr.commons.search.words.cutting import cut
from hamshahr.kernel.content_version.keeping import kept_until_changed

_Words = tuple[str, ...]
_LONGEST_LABEL = 6  # words
# In more words than this a single one is spoken, not named: streets under water are no waterworks
_WORDS_OF_A_NAME = 3


@dataclass(frozen=True)
class Named:
    """Values of facets that a query names, as a document's facets word them (``topic:heat``)."""

    tokens: frozenset[str]

    def of(self, facets: list[str]) -> list[str]:
        """Return those of a document's ``facets`` that were named, in its order."""
        return [token for token in facets if token in self.tokens]


def named(query: Query) -> Named:
    """Return what the words of ``query`` name; the longest label wins where several begin."""
    labels = _labels()
    words = cut(query.text)
    shortest = 1 if len(query.telling_words) <= _WORDS_OF_A_NAME else 2
    found: set[str] = set()
    start = 0
    while start < len(words):
        for count in range(min(_LONGEST_LABEL, len(words) - start), shortest - 1, -1):
            tokens = labels.get(tuple(words[start : start + count]))
            if tokens:
                found |= tokens
                start += count - 1
                break
        start += 1
    return Named(frozenset(found))


@kept_until_changed
def _labels() -> Mapping[_Words, set[str]]:
    """Return, by the words of each label in every language, what it names."""
    found: dict[_Words, set[str]] = {}
    for vocabulary in vocabularies():
        for concept, _, label in vocabulary.labels():
            words = _words_of(label)
            if words and len(words) <= _LONGEST_LABEL:
                found.setdefault(words, set()).add(f"{vocabulary.facet}:{concept}")
    return found


# Some thousand labels, which stay when the vocabulary is read again a second later
@lru_cache(maxsize=20_000)
def _words_of(label: str) -> _Words:
    return tuple(cut(label))
