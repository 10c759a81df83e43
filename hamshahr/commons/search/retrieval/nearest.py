"""The documents nearest to a place: all of them looked at while they are few, else by the index.

The approximate index (HNSW) follows neighbours, and filters what it meets. So it is slow where a
filter leaves little; there, looking at all that is left is quicker, and exact.
"""

from typing import Any
from uuid import UUID

import numpy as np
from django.db import connection
from numpy.typing import NDArray
from pgvector import HalfVector

from hamshahr.commons.search.retrieval.filtering import Filters, where_facets
from hamshahr.commons.search.retrieval.inventory import Inventory
from hamshahr.commons.search.retrieval.placing import Place

# What is ranked: the library of an association today is smaller, so that all of it is.
NEAREST = 400
# With fewer left by the filters, each is looked at: some five microseconds each.
_ALL_LOOKED_AT = 8_000


def nearest(
    kind: str,
    place: Place,
    filters: Filters,
    stock: Inventory,
    chosen: NDArray[np.bool_] | None,
) -> dict[UUID, float]:
    """Return the ``NEAREST`` documents under ``filters`` with their nearness (inner product).

    ``chosen`` says which of ``stock`` the filters leave; ``None``: all.
    """
    if chosen is not None and int(chosen.sum()) <= _ALL_LOOKED_AT:
        return _among(stock.document_ids(chosen), place)
    where, values = where_facets(filters)
    vector = HalfVector(place.vector).to_text()
    distance = nearness_sql(len(place.vector))
    return _asked(
        f"""
        SELECT place.document_id, -({distance})
        FROM search_documentvector AS place
        JOIN search_searchdocument AS document ON document.id = place.document_id
        WHERE place.version_id = {int(place.version)} AND document.kind = %s{where}
        ORDER BY {distance} LIMIT {NEAREST}
        """,
        [vector, kind, *values, vector],
    )


def nearness_sql(dimensions: int) -> str:
    """Return SQL for how far ``place.vector`` is from a vector to be given: the less, the nearer.

    The expression is that of the approximate index, where the version has one.
    """
    return f"(place.vector::halfvec({int(dimensions)})) <#> %s::halfvec({int(dimensions)})"


def _among(documents: list[UUID], place: Place) -> dict[UUID, float]:
    vector = HalfVector(place.vector).to_text()
    # Not the index's expression: all of these are looked at
    return _asked(
        f"""
        SELECT document_id, -(vector <#> %s::halfvec)
        FROM search_documentvector
        WHERE version_id = {int(place.version)} AND document_id = ANY(%s)
        ORDER BY vector <#> %s::halfvec LIMIT {NEAREST}
        """,
        [vector, documents, vector],
    )


def _asked(sql: str, values: list[Any]) -> dict[UUID, float]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return dict(cursor.fetchall())
