"""Reading the models before the first reader asks; they take two seconds."""

import threading

# Set once they are read, or are known not to be readable
done = threading.Event()


def read_models() -> None:
    """Have this process's embedders ready."""
    from hamshahr.commons.search.embedding import EmbedderUnavailable, embedders

    try:
        for embedder in embedders():
            embedder.embed(["city"], "query")
    except EmbedderUnavailable:
        return  # the page that needs it says so, with what to do; all others can be read
    finally:
        done.set()
