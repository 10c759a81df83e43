"""Documents made ready for reading: their passages, the words in them, where they lie.

Made once for a document as it stands and kept by the process: the best answers come up again and
again, and cutting texts into sentences and words costs more than all else that shows them.
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from uuid import UUID

import numpy as np

from hamshahr.commons.search.embedding import embedders
from hamshahr.commons.search.meaning import store
from hamshahr.commons.search.meaning.passages import Passage, passage_reader, passages
from hamshahr.commons.search.meaning.reading import ROLE
from hamshahr.commons.search.meaning.space import Array
from hamshahr.commons.search.models import SearchDocument
from hamshahr.commons.search.retrieval.candidates import Candidate
from hamshahr.commons.search.retrieval.placing import Place, space_of
from hamshahr.commons.search.words.cutting import cut
from hamshahr.kernel.instance.replacing import forget_when_replaced

# Some sixty kilobytes each: twenty megabytes a process.
_REMEMBERED = 300


@dataclass(frozen=True)
class Readable:
    """A document's passages, with the words in each; ``places`` has a row for each passage.

    A row is zero where the passage was not read for meaning; ``None`` stands where no index is
    live.
    """

    passages: Sequence[Passage]
    words: Sequence[frozenset[str]]
    all_words: frozenset[str]
    places: Array | None


_Key = tuple[UUID, bytes, int | None]  # the document, its wording, the index version
_kept: OrderedDict[_Key, Readable] = OrderedDict()
_one_at_a_time = Lock()


def readable(shown: Sequence[Candidate], place: Place | None) -> dict[UUID, Readable]:
    """Return the documents of ``shown``, by id, ready for reading.

    At most three queries, whatever their number; none for what is remembered.
    """
    version = place.version if place else None
    keys = {one.document: (one.document, bytes(one.digest), version) for one in shown}
    with _one_at_a_time:
        found = {pk: _kept[key] for pk, key in keys.items() if key in _kept}
    missing = [pk for pk in keys if pk not in found]
    if missing:
        made = _made(SearchDocument.objects.filter(pk__in=missing), place)
        found |= made
        with _one_at_a_time:
            _kept.update({keys[pk]: ready for pk, ready in made.items()})
            while len(_kept) > _REMEMBERED:
                _kept.popitem(last=False)
    return found


def forget() -> None:
    """Forget every document that this process made ready."""
    with _one_at_a_time:
        _kept.clear()


forget_when_replaced(forget)


def _made(documents: Iterable[SearchDocument], place: Place | None) -> dict[UUID, Readable]:
    texts = {
        document.pk: (document, passages(document.parts, document.language))
        for document in documents
    }
    places = _places(list(texts.values()), place) if place else {}
    ready = {}
    for pk, (document, own) in texts.items():
        words = [frozenset(cut(passage.text)) for passage in own]
        read = {passage.part for passage in own}
        others = (text for part, text in document.parts.items() if part not in read)
        ready[pk] = Readable(
            passages=own,
            words=words,
            all_words=frozenset().union(
                *words, *(cut(text) for text in (document.title, document.bridge, *others))
            ),
            places=places.get(pk),
        )
    return ready


def _places(
    texts: Sequence[tuple[SearchDocument, list[Passage]]], place: Place
) -> Mapping[UUID, Array]:
    readers = embedders()
    space = space_of(place.version)
    wanted: dict[str, list[str]] = {}
    for document, own in texts:
        name = store.key(passage_reader(readers, document.language), ROLE["long"])
        wanted.setdefault(name, []).extend(passage.text for passage in own)
    kept = {name: store.known(name, some) for name, some in wanted.items()}
    found = {}
    for document, own in texts:
        reader = passage_reader(readers, document.language)
        vectors = kept[store.key(reader, ROLE["long"])]
        rows = np.zeros((len(own), len(place.vector)), np.float32)
        for row, passage in enumerate(own):
            if (vector := vectors.get(passage.text)) is not None:
                rows[row] = space.place_by(
                    second=reader is not readers[0],
                    language=document.language,
                    register="long",
                    vector=vector,
                )
        found[document.pk] = rows
    return found
