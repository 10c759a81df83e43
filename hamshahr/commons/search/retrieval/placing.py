"""A query's place in the space of the live index."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache

from hamshahr.commons.search.asking import Query
from hamshahr.commons.search.embedding import embedders
from hamshahr.commons.search.meaning.reading import ROLE, knows
from hamshahr.commons.search.meaning.space import Array, Reading, Register, Space
from hamshahr.commons.search.models import IndexVersion
from hamshahr.commons.search.spelling import respelt
from hamshahr.commons.search.words.glossing import GLOSS_LANGUAGE, gloss
from hamshahr.kernel.instance.replacing import forget_when_replaced

# A query of at most so many characters is as short as a title.
SHORT_CHARACTERS = 120
# The first embedder takes half a millisecond a character; a paragraph says it in its beginning.
# Fewer (400) cost two points of recall on the tuning queries, more (550, 700) brought none.
FIRST_READS = 500
# A gloss counts as much as the query once it covers two thirds of it, and less as it covers less.
GLOSS_SHARE = 1.5

_REMEMBERED = 256

# The embedders read one text at a time; more threads than a server has for pages would only wait.
_readers = ThreadPoolExecutor(max_workers=4, thread_name_prefix="placing")


@dataclass(frozen=True)
class Place:
    """Where a query lies, and in which version's space."""

    version: int
    vector: Array


def place_of_query(query: Query) -> Callable[[], Place | None]:
    """Begin to place the query; return what waits for its place.

    What waits returns ``None`` where no index is live, and raises ``EmbedderUnavailable``. Reading
    a query takes the embedders as long as the database takes for its words: they work side by
    side. Remembered, so that facets and pages of one search read it once.
    """
    version = (
        IndexVersion.objects.filter(state=IndexVersion.State.LIVE)
        .values_list("pk", flat=True)
        .first()
    )
    if version is None:
        return lambda: None
    _space(version)  # from the database, of which the reader's thread shall have no connection
    return _readers.submit(_placed, query.text, query.language, version).result


def space_of(version: int) -> Space:
    """Return the space of a version, kept in this process."""
    return _space(version)


def read(text: str, language: str, register: Register, first_reads: int = FIRST_READS) -> Reading:
    """Return a text as the embedders read it now."""
    readers = embedders()
    spelt = respelt(text, language)
    first = readers[0].embed([spelt[:first_reads]], ROLE[register])[0]
    second = None
    if len(readers) > 1 and knows(readers[1], language):
        second = readers[1].embed([spelt], ROLE[register])[0]
    return Reading(language, register, first, second)


@lru_cache(maxsize=_REMEMBERED)
def _placed(text: str, language: str, version: int) -> Place:
    register: Register = "short" if len(text) <= SHORT_CHARACTERS else "long"
    space = _space(version)
    place = space.place(read(text, language, register))
    if (known := gloss(text, language)) is None:
        return Place(version, place)
    glossed = space.place(read(known.text, GLOSS_LANGUAGE, "short"))
    weight = min(1.0, GLOSS_SHARE * known.share)
    return Place(version, space.together([place, glossed], [1.0, weight]))


@lru_cache(maxsize=2)
def _space(version: int) -> Space:
    return Space.from_bytes(
        bytes(IndexVersion.objects.values_list("space", flat=True).get(pk=version))
    )


# Numbers of versions come again in a restored database, and mean other spaces there.
forget_when_replaced(_placed.cache_clear)
forget_when_replaced(_space.cache_clear)
