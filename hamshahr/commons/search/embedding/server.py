"""An embedding server that speaks OpenAI's interface (``POST {url}/embeddings``)."""

import json
import urllib.error
import urllib.request
from functools import cached_property
from typing import Any

import numpy as np

from hamshahr.commons.search.embedding import (
    MAX_CHARACTERS,
    EmbedderUnavailable,
    Role,
    Vectors,
)
from hamshahr.kernel.folding import printable

_SECONDS = 30
_TEXTS_A_REQUEST = 64
_BYTES_AN_ANSWER = 64 * 1024 * 1024
# What the E5 family was trained with, which a server cannot know to add. Other models go without.
_E5 = "e5"
_E5_PREFIX: dict[Role, str] = {"query": "query: ", "passage": "passage: "}


class ServerEmbedder:
    """A remote model. Its vectors are normalised here, whatever the server does."""

    languages = None

    def __init__(self, url: str, model: str, key: str) -> None:
        if not url.startswith(("http://", "https://")):
            raise EmbedderUnavailable("HAMSHAHR_EMBEDDING_URL must begin with http:// or https://.")
        self._url = url.rstrip("/") + "/embeddings"
        self._model = model
        self._key = key

    @property
    def name(self) -> str:
        return f"{self._model or 'default'}@{self._url}"

    @cached_property
    def dimensions(self) -> int:
        return int(self.embed(["city"], "query").shape[1])

    def embed(self, texts: list[str], role: Role) -> Vectors:
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        prefix = _E5_PREFIX[role] if _E5 in self._model.lower() else ""
        clean = [prefix + printable(text)[:MAX_CHARACTERS] for text in texts]
        batches = [
            self._ask(clean[start : start + _TEXTS_A_REQUEST])
            for start in range(0, len(clean), _TEXTS_A_REQUEST)
        ]
        vectors = np.concatenate(batches)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        if not np.isfinite(vectors).all() or (lengths == 0).any():
            raise EmbedderUnavailable(f"{self._url} answered with vectors that are no numbers.")
        return np.asarray(vectors / lengths, np.float32)

    def _ask(self, texts: list[str]) -> Vectors:
        headers = {"Content-Type": "application/json"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        request = urllib.request.Request(  # noqa: S310 - the scheme was checked
            self._url,
            json.dumps({"model": self._model, "input": texts}).encode(),
            headers,
        )
        try:
            with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310 - as above
                return _vectors(json.loads(answer.read(_BYTES_AN_ANSWER)), len(texts))
        except (OSError, urllib.error.URLError) as error:
            raise EmbedderUnavailable(f"{self._url} does not answer: {error}") from error
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise EmbedderUnavailable(f"{self._url} answered nonsense: {error}") from error


def _vectors(answer: Any, count: int) -> Vectors:
    rows = sorted(answer["data"], key=lambda row: row["index"])
    vectors = np.asarray([row["embedding"] for row in rows], np.float32)
    if vectors.ndim != 2 or len(vectors) != count:
        raise ValueError(f"{len(rows)} vectors for {count} texts")
    return vectors
