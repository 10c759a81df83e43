"""Texts as vectors. One small protocol, two ways: on this machine, or a server that speaks
OpenAI's embedding interface."""

from functools import cache
from typing import Literal, Protocol

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

Role = Literal["query", "passage"]
Vectors = NDArray[np.float32]

# What is longer says little more and takes long: 10,000 words take ten seconds.
MAX_CHARACTERS = 2_000


class EmbedderUnavailable(RuntimeError):
    """The embedder cannot work now; the message says why and what to do."""


class Embedder(Protocol):
    """Turns texts into vectors of one length whose inner products tell how near they are."""

    @property
    def name(self) -> str:
        """Names the model and its version: vectors of different names are never compared."""

    @property
    def dimensions(self) -> int: ...

    @property
    def languages(self) -> frozenset[str] | None:
        """The languages it was trained on; ``None``: it takes any."""

    def embed(self, texts: list[str], role: Role) -> Vectors:
        """Return an array (texts, dimensions) of unit vectors.

        Texts are cut to ``MAX_CHARACTERS`` and must hold a word each. Raises
        ``EmbedderUnavailable``.
        """


@cache
def embedders() -> tuple[Embedder, ...]:
    """Return this process's embedders: the one for every language, then those that add to it.

    Made on first use, never before a fork.
    """
    if settings.EMBEDDING_URL:
        from hamshahr.commons.search.embedding.server import ServerEmbedder

        return (
            ServerEmbedder(
                settings.EMBEDDING_URL, settings.EMBEDDING_MODEL, settings.EMBEDDING_KEY
            ),
        )
    from hamshahr.commons.search.embedding.local import E5, UniversalSentenceEncoder

    return (E5(), UniversalSentenceEncoder())
