"""Which cities are the peers of one, and which other one is worth a look."""

import heapq
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hamshahr.domains.network.peers.attributes import MEASURES, Attribute
from hamshahr.domains.network.peers.comparing import Comparison, Likeness, comparisons, likeness
from hamshahr.domains.network.peers.profile import Profile

# Half of what could be known: below, a list of peers would say more than the data.
LEAST_CONFIDENCE = 0.5

# Cities of one country share income, region and language before anything else is asked. Two of
# one country leave room for those that a city does not know already.
MOST_OF_ONE_COUNTRY = 2

# Unlike in most: less than half of what could agree does.
_UNLIKE = 0.5
# With more, the one city that has told most would be beside every other.
_DOUBLING = 0.25
# What sets a city its task, wherever it lies.
_TASK = (Attribute.POPULATION, Attribute.CLIMATE, Attribute.COAST)


@dataclass(frozen=True, slots=True)
class Peer:
    """Another city beside the one that was asked about.

    ``comparisons`` has every attribute, what makes the two most alike first. ``experiences`` is
    the count that was handed in, 0 where none was.
    """

    profile: Profile
    likeness: Likeness
    comparisons: tuple[Comparison, ...]
    experiences: int = 0

    @property
    def agreeing(self) -> tuple[Comparison, ...]:
        """What is the same or nearly so."""
        return tuple(compared for compared in self.comparisons if compared.agrees)

    @property
    def differing(self) -> tuple[Comparison, ...]:
        """What is known and different."""
        return tuple(
            compared
            for compared in self.comparisons
            if compared.apart is not None and not compared.agrees
        )


def peers_of(city: Profile, *, among: Iterable[Profile], count: int) -> tuple[Peer, ...]:
    """Return the ``count`` cities most like ``city``, the closest first.

    The city itself is left out, and so is what stands for the same place; of others that stand for
    one place, the closest is named. Cities of which too little is known (``LEAST_CONFIDENCE``) are
    left out, and more than ``MOST_OF_ONE_COUNTRY`` of a country.
    """
    found = [
        (like.closeness, str(other.key), other, like)
        for other, like in _compared(city, among)
        if like.confidence >= LEAST_CONFIDENCE
    ]
    # Ties go by key, so that a page shows the same peers each time
    found.sort(key=lambda each: (-each[0], each[1]))
    return tuple(
        Peer(other, like, comparisons(city, other))
        for other, like in _few_of_each_country(found, count)
    )


def different_but_worth_a_look(
    city: Profile,
    *,
    among: Iterable[Profile],
    experiences: Mapping[Any, int],
) -> Peer | None:
    """Return one city that is unlike in most, has the same task, and has experience to read.

    It lies in another region, is less than half like ``city``, and yet shares its size, its
    climate or its shore, wholly or nearly. Of those, the one that shares most of the task; each
    doubling of its experiences counts for a quarter more (``_DOUBLING``). ``experiences`` maps
    keys of profiles to counts. None where no city is so.
    """
    far = (
        other
        for other in among
        if experiences.get(other.key, 0) > 0 and other.region != city.region
    )
    candidates = (
        (weight * _worth(experiences[other.key]), str(other.key), other, like)
        for other, like in _compared(city, far)
        if like.confidence >= LEAST_CONFIDENCE
        and like.similarity < _UNLIKE
        and (weight := _shared_task(city, other)) > 0
    )
    best = heapq.nsmallest(1, candidates, key=lambda each: (-each[0], each[1]))
    if not best:
        return None
    _, _, other, like = best[0]
    return Peer(other, like, comparisons(city, other), experiences[other.key])


def _compared(city: Profile, among: Iterable[Profile]) -> Iterator[tuple[Profile, Likeness]]:
    for other in among:
        same_place = other.place is not None and other.place == city.place
        if other.key != city.key and not same_place:
            yield other, likeness(city, other)


def _few_of_each_country(
    found: Iterable[tuple[float, str, Profile, Likeness]], count: int
) -> Iterator[tuple[Profile, Likeness]]:
    countries: Counter[str] = Counter()
    places: set[tuple[float, float]] = set()
    left = count
    for _, _, other, like in found:
        if left <= 0:
            return
        full = bool(other.country) and countries[other.country] >= MOST_OF_ONE_COUNTRY
        if full or other.place in places:
            continue
        countries[other.country] += 1
        places |= {other.place} if other.place else set()
        left -= 1
        yield other, like


def _worth(count: int) -> float:
    return 1 + _DOUBLING * math.log2(count)


def _shared_task(city: Profile, other: Profile) -> float:
    """The weight of what sets both the same task: 0 where nothing does."""
    weight = 0.0
    for attribute in _TASK:
        measure = MEASURES[attribute]
        compared = Comparison(attribute, measure.apart(city, other))
        if compared.agrees and compared.apart is not None:
            weight += measure.weight * (1 - compared.apart)
    return weight
