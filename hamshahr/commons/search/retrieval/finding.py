"""The search: what fits a query, ranked across languages, counted by facet."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from hamshahr.commons.search.asking import Query
from hamshahr.commons.search.retrieval.candidates import Candidate, candidates, words_found
from hamshahr.commons.search.retrieval.counting import Count, count_facets, keep
from hamshahr.commons.search.retrieval.filtering import Filters
from hamshahr.commons.search.retrieval.holding import WordsFound
from hamshahr.commons.search.retrieval.naming import Named, named
from hamshahr.commons.search.retrieval.nearest import NEAREST
from hamshahr.commons.search.retrieval.placing import Place, place_of_query
from hamshahr.commons.search.retrieval.ranking import rank


@dataclass(frozen=True)
class Found:
    """What fits, best first, with the counts of the facets.

    ``library`` is how many there are in all; ``place`` is ``None`` where only words were searched.
    """

    query: Query
    ranked: list[Candidate]
    counts: dict[str, list[Count]]
    words: WordsFound
    named: Named
    place: Place | None
    library: int
    took_ms: int
    filters: Filters = field(default=())


def find(
    kind: str,
    query: Query,
    *,
    filters: Filters = (),
    facets: Sequence[str] = (),
) -> Found:
    """Return what fits ``query`` among the documents of ``kind``.

    Facets are counted among the ``NEAREST`` candidates. Filters that leave few of those are asked
    of the whole library. Raises ``EmbedderUnavailable``.
    """
    started = time.perf_counter()
    placing = place_of_query(query)
    words = words_found(kind, query)
    place = placing()
    found = candidates(kind, query, words, place)
    kept = keep(found, filters)
    if filters and len(found) >= NEAREST:
        kept = candidates(kind, query, words, place, filters)
    naming = named(query)
    ranked = rank(query, kept, naming)
    counts = count_facets(found, filters, facets)
    return Found(
        query=query,
        ranked=ranked,
        counts=counts,
        words=words,
        named=naming,
        place=place,
        library=words.documents,
        took_ms=round((time.perf_counter() - started) * 1000),
        filters=filters,
    )
