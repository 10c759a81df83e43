"""Facets: how many of what was found have each value, given the other facets' choices."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from hamshahr.commons.search.retrieval.candidates import Candidate, Filters


@dataclass(frozen=True)
class Count:
    """A value of a facet and how many of what was found have it."""

    value: str
    count: int


def count_facets(
    found: Sequence[Candidate], filters: Filters, facets: Sequence[str]
) -> dict[str, list[Count]]:
    """Return the values of each facet, the most frequent first.

    A facet is counted among what the *other* facets leave, so that a second value of it can be
    chosen. Chosen values are there even where they count nothing.
    """
    chosen = {facet: set(values) for facet, values in filters if values}
    counts: dict[str, Counter[str]] = {facet: Counter() for facet in facets}
    for candidate in found:
        has: dict[str, list[str]] = {}
        for token in candidate.facets:
            facet, _, value = token.partition(":")
            has.setdefault(facet, []).append(value)
        failed = [
            facet for facet, values in chosen.items() if values.isdisjoint(has.get(facet, ()))
        ]
        for facet in facets:
            if not failed or failed == [facet]:
                counts[facet].update(has.get(facet, ()))
    with_chosen(counts, filters)
    return {facet: by_count(counted) for facet, counted in counts.items()}


def with_chosen(counts: dict[str, Counter[str]], filters: Filters) -> None:
    """Put in the chosen values that count nothing: they must stay to be taken away."""
    for facet, values in filters:
        for value in values:
            counts.setdefault(facet, Counter()).setdefault(value, 0)


def by_count(counted: Counter[str]) -> list[Count]:
    """Return the counts of a facet, the most frequent first."""
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Count(value, count) for value, count in ordered]


def keep(found: Sequence[Candidate], filters: Filters) -> list[Candidate]:
    """Return those that have a chosen value of every facet with a choice, in their order."""
    wanted = [{f"{facet}:{value}" for value in values} for facet, values in filters if values]
    return [
        candidate
        for candidate in found
        if all(not tokens.isdisjoint(candidate.facets) for tokens in wanted)
    ]
