"""Candidates: the documents nearest in meaning and those that hold the words."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection
from pgvector import HalfVector

from hamshahr.commons.search.asking import Query
from hamshahr.commons.search.indexing.words import NAMES, TITLE
from hamshahr.commons.search.models import SearchDocument
from hamshahr.commons.search.retrieval.placing import Place
from hamshahr.commons.search.words.cutting import query_literal
from hamshahr.commons.search.words.lexicon import Match, matches

# What is ranked: the library of an association today is smaller, so that all of it is.
NEAREST = 400
WITH_WORDS = 100
# Beyond so many words, the rarest of a paragraph say what it is about.
_WORDS_LOOKED_FOR = 24
# A word in the title or among the names counts whole, elsewhere so much: who types Lagos means
# what Lagos did before what mentions it.
IN_PROSE = 0.7
# Documents are looked for by the rarest words, until these are in so many of them.
_LOOKED_THROUGH = 5_000

Filters = Sequence[tuple[str, Sequence[str]]]  # facet and its values: any value, every facet


@dataclass
class Candidate:
    """A document that may answer.

    ``meaning`` is the inner product of places (0: not read yet), ``words`` the share of the
    query's words that it holds, the rare ones weighing more, from 0 to 1.
    """

    document: UUID
    object_id: UUID
    code: str
    language: str
    owner: str
    facets: list[str]
    year: int | None
    evidence: int | None
    digest: bytes
    meaning: float = 0.0
    words: float = 0.0
    score: float = 0.0
    parts_of_score: dict[str, float] = field(default_factory=dict)

    def values(self, facet: str) -> list[str]:
        """Return its values of a facet, in its order."""
        prefix = f"{facet}:"
        return [token[len(prefix) :] for token in self.facets if token.startswith(prefix)]


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


def candidates(
    kind: str, query: Query, place: Place | None, filters: Filters = ()
) -> tuple[list[Candidate], WordsFound]:
    """Return the candidates for a query with the words it found; in no order."""
    found = WordsFound(
        matches(query.telling_words), SearchDocument.objects.filter(kind=kind).count()
    )
    looked_for = sorted(found.by_typed, key=found.weight, reverse=True)[:_WORDS_LOOKED_FOR]
    total = sum(found.weight(word) for word in query.telling_words) or 1.0
    share, values = _share_of_words(looked_for, found, total)
    by_id: dict[UUID, Candidate] = {}
    if place is not None:
        for row in _nearest(kind, place, filters, share, values):
            by_id[row[0]] = Candidate(*row)
    # Where all there are lie among the nearest, those with the words do, too
    if looked_for and len(by_id) < found.documents:
        for row in _with_words(kind, looked_for, found, place, filters, share, values):
            by_id.setdefault(row[0], Candidate(*row))
    return list(by_id.values()), found


_COLUMNS = (
    "document.id, document.object_id, document.code, document.language, document.owner,"
    " document.facets, document.year, document.evidence, document.digest"
)


def _share_of_words(
    looked_for: Sequence[str], found: WordsFound, total: float
) -> tuple[str, list[Any]]:
    """Return SQL (with its values) for the share of the query's words in ``document.words``."""
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


def where_facets(filters: Filters) -> tuple[str, list[Any]]:
    """Return SQL (with its values) that keeps documents with a value of every facet."""
    sql, values = "", []
    for facet, chosen in filters:
        sql += " AND document.facets && %s::varchar[]"
        values.append([f"{facet}:{value}" for value in chosen])
    return sql, values


def _rarest(looked_for: Sequence[str], found: WordsFound) -> Iterator[str]:
    """Yield the forms of the rarest words (``looked_for`` begins with them), at least of one."""
    documents = 0
    for typed in looked_for:
        if documents > _LOOKED_THROUGH:
            return
        for match in found.by_typed[typed]:
            documents += match.documents
            yield match.word


def _nearest(
    kind: str, place: Place, filters: Filters, share: str, share_values: list[Any]
) -> list[tuple[Any, ...]]:
    where, where_values = where_facets(filters)
    vector = HalfVector(place.vector).to_text()
    dimensions = len(place.vector)
    # The expression is that of the approximate index, where the version has one.
    distance = f"(place.vector::halfvec({dimensions})) <#> %s::halfvec({dimensions})"
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT {_COLUMNS}, -({distance}) AS meaning, {share} AS words
            FROM search_documentvector AS place
            JOIN search_searchdocument AS document ON document.id = place.document_id
            WHERE place.version_id = {int(place.version)} AND document.kind = %s{where}
            ORDER BY {distance}
            LIMIT {NEAREST}
            """,
            [vector, *share_values, kind, *where_values, vector],
        )
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _with_words(
    kind: str,
    looked_for: Sequence[str],
    found: WordsFound,
    place: Place | None,
    filters: Filters,
    share: str,
    share_values: list[Any],
) -> list[tuple[Any, ...]]:
    where, where_values = where_facets(filters)
    meaning, meaning_values = "0", []
    if place is not None:
        meaning = (
            "coalesce((SELECT -(vector <#> %s::halfvec) FROM search_documentvector"
            f" WHERE version_id = {int(place.version)} AND document_id = document.id), 0)"
        )
        meaning_values = [HalfVector(place.vector).to_text()]
    any_word = query_literal(_rarest(looked_for, found))
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT {_COLUMNS}, {meaning} AS meaning, {share} AS words
            FROM search_searchdocument AS document
            WHERE document.kind = %s AND document.words @@ %s::tsquery{where}
            ORDER BY words DESC
            LIMIT {WITH_WORDS}
            """,
            [*meaning_values, *share_values, kind, any_word, *where_values],
        )
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
