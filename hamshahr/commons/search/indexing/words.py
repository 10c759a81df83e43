"""The words of documents: written with the deed that changes them, so never out of step."""

import hashlib
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction
from psycopg.types.json import Jsonb

from hamshahr.commons.search.models import SearchDocument
from hamshahr.commons.search.registry import DocumentText, searchable, searchables
from hamshahr.commons.search.words.cutting import vector_literal
from hamshahr.kernel.identifiers import new_id

# Weights of a document's words, as PostgreSQL names them: the title says most.
TITLE, NAMES, PROSE = "A", "B", "C"

_BATCH = 250
_WORDS_KEPT = 100_000
_TABLE = SearchDocument._meta.db_table


class Tally:
    """How documents change the lexicon, kept until ``write``.

    A transaction that adds to a common word a thousand times leaves a thousand versions of its row,
    and walks past all of them each time; with a tally it adds once. Words are locked in one order.
    """

    def __init__(self) -> None:
        self._changes: Counter[str] = Counter()

    def count(self, documents: Iterable[UUID], sign: int) -> None:
        """Add (1) or take away (-1) the words that these documents have now."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT word, count(*)"
                f" FROM {_TABLE}, unnest(tsvector_to_array(words)) AS word"
                " WHERE id = ANY(%s) GROUP BY word",
                [list(documents)],
            )
            for word, times in cursor.fetchall():
                self._changes[word] += sign * times

    def write_if_large(self) -> None:
        """Write where what is kept takes more than some ten megabytes."""
        if len(self._changes) > _WORDS_KEPT:
            self.write()

    def write(self) -> None:
        words = sorted(word for word, change in self._changes.items() if change)
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO search_searchword AS known (word, documents)"
                " SELECT * FROM unnest(%s::text[], %s::int[])"
                " ON CONFLICT (word) DO UPDATE"
                " SET documents = known.documents + excluded.documents",
                [words, [self._changes[word] for word in words]],
            )
            # What stands in no text any more, a name perhaps, is not remembered either
            cursor.execute(
                "DELETE FROM search_searchword WHERE word = ANY(%s) AND documents <= 0",
                [[word for word in words if self._changes[word] < 0]],
            )
        self._changes.clear()


@transaction.atomic
def index_words(*, kind: str, ids: Sequence[UUID], tally: Tally | None = None) -> None:
    """Make the documents of ``ids`` say what their domain now says; drop those it leaves out.

    A fixed number of statements for any number of ids. Who calls it often in one transaction
    gives a ``tally`` and writes that at the end. Meaning follows by ``index_meaning``.
    """
    if not ids:
        return
    changes = tally or Tally()
    texts = list(searchable(kind).documents(ids))
    old = SearchDocument.objects.filter(kind=kind, object_id__in=list(ids))
    known = dict(old.values_list("object_id", "pk"))
    changes.count(known.values(), -1)
    old.exclude(object_id__in=[text.object_id for text in texts]).delete()
    with connection.cursor() as cursor:
        cursor.executemany(_UPSERT, [_row(kind, text, known) for text in texts])
        cursor.execute(_WAIT, [kind, [text.object_id for text in texts]])
    changes.count(
        SearchDocument.objects.filter(
            kind=kind, object_id__in=[text.object_id for text in texts]
        ).values_list("pk", flat=True),
        +1,
    )
    if tally is None:
        changes.write()
    else:
        tally.write_if_large()
    _stamp_library(kind)


def _stamp_library(kind: str) -> None:
    """Tell every process, once this transaction is there, that the documents are others.

    Any new value will do: one that counts up could come back after a transaction that failed.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_librarystamp (kind, stamp) VALUES (%s, %s)"
            " ON CONFLICT (kind) DO UPDATE SET stamp = excluded.stamp",
            [kind, uuid4()],
        )


def index_all_words(*, progress: Callable[[int], None] = lambda _count: None) -> None:
    """Write the words of everything searchable anew; ``progress`` is told how many are done."""
    done = 0
    for declared in searchables():
        ids = iter(declared.all_ids())
        while some := list(itertools.islice(ids, _BATCH)):
            index_words(kind=declared.kind, ids=some)
            done += len(some)
            progress(done)


def meaning_digest(text: DocumentText, themes: Sequence[str]) -> bytes:
    """Return the digest of all that the place of a document is made from.

    ``themes`` names the facets that are part of it.
    """
    said = [
        text.language,
        text.title,
        text.bridge,
        *(f"{name}={part}" for name, part in text.parts.items()),
        *(f"{facet}:{value}" for facet, value in text.facets if facet in themes),
    ]
    return hashlib.sha256("\x1f".join(said).encode()).digest()


_COLUMNS = (
    "id", "kind", "object_id", "code", "language", "owner", "title", "bridge", "parts", "words",
    "facets", "year", "evidence", "since", "digest",
)  # fmt: skip
_UPSERT = f"""
    INSERT INTO {_TABLE} ({", ".join(_COLUMNS)}, changed_at)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s::tsvector, %s, %s, %s, %s, %s, now())
    ON CONFLICT (kind, object_id) DO UPDATE
    SET ({", ".join(_COLUMNS[3:])}, changed_at)
      = ({", ".join(f"excluded.{column}" for column in _COLUMNS[3:])}, now())
"""

# Whose wording has no place; who waits already goes on
_WAIT = f"""
    INSERT INTO search_waitingdocument (document_id)
    SELECT document.id FROM {_TABLE} AS document
    WHERE document.kind = %s AND document.object_id = ANY(%s) AND NOT EXISTS (
        SELECT FROM search_documentvector AS place
        JOIN search_indexversion AS version
          ON version.id = place.version_id AND version.state = 'live'
        WHERE place.document_id = document.id AND place.digest = document.digest
    )
    ON CONFLICT DO NOTHING
"""


def _row(kind: str, text: DocumentText, known: dict[UUID, UUID]) -> tuple[Any, ...]:
    return (
        known.get(text.object_id) or new_id(),
        kind,
        text.object_id,
        text.code,
        text.language,
        text.owner,
        text.title,
        text.bridge,
        Jsonb([[name, part] for name, part in text.parts.items()]),
        vector_literal(_weighted(text)),
        [f"{facet}:{value}" for facet, value in text.facets],
        text.year,
        text.evidence,
        text.since,
        meaning_digest(text, searchable(kind).themes),
    )


def _weighted(text: DocumentText) -> Iterator[tuple[str, str]]:
    yield text.title, TITLE
    yield text.bridge, TITLE
    for name in text.names:
        yield name, NAMES
    for part in text.parts.values():
        yield part, PROSE
