"""The vectors of texts, computed once and kept by the text's digest."""

import hashlib
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from hamshahr.commons.search.embedding import Embedder, Vectors
from hamshahr.commons.search.models import TextEmbedding

_T = TypeVar("_T")

# Small enough that an interrupted run loses seconds of work, large enough to be quick.
_BATCH = 32
_DIGESTS_A_QUERY = 2_000


def digest(text: str) -> bytes:
    """Return what a text's vector is kept under."""
    return hashlib.sha256(text.encode("utf-8", "ignore")).digest()


def known(embedder: Embedder, texts: Iterable[str]) -> dict[str, NDArray[np.float32]]:
    """Return the kept vectors of those of ``texts`` that have one."""
    wanted = {digest(text): text for text in texts}
    found: dict[str, NDArray[np.float32]] = {}
    for some in _batched(wanted, _DIGESTS_A_QUERY):
        rows = TextEmbedding.objects.filter(
            embedder=embedder.name, digest__in=list(some)
        ).values_list("digest", "vector")
        for key, vector in rows:
            found[wanted[bytes(key)]] = np.frombuffer(vector, "<f2").astype(np.float32)
    return found


def missing(embedder: Embedder, texts: Iterable[str]) -> list[str]:
    """Return the distinct texts that have no kept vector yet, in order."""
    distinct = {digest(text): text for text in texts}
    have: set[bytes] = set()
    for some in _batched(distinct, _DIGESTS_A_QUERY):
        have |= {
            bytes(key)
            for key in TextEmbedding.objects.filter(
                embedder=embedder.name, digest__in=list(some)
            ).values_list("digest", flat=True)
        }
    return [text for key, text in distinct.items() if key not in have]


def embed_missing(
    embedder: Embedder, texts: Iterable[str], progress: Callable[[int], None] = lambda _done: None
) -> None:
    """Embed, as passages, the texts that have no vector yet; each batch is kept as it is done.

    ``progress`` is told how many of a batch are done. Raises ``EmbedderUnavailable``; what was
    done until then stays.
    """
    # Texts of like length share a batch: the engine pads to the longest.
    for batch in _batched(sorted(missing(embedder, texts), key=len), _BATCH):
        keep(embedder, dict(zip(batch, embedder.embed(batch, "passage"), strict=True)))
        progress(len(batch))


def keep(embedder: Embedder, vectors: Mapping[str, NDArray[np.float32]]) -> None:
    """Keep vectors of texts; those that are kept already stay."""
    keep_digests(embedder.name, {digest(text): vector for text, vector in vectors.items()})


def keep_digests(name: str, vectors: Mapping[bytes, NDArray[np.floating]]) -> None:
    """Keep vectors by the digests of their texts, under the name of their embedder."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_textembedding (embedder, digest, vector)"
            " VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
            [(name, key, vector.astype("<f2").tobytes()) for key, vector in vectors.items()],
        )


def stacked(vectors: Mapping[str, NDArray[np.float32]], texts: list[str]) -> Vectors:
    """Return the vectors of ``texts`` as one array; raises ``KeyError`` where one is missing."""
    return np.stack([vectors[text] for text in texts])


def _batched(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    iterator = iter(items)
    while batch := list(itertools.islice(iterator, size)):
        yield batch
