"""The vocabulary to take along: written once for each state of it, then given from memory."""

from functools import lru_cache

from hamshahr.domains.topics.skos.keeping import kept_scheme
from hamshahr.domains.topics.skos.writing import written
from hamshahr.kernel.audit.queries import last_change


def state() -> str:
    """Return a mark that is another after each change of the vocabulary."""
    return last_change("vocabulary")


@lru_cache(maxsize=4)  # both forms, and both as they were a moment ago
def download(form: str, state: str) -> bytes:  # noqa: ARG001 - another state is another text
    """Return the vocabulary in one of ``writing.FORMATS``, as anybody may see it."""
    return written(kept_scheme(by=None), form)
