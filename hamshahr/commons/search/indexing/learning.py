"""Learning the space of a version from a fair sample of the library."""

import itertools
from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from hamshahr.commons.search.embedding import Embedder
from hamshahr.commons.search.meaning.priors import priors_for
from hamshahr.commons.search.meaning.reading import (
    Wording,
    kept_vectors,
    place_of,
    reading,
    wordings,
)
from hamshahr.commons.search.meaning.space import Array, Reading, Space
from hamshahr.commons.search.models import SearchDocument
from hamshahr.commons.search.registry import searchable

# Texts the means are learnt from: at most so many documents of a language, chosen by digest.
_LEARNT_A_LANGUAGE = 300
_BATCH = 100


def learn_space(readers: Sequence[Embedder]) -> Space:
    """Return a space learnt from the texts that were read: its means first, then its themes."""
    sample = _sample()
    space = Space.learn(_readings(sample, readers), priors_for(tuple(readers)))
    space.learn_themes(_themed_places(sample, space, readers))
    return space


def document_wordings(document: SearchDocument) -> list[Wording]:
    """Return the texts of a document that count for its meaning."""
    return wordings(document, searchable(document.kind).weights)


def document_themes(document: SearchDocument) -> list[str]:
    """Return the facets of a document that say what it is about, as ``facet:value``."""
    facets = searchable(document.kind).themes
    return [token for token in document.facets if token.partition(":")[0] in facets]


def in_batches(documents: QuerySet[SearchDocument]) -> Iterator[list[SearchDocument]]:
    """Yield the documents of a queryset as it stands now, some at a time."""
    ids: Iterator[UUID] = iter(list(documents.order_by("pk").values_list("pk", flat=True)))
    while some := list(itertools.islice(ids, _BATCH)):
        yield list(SearchDocument.objects.filter(pk__in=some))


def _sample() -> QuerySet[SearchDocument]:
    """Return documents of every language, of none more than its mean needs."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT id FROM (
                SELECT id, row_number() OVER (PARTITION BY language ORDER BY digest) AS place
                FROM search_searchdocument
            ) AS placed WHERE place <= %s
            """,
            [_LEARNT_A_LANGUAGE],
        )
        return SearchDocument.objects.filter(pk__in=[row[0] for row in cursor.fetchall()])


def _readings(
    documents: QuerySet[SearchDocument], readers: Sequence[Embedder]
) -> Iterator[Reading]:
    for batch in in_batches(documents):
        texts = [text for document in batch for text in document_wordings(document)]
        kept = kept_vectors(texts, readers)
        for text in texts:
            if (read := reading(text, readers, kept)) is not None:
                yield read


def _themed_places(
    documents: QuerySet[SearchDocument], space: Space, readers: Sequence[Embedder]
) -> Iterator[tuple[list[str], Array]]:
    for batch in in_batches(documents):
        texts = {document.pk: document_wordings(document) for document in batch}
        kept = kept_vectors([text for some in texts.values() for text in some], readers)
        for document in batch:
            if (place := place_of(texts[document.pk], space, readers, kept)) is not None:
                yield document_themes(document), place
