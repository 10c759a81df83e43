"""Lists without a query: newest first, counted by facet."""

from uuid import UUID

from hamshahr.commons.search.retrieval.counting import Count, by_count, with_chosen
from hamshahr.commons.search.retrieval.filtering import Filters
from hamshahr.commons.search.retrieval.inventory import inventory


def browse_ids(kind: str, filters: Filters, *, first: int, count: int) -> list[UUID]:
    """Return ids of the things under ``filters`` from the ``first`` on, newest first."""
    stock = inventory(kind)
    return stock.object_ids(stock.chosen(filters), first=first, count=count)


def browse_total(kind: str, filters: Filters) -> int:
    """Return how many documents there are under ``filters``."""
    return int(inventory(kind).chosen(filters).sum())


def browse_counts(kind: str, filters: Filters) -> dict[str, list[Count]]:
    """Return every facet's values with their counts, as ``counting.count_facets`` does."""
    counts = inventory(kind).counts(filters)
    with_chosen(counts, filters)
    return {facet: by_count(counted) for facet, counted in counts.items()}


def count_by_owner(kind: str, filters: Filters) -> dict[str, int]:
    """Return how many documents under ``filters`` each owner has, those with the most first."""
    stock = inventory(kind)
    counted = stock.owners(stock.chosen(filters))
    return dict(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def facet_counts(kind: str, facet: str) -> dict[str, int]:
    """Return how many documents have each value of one facet."""
    return dict(inventory(kind).counts(()).get(facet, {}))
