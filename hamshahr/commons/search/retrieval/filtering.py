"""Filters: what a reader chose among the facets. Any of a facet's values, and every facet."""

from collections.abc import Sequence

Filters = Sequence[tuple[str, Sequence[str]]]  # facet and its values


def where_facets(filters: Filters) -> tuple[str, list[list[str]]]:
    """Return SQL (with its values) that keeps those of ``document`` with a value of every facet."""
    sql, values = "", []
    for facet, chosen in filters:
        sql += " AND document.facets && %s::varchar[]"
        values.append([f"{facet}:{value}" for value in chosen])
    return sql, values
