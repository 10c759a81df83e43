"""Facets: how many of what was found have each value, given the other facets' choices."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from hamshahr.commons.search.retrieval.candidates import Candidate
from hamshahr.commons.search.retrieval.filtering import Filters


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
    chosen = {facet: {f"{facet}:{value}" for value in values} for facet, values in filters}
    everywhere: Counter[str] = Counter()
    alone: dict[str, Counter[str]] = {facet: Counter() for facet in chosen}
    for candidate in found:
        failed = [facet for facet, tokens in chosen.items() if tokens.isdisjoint(candidate.facets)]
        if not failed:
            everywhere.update(candidate.facets)
        elif len(failed) == 1:
            alone[failed[0]].update(candidate.facets)
    counts: dict[str, Counter[str]] = {facet: Counter() for facet in facets}
    for counted, only in ((everywhere, ""), *((alone[facet], facet) for facet in chosen)):
        for token, count in counted.items():
            facet, _, value = token.partition(":")
            if facet in counts and only in ("", facet):
                counts[facet][value] += count
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
