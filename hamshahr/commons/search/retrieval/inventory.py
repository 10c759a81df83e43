"""The inventory: which documents have which value of which facet, in the memory of each process.

Counting facets over a hundred thousand documents takes PostgreSQL half a second and this some
milliseconds, whatever is chosen and however deep a list is opened. It takes ten megabytes there.
Every deed that changes documents changes the stamp of their kind in its own transaction; who finds
another stamp than his own takes stock anew.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from uuid import UUID

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from hamshahr.commons.search.retrieval.filtering import Filters

_Places = NDArray[np.int32]
_Chosen = NDArray[np.bool_]
_UUID = 16  # bytes
_OWNER = "owner"  # stands among the facets here; no manifest may name a facet so


@dataclass(frozen=True)
class Inventory:
    """The documents of one kind, newest first, each by its place in that order.

    ``holding`` has, by facet and value, the places of the documents that have it.
    """

    documents: bytes
    objects: bytes
    holding: Mapping[str, Mapping[str, _Places]]

    def __len__(self) -> int:
        return len(self.documents) // _UUID

    def chosen(self, filters: Filters) -> _Chosen:
        """Return, for each document, whether it has a chosen value of every facet."""
        return self._all_of([self._any_of(facet, values) for facet, values in filters if values])

    def object_ids(self, chosen: _Chosen, *, first: int, count: int) -> list[UUID]:
        """Return ids of the things of the chosen documents, from the ``first`` on."""
        return _ids(self.objects, np.flatnonzero(chosen)[first : first + count])

    def document_ids(self, chosen: _Chosen) -> list[UUID]:
        return _ids(self.documents, np.flatnonzero(chosen))

    def counts(self, filters: Filters) -> dict[str, Counter[str]]:
        """Return how many documents have each value of each facet, those with none left out.

        A facet is counted among what the *other* facets leave.
        """
        masks = {facet: self._any_of(facet, values) for facet, values in filters if values}
        everywhere = self._all_of(list(masks.values()))
        counts: dict[str, Counter[str]] = {}
        for facet, holding in self.holding.items():
            if facet == _OWNER:
                continue
            others = [mask for chosen, mask in masks.items() if chosen != facet]
            counts[facet] = _counted(
                holding, self._all_of(others) if facet in masks else everywhere
            )
        return counts

    def owners(self, chosen: _Chosen) -> Counter[str]:
        """Return how many of the chosen documents each owner has."""
        return _counted(self.holding.get(_OWNER, {}), chosen)

    def _any_of(self, facet: str, values: Sequence[str]) -> _Chosen:
        mask = np.zeros(len(self), np.bool_)
        holding = self.holding.get(facet, {})
        for value in values:
            if value in holding:
                mask[holding[value]] = True
        return mask

    def _all_of(self, masks: list[_Chosen]) -> _Chosen:
        everything = np.ones(len(self), np.bool_)
        for mask in masks:
            everything &= mask
        return everything


def inventory(kind: str) -> Inventory:
    """Return the inventory of ``kind``; one query while nothing has changed.

    While one thread takes stock anew, others answer from what was there a moment ago.
    """
    stamp = _stamp(kind)
    known = _kept.get(kind)
    if known is not None and known[0] == stamp:
        return known[1]
    if not _taking.acquire(blocking=known is None) and known is not None:
        return known[1]
    try:
        known = _kept.get(kind)
        if known is None or known[0] != stamp:
            known = _kept[kind] = (stamp, _take(kind))
        return known[1]
    finally:
        _taking.release()


def forget() -> None:
    """Take stock anew at the next question, whatever the stamp says."""
    _kept.clear()


_kept: dict[str, tuple[UUID | None, Inventory]] = {}
_taking = Lock()


def _stamp(kind: str) -> UUID | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT stamp FROM search_librarystamp WHERE kind = %s", [kind])
        row: tuple[UUID] | None = cursor.fetchone()
        return row[0] if row else None


# Ids and places come as bytes: read as arrays at once, where rows would take seconds
_TAKE = """
    WITH ordered AS MATERIALIZED (
        SELECT id, object_id, facets || ('owner:' || owner)::varchar AS tokens,
               (row_number() OVER (ORDER BY since DESC, object_id DESC) - 1)::int4 AS place
        FROM search_searchdocument WHERE kind = %s
    )
    SELECT NULL, string_agg(uuid_send(id), '' ORDER BY place),
           string_agg(uuid_send(object_id), '' ORDER BY place)
    FROM ordered
    UNION ALL
    SELECT token, string_agg(int4send(place), ''), NULL
    FROM ordered, unnest(tokens) AS token GROUP BY token
"""


def _take(kind: str) -> Inventory:
    documents = objects = b""
    holding: dict[str, dict[str, _Places]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [kind])
        for token, places, things in cursor.fetchall():
            if token is None:
                documents, objects = bytes(places or b""), bytes(things or b"")
                continue
            facet, _, value = token.partition(":")
            holding.setdefault(facet, {})[value] = np.frombuffer(places, ">i4").astype(np.int32)
    return Inventory(documents, objects, holding)


def _ids(packed: bytes, places: NDArray[np.intp]) -> list[UUID]:
    return [UUID(bytes=packed[place * _UUID : (place + 1) * _UUID]) for place in places]


def _counted(holding: Mapping[str, _Places], chosen: _Chosen) -> Counter[str]:
    counted = ((value, int(np.count_nonzero(chosen[places]))) for value, places in holding.items())
    return Counter({value: count for value, count in counted if count})
