"""The starter library: real experiences, compiled from public sources, with their embeddings."""

from pathlib import Path

STARTER_LIBRARY = Path(__file__).with_name("experiences.jsonl")
EMBEDDINGS = Path(__file__).with_name("embeddings.npz")
RIGHTS_HOLDER = "The Hamshahr founders"


def keep_shipped_embeddings() -> None:
    """Keep the vectors that ship with the library, so that nobody waits for the embedder."""
    import numpy as np

    from hamshahr.commons.search.meaning import store  # models exist only once Django is set up

    if not EMBEDDINGS.exists():
        return
    with np.load(EMBEDDINGS, allow_pickle=False) as arrays:
        for name in {array.partition("|")[0] for array in arrays.files}:
            digests, vectors = arrays[f"{name}|digests"], arrays[f"{name}|vectors"]
            store.keep(
                name, {bytes(text): vector for text, vector in zip(digests, vectors, strict=True)}
            )
