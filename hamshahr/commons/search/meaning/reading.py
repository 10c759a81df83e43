"""From documents to readings: which texts of a document are embedded, and their kept vectors."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hamshahr.commons.search.embedding import Embedder, Role
from hamshahr.commons.search.meaning import store
from hamshahr.commons.search.meaning.space import Array, Reading, Register, Space
from hamshahr.commons.search.models import SearchDocument
from hamshahr.commons.search.spelling import respelt
from hamshahr.kernel.folding import fold

# Titles are read as queries are: they are as short.
ROLE: Mapping[Register, Role] = {"short": "query", "long": "passage"}
BRIDGE_LANGUAGE = "en"

Kept = Mapping[tuple[str, str], NDArray[np.float32]]  # (name of the store, text) → vector


@dataclass(frozen=True)
class Wording:
    """A text of a document that counts for its meaning."""

    text: str
    language: str
    register: Register
    weight: float


def wordings(document: SearchDocument, weights: Mapping[str, float]) -> list[Wording]:
    """Return the texts of a document that are embedded; those without a word are left out."""
    parts: dict[str, str] = dict(document.parts)
    first = next(iter(parts.values()), "")
    texts: dict[str, tuple[str, str, Register]] = {
        "title": (document.title, document.language, "short"),
        "bridge": (document.bridge, BRIDGE_LANGUAGE, "short"),
        "opening": (f"{document.title}. {first}", document.language, "long"),
        **{name: (text, document.language, "long") for name, text in parts.items()},
    }
    return [
        Wording(respelt(text, language), language, register, weights[name])
        for name, (text, language, register) in texts.items()
        if weights.get(name) and fold(text)
    ]


def wanted(
    texts: Iterable[Wording], embedders: Sequence[Embedder]
) -> Iterator[tuple[Embedder, Role, list[str]]]:
    """Yield what each embedder has to have read, in each role."""
    by_register: defaultdict[Register, list[Wording]] = defaultdict(list)
    for text in texts:
        by_register[text.register].append(text)
    for embedder in embedders:
        for register, some in by_register.items():
            own = [text.text for text in some if knows(embedder, text.language)]
            if own:
                yield embedder, ROLE[register], own


def embed_wordings(
    texts: Sequence[Wording], embedders: Sequence[Embedder], progress: Callable[[int], None]
) -> None:
    """Have every text read by every embedder that knows its language."""
    for embedder, role, own in wanted(texts, embedders):
        store.embed_missing(embedder, role, own, progress)


def kept_vectors(texts: Sequence[Wording], embedders: Sequence[Embedder]) -> Kept:
    """Return the kept vectors of ``texts``, in a fixed number of queries."""
    found: dict[tuple[str, str], NDArray[np.float32]] = {}
    for embedder, role, own in wanted(texts, embedders):
        name = store.key(embedder, role)
        found |= {(name, text): vector for text, vector in store.known(name, own).items()}
    return found


def reading(text: Wording, embedders: Sequence[Embedder], kept: Kept) -> Reading | None:
    """Return the reading of a text; ``None`` where the first embedder has not read it yet."""
    role = ROLE[text.register]
    first = kept.get((store.key(embedders[0], role), text.text))
    if first is None:
        return None
    second = None
    if len(embedders) > 1 and knows(embedders[1], text.language):
        second = kept.get((store.key(embedders[1], role), text.text))
    return Reading(text.language, text.register, first, second)


def place_of(
    texts: Sequence[Wording], space: Space, embedders: Sequence[Embedder], kept: Kept
) -> Array | None:
    """Return the place of a document in ``space``; ``None`` where none of it was read."""
    places, weights = [], []
    for text in texts:
        if (read := reading(text, embedders, kept)) is not None:
            places.append(space.place(read))
            weights.append(text.weight)
    return space.together(places, weights) if places else None


def knows(embedder: Embedder, language: str) -> bool:
    """Tell whether an embedder reads a language."""
    return embedder.languages is None or language in embedder.languages
