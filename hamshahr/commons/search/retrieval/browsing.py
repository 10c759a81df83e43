"""Lists without a query: newest first, counted by facet in one statement."""

from collections import Counter
from uuid import UUID

from django.db import connection

from hamshahr.commons.search.retrieval.candidates import Filters, where_facets
from hamshahr.commons.search.retrieval.counting import Count, by_count, with_chosen


def browse_ids(kind: str, filters: Filters, *, first: int, count: int) -> list[UUID]:
    """Return ids of the documents under ``filters`` from the ``first`` on, newest first."""
    where, values = where_facets(filters)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT document.object_id FROM search_searchdocument AS document
            WHERE document.kind = %s{where}
            ORDER BY document.since DESC, document.object_id DESC OFFSET %s LIMIT %s
            """,
            [kind, *values, first, count],
        )
        return [row[0] for row in cursor.fetchall()]


def browse_total(kind: str, filters: Filters) -> int:
    """Return how many documents there are under ``filters``."""
    where, values = where_facets(filters)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM search_searchdocument AS document"
            f" WHERE document.kind = %s{where}",
            [kind, *values],
        )
        (total,) = cursor.fetchone()
        return int(total)


def count_by_owner(kind: str, filters: Filters) -> dict[str, int]:
    """Return how many documents under ``filters`` each owner has, those with the most first."""
    where, values = where_facets(filters)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT document.owner, count(*) FROM search_searchdocument AS document"
            f" WHERE document.kind = %s{where} GROUP BY document.owner"
            " ORDER BY count(*) DESC, document.owner",
            [kind, *values],
        )
        return dict(cursor.fetchall())


def browse_counts(kind: str, filters: Filters) -> dict[str, list[Count]]:
    """Return every facet's values with their counts, as ``counting.count_facets`` does.

    One pass over the documents: each knows which chosen facets it fails, and counts everywhere if
    none, in the one facet that it fails if only one.
    """
    chosen = [(facet, values) for facet, values in filters if values]
    fails = "ARRAY[]::text[]"
    values: list[str | list[str]] = []
    for facet, of in chosen:
        fails += " || CASE WHEN facets && %s::varchar[] THEN NULL::text ELSE %s::text END"
        values.append([f"{facet}:{value}" for value in of])
        values.append(facet)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT split_part(token, ':', 1), substr(token, strpos(token, ':') + 1), count(*)
            FROM (
                SELECT facets, array_remove({fails}, NULL) AS failed
                FROM search_searchdocument WHERE kind = %s
            ) AS document, unnest(facets) AS token
            WHERE failed = '{{}}' OR failed = ARRAY[split_part(token, ':', 1)]
            GROUP BY token
            """,
            [*values, kind],
        )
        rows: list[tuple[str, str, int]] = cursor.fetchall()
    counts: dict[str, Counter[str]] = {}
    for facet, value, count in rows:
        counts.setdefault(facet, Counter())[value] = count
    with_chosen(counts, filters)
    return {facet: by_count(counted) for facet, counted in counts.items()}


def facet_counts(kind: str, facet: str) -> dict[str, int]:
    """Return how many documents have each value of one facet."""
    return {found.value: found.count for found in browse_counts(kind, ()).get(facet, [])}
