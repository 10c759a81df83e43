"""The meaning of documents: read by the embedders, then placed in the space of a version.

A version is a space with the places of all documents in it. Documents that change are placed
anew in the live version. When the library has grown so that its means are no longer its own, or
the method changed, a new version is built beside the live one and takes its place at once: search
is never without an index. Texts are read once (``meaning.store``), so what was interrupted goes
on where it stopped.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet
from pgvector import HalfVector

from hamshahr.commons.search.embedding import Embedder, embedders
from hamshahr.commons.search.indexing.learning import (
    document_themes,
    document_wordings,
    in_batches,
    learn_space,
)
from hamshahr.commons.search.meaning.passages import passage_reader, passage_wordings
from hamshahr.commons.search.meaning.reading import embed_wordings, kept_vectors, place_of
from hamshahr.commons.search.meaning.space import Space
from hamshahr.commons.search.models import (
    DocumentVector,
    IndexVersion,
    SearchDocument,
    WaitingDocument,
)

Progress = Callable[[str, int], None]

# Names the way places are made; a change of it, or of an embedder, makes the index anew.
METHOD = "registers-themes-1"
# A space is learnt anew when the library has grown or shrunk by this factor since.
_OUTGROWN = 1.1
# From so many documents on, an approximate index (HNSW) is quicker than looking at all.
_APPROXIMATE_FROM = 5_000
# What building that index may take. A hundred thousand places take 250 MB; those that find no room
# are written one by one, which takes several times as long.
_INDEX_MEMORY = "384MB"
_INDEX_NAME = "search_places_"
_LOCK = 7_302_001  # one indexer at a time; any number that nothing else in the database uses


def index_meaning(*, progress: Progress = lambda _stage, _count: None, anew: bool = False) -> None:
    """Make every document findable by its meaning.

    Reads what was not read yet, then places it in the live version, or builds a new version
    where that is called for (or asked for: ``anew``). Of two callers one waits for the other.
    Raises ``EmbedderUnavailable``; what was read until then stays.
    """
    readers = embedders()
    with _one_at_a_time():
        live = _live()
        anew = anew or _is_outgrown(live, readers)
        # Another method may read other texts of documents that are placed already
        _read(SearchDocument.objects.all() if anew else _unplaced(live), readers, progress)
        if anew:
            _build(readers, progress)
        elif live is not None:
            _place(_unplaced(live), live, Space.from_bytes(bytes(live.space)), readers, progress)
        with connection.cursor() as cursor:
            cursor.execute(_WAIT_NO_MORE)


# A wording that changed meanwhile waits on
_WAIT_NO_MORE = """
    DELETE FROM search_waitingdocument AS waiting
    USING search_searchdocument AS document, search_documentvector AS place,
          search_indexversion AS version
    WHERE document.id = waiting.document_id AND place.document_id = document.id
      AND place.digest = document.digest
      AND version.id = place.version_id AND version.state = 'live'
"""


def waiting() -> int:
    """Return how many documents cannot be found by their meaning yet."""
    return WaitingDocument.objects.count()


def method(readers: Sequence[Embedder]) -> str:
    """Return the name of the way places are made now."""
    return " ".join([METHOD, *(reader.name for reader in readers)])


def _live() -> IndexVersion | None:
    """Return the live version; its space, a megabyte, is fetched only where it is used."""
    live = IndexVersion.objects.filter(state=IndexVersion.State.LIVE)
    return live.defer("space").first()


def _unplaced(version: IndexVersion | None) -> QuerySet[SearchDocument]:
    """Return the documents without an up-to-date place in ``version``."""
    if version is None:
        return SearchDocument.objects.all()
    placed = DocumentVector.objects.filter(
        version=version, document=OuterRef("pk"), digest=OuterRef("digest")
    )
    return SearchDocument.objects.filter(~Exists(placed))


def _is_outgrown(live: IndexVersion | None, readers: Sequence[Embedder]) -> bool:
    if live is None or live.method != method(readers):
        return True
    now, then = SearchDocument.objects.count(), live.texts_learnt_from
    return now > then * _OUTGROWN or now * _OUTGROWN < then


def _read(
    documents: QuerySet[SearchDocument], readers: Sequence[Embedder], progress: Progress
) -> None:
    done = 0
    for batch in in_batches(documents):
        texts = [text for document in batch for text in document_wordings(document)]
        embed_wordings(texts, readers, lambda _count: None)
        for document in batch:
            reader = passage_reader(readers, document.language)
            embed_wordings(passage_wordings(document), [reader], lambda _count: None)
        done += len(batch)
        progress("read for meaning", done)


def _build(readers: Sequence[Embedder], progress: Progress) -> None:
    space = learn_space(readers)
    IndexVersion.objects.filter(state=IndexVersion.State.BUILDING).delete()
    version = IndexVersion.objects.create(
        method=method(readers),
        space=space.to_bytes(),
        texts_learnt_from=SearchDocument.objects.count(),
    )
    _place(SearchDocument.objects.all(), version, space, readers, progress)
    _index_approximately(version)
    with transaction.atomic():
        old = list(IndexVersion.objects.select_for_update().filter(state=IndexVersion.State.LIVE))
        IndexVersion.objects.filter(pk__in=[one.pk for one in old]).delete()
        version.state = IndexVersion.State.LIVE
        version.save(update_fields=["state"])
    _drop_indexes_of_the_gone()
    # What changed while it was built
    _place(_unplaced(version), version, space, readers, progress)


def _place(
    documents: QuerySet[SearchDocument],
    version: IndexVersion,
    space: Space,
    readers: Sequence[Embedder],
    progress: Progress,
) -> None:
    done = 0
    for batch in in_batches(documents):
        texts = {document.pk: document_wordings(document) for document in batch}
        kept = kept_vectors([text for some in texts.values() for text in some], readers)
        rows: list[tuple[Any, ...]] = []
        for document in batch:
            place = place_of(texts[document.pk], space, readers, kept)
            if place is not None:
                vector = HalfVector(space.drawn(place, document_themes(document))).to_text()
                rows.append((version.pk, document.digest, vector, document.pk))
        with connection.cursor() as cursor:
            cursor.executemany(_PLACE, rows)
        done += len(batch)
        progress("placed", done)


# A document that was dropped meanwhile has no place to take
_PLACE = """
    INSERT INTO search_documentvector (version_id, document_id, digest, vector)
    SELECT %s, id, %s, %s::halfvec FROM search_searchdocument WHERE id = %s FOR KEY SHARE
    ON CONFLICT (version_id, document_id) DO UPDATE
    SET digest = excluded.digest, vector = excluded.vector
"""


def _index_approximately(version: IndexVersion) -> None:
    """Make an HNSW index over the places of one version."""
    if DocumentVector.objects.filter(version=version).count() < _APPROXIMATE_FROM:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT vector_dims(vector::vector) FROM search_documentvector"
            " WHERE version_id = %s LIMIT 1",
            [version.pk],
        )
        (dimensions,) = cursor.fetchone()
        cursor.execute(f"SET maintenance_work_mem = '{_INDEX_MEMORY}'")
        cursor.execute(
            f"CREATE INDEX {_index_name(version.pk)} ON search_documentvector"
            f" USING hnsw ((vector::halfvec({int(dimensions)})) halfvec_ip_ops)"
            f" WHERE version_id = {int(version.pk)}"
        )
        cursor.execute("RESET maintenance_work_mem")


def _drop_indexes_of_the_gone() -> None:
    """Drop the approximate indexes whose version is no more."""
    there = {_index_name(pk) for pk in IndexVersion.objects.values_list("pk", flat=True)}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname FROM pg_indexes WHERE tablename = 'search_documentvector'"
            f" AND starts_with(indexname, '{_INDEX_NAME}')"
        )
        for (name,) in cursor.fetchall():
            if name not in there:
                cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")


def _index_name(version: int) -> str:
    return f"{_INDEX_NAME}{int(version)}"


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
