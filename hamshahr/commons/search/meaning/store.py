"""The vectors of texts, computed once and kept by the text's digest."""

import hashlib
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from hamshahr.commons.search.embedding import Embedder, Role
from hamshahr.commons.search.models import TextEmbedding

_T = TypeVar("_T")

# Small enough that an interrupted run loses seconds of work, large enough to be quick.
_BATCH = 32
_DIGESTS_A_QUERY = 2_000


def digest(text: str) -> bytes:
    """Return what a text's vector is kept under."""
    return hashlib.sha256(text.encode("utf-8", "ignore")).digest()


def key(embedder: Embedder, role: Role) -> str:
    """Return the name under which vectors of one embedder and role are kept."""
    return f"{embedder.name}/{role}"


def known(name: str, texts: Iterable[str]) -> dict[str, NDArray[np.float32]]:
    """Return the kept vectors of those of ``texts`` that have one."""
    wanted = {digest(text): text for text in texts}
    found: dict[str, NDArray[np.float32]] = {}
    for some in _batched(wanted, _DIGESTS_A_QUERY):
        rows = TextEmbedding.objects.filter(embedder=name, digest__in=list(some)).values_list(
            "digest", "vector"
        )
        for text, vector in rows:
            found[wanted[bytes(text)]] = np.frombuffer(vector, "<f2").astype(np.float32)
    return found


def missing(name: str, texts: Iterable[str]) -> list[str]:
    """Return the distinct texts that have no kept vector yet, in order."""
    distinct = {digest(text): text for text in texts}
    have: set[bytes] = set()
    for some in _batched(distinct, _DIGESTS_A_QUERY):
        have |= {
            bytes(text)
            for text in TextEmbedding.objects.filter(
                embedder=name, digest__in=list(some)
            ).values_list("digest", flat=True)
        }
    return [text for of, text in distinct.items() if of not in have]


def embed_missing(
    embedder: Embedder,
    role: Role,
    texts: Iterable[str],
    progress: Callable[[int], None] = lambda _done: None,
) -> None:
    """Embed the texts that have no vector yet; each batch is kept as soon as it is done.

    ``progress`` is told how many of a batch are done. Raises ``EmbedderUnavailable``; what was
    done until then stays.
    """
    name = key(embedder, role)
    # Texts of like length share a batch: the engine pads to the longest.
    for batch in _batched(sorted(missing(name, texts), key=len), _BATCH):
        vectors = embedder.embed(batch, role)
        keep(name, {digest(text): row for text, row in zip(batch, vectors, strict=True)})
        progress(len(batch))


def keep(name: str, vectors: Mapping[bytes, NDArray[np.floating]]) -> None:
    """Keep vectors by the digests of their texts; those that are kept already stay."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_textembedding (embedder, digest, vector)"
            " VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
            [(name, text, vector.astype("<f2").tobytes()) for text, vector in vectors.items()],
        )


def _batched(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    iterator = iter(items)
    while batch := list(itertools.islice(iterator, size)):
        yield batch
