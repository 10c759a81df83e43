"""Documents that hold the words of a query, and what share of the words each holds."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from pgvector import HalfVector

from hamshahr.commons.search.asking import Query
from hamshahr.commons.search.indexing.words import NAMES, TITLE
from hamshahr.commons.search.retrieval.filtering import Filters, where_facets
from hamshahr.commons.search.retrieval.placing import Place
from hamshahr.commons.search.words.cutting import query_literal
from hamshahr.commons.search.words.lexicon import Match

WITH_WORDS = 100
# Beyond so many words, the rarest of a paragraph say what it is about.
_WORDS_LOOKED_FOR = 24
# A word in the title or among the names counts whole, elsewhere so much: who types Lagos means
# what Lagos did before what mentions it.
IN_PROSE = 0.7
# Documents are looked for by the rarest words, as long as these are in no more of them. A word
# that more hold tells one from another less than their meaning does.
_LOOKED_THROUGH = 2_000


@dataclass(frozen=True)
class WordsFound:
    """The query's words as they stand in the library, and how many documents there are."""

    by_typed: dict[str, list[Match]]
    documents: int

    def weight(self, typed: str) -> float:
        """Return how much a typed word tells: its inverse document frequency (BM25's)."""
        held = sum(match.documents for match in self.by_typed.get(typed, []))
        held = min(held, self.documents)
        return math.log(1 + (self.documents - held + 0.5) / (held + 0.5))

    def weight_of(self, query: Query) -> float:
        """Return how much all words of a query tell."""
        return sum(self.weight(word) for word in query.telling_words) or 1.0


def words_looked_for(found: WordsFound) -> list[str]:
    """Return the words of the query that count, as they were typed, the rarest first.

    Each once, and those alone that stand in the library.
    """
    return sorted(found.by_typed, key=found.weight, reverse=True)[:_WORDS_LOOKED_FOR]


def share_of_words(
    looked_for: Sequence[str], query: Query, found: WordsFound
) -> tuple[str, list[Any]]:
    """Return SQL (with its values) for the share of the query's words in ``document.words``."""
    total = found.weight_of(query)
    terms: list[str] = []
    values: list[Any] = []
    for typed in looked_for:
        worth = found.weight(typed) / total
        by_weight: dict[float, list[str]] = {}
        for match in found.by_typed[typed]:
            by_weight.setdefault(match.weight, []).append(match.word)
        whens = []
        choices = [
            (weight * counts, query_literal(words, where))
            for where, counts in ((TITLE + NAMES, 1.0), ("", IN_PROSE))
            for weight, words in by_weight.items()
        ]
        for weight, literal in sorted(choices, reverse=True):
            whens.append("WHEN document.words @@ %s::tsquery THEN %s::float8")
            values += [literal, worth * weight]
        terms.append(f"CASE {' '.join(whens)} ELSE 0 END")
    return " + ".join(terms) or "0", values


def holding_words(
    kind: str, found: WordsFound, place: Place | None, filters: Filters
) -> dict[UUID, float]:
    """Return the documents that hold most of the query's words, with their nearness to ``place``.

    Most by the index of words alone, which knows what stands in a title or among the names and what
    elsewhere; documents that hold as much are taken by their nearness.
    """
    looked_up = list(_looked_up(words_looked_for(found), found))
    if not looked_up:
        return {}
    where, where_values = where_facets(filters)
    branches: list[str] = []
    values: list[Any] = []
    for worth, match in looked_up:
        for words, counts in ((_TITLE_WORDS, 1 - IN_PROSE), ("words", IN_PROSE)):
            branches.append(
                "SELECT id, %s::float8 AS worth FROM search_searchdocument AS document"
                f" WHERE kind = %s AND {words} @@ %s::tsquery{where}"
            )
            values += [worth * counts, kind, query_literal([match.word]), *where_values]
    nearness, near_values = _nearness(place)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT held.id, {nearness} AS meaning
            FROM (
                SELECT id, sum(worth) AS worth FROM ({" UNION ALL ".join(branches)}) AS each
                GROUP BY id
            ) AS held
            ORDER BY held.worth DESC, meaning DESC, held.id LIMIT {WITH_WORDS}
            """,
            [*near_values, *values],
        )
        return dict(cursor.fetchall())


# As the index of titles and names is written
_TITLE_WORDS = f"""ts_filter(words, '{{{TITLE},{NAMES}}}'::"char"[])"""


def _looked_up(looked_for: Sequence[str], found: WordsFound) -> Iterator[tuple[float, Match]]:
    """Yield what the rarest words may be, each with what it is worth."""
    documents = 0
    for typed in looked_for:
        for match in found.by_typed[typed]:
            documents += match.documents
            if documents > _LOOKED_THROUGH:
                return
            yield found.weight(typed) * match.weight, match


def _nearness(place: Place | None) -> tuple[str, list[Any]]:
    if place is None:
        return "0::float8", []
    nearness = (
        "coalesce((SELECT -(vector <#> %s::halfvec) FROM search_documentvector"
        f" WHERE version_id = {int(place.version)} AND document_id = held.id), 0)"
    )
    return nearness, [HalfVector(place.vector).to_text()]
