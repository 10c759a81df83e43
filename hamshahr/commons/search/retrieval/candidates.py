"""Candidates: the documents nearest in meaning and those that hold the words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection

from hamshahr.commons.search.asking import Query
from hamshahr.commons.search.retrieval.filtering import Filters
from hamshahr.commons.search.retrieval.holding import (
    WordsFound,
    holding_words,
    share_of_words,
    words_looked_for,
)
from hamshahr.commons.search.retrieval.inventory import inventory
from hamshahr.commons.search.retrieval.nearest import nearest
from hamshahr.commons.search.retrieval.placing import Place
from hamshahr.commons.search.words.lexicon import matches


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


def words_found(kind: str, query: Query) -> WordsFound:
    """Return the words of ``query`` as they stand in the library."""
    return WordsFound(matches(query.telling_words), len(inventory(kind)))


def candidates(
    kind: str, query: Query, found: WordsFound, place: Place | None, filters: Filters = ()
) -> list[Candidate]:
    """Return the candidates for a query under ``filters``; in no order."""
    stock = inventory(kind)
    chosen = stock.chosen(filters) if filters else None
    among = len(stock) if chosen is None else int(chosen.sum())
    meanings = {} if place is None else nearest(kind, place, filters, stock, chosen)
    # Where all there are lie among the nearest, those with the words do, too
    if len(meanings) < among:
        meanings = holding_words(kind, found, place, filters) | meanings
    return _described(meanings, query, found)


def _described(meanings: Mapping[UUID, float], query: Query, found: WordsFound) -> list[Candidate]:
    """Return the documents of ``meanings`` as candidates, with the share of words they hold.

    A document's words lie compressed beside its row: they are unpacked once, in the inner select,
    which OFFSET keeps apart.
    """
    share, values = share_of_words(words_looked_for(found), query, found)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT {_COLUMNS}, 0::float8 AS meaning, {share}
            FROM (
                SELECT {_COLUMNS}, words || ''::tsvector AS words
                FROM search_searchdocument WHERE id = ANY(%s) OFFSET 0
            ) AS document
            """,
            [*values, list(meanings)],
        )
        found_here = [Candidate(*row) for row in cursor.fetchall()]
    for candidate in found_here:
        candidate.meaning = meanings[candidate.document]
    return found_here


_COLUMNS = "id, object_id, code, language, owner, facets, year, evidence, digest"
