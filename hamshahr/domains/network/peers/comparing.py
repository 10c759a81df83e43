"""How like two cities are, and how sure that is: Gower's coefficient over what is known."""

from dataclasses import dataclass
from enum import Enum

from hamshahr.domains.network.peers.attributes import MEASURES, WHOLE_WEIGHT, Attribute
from hamshahr.domains.network.peers.profile import Profile

# Populations within a fifth of each other (1.6 and 1.9 million) are the same size to anybody.
_SAME = 0.08
# One step of income, one of heat, up to about twice the people.
_NEARLY = 0.34


@dataclass(frozen=True, slots=True)
class Likeness:
    """All three run from 0 to 1.

    ``similarity`` is one minus the weighted mean distance over the attributes known of both
    cities (Gower 1971); 0 where none is. ``confidence`` is the share of all weight that these
    attributes carry. ``closeness``, their product, is what peers are ordered by: it is the
    similarity if whatever is not known were wholly different, so that a gap in the data never
    brings two cities closer.
    """

    similarity: float
    confidence: float

    @property
    def closeness(self) -> float:
        return self.similarity * self.confidence


class Verdict(Enum):
    SAME = "same"
    NEARLY = "nearly the same"
    DIFFERENT = "different"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One attribute of two cities; ``apart`` from 0 (alike) to 1, None where one is not known."""

    attribute: Attribute
    apart: float | None

    @property
    def verdict(self) -> Verdict:
        if self.apart is None:
            return Verdict.UNKNOWN
        if self.apart <= _SAME:
            return Verdict.SAME
        return Verdict.NEARLY if self.apart <= _NEARLY else Verdict.DIFFERENT

    @property
    def agrees(self) -> bool:
        return self.verdict in {Verdict.SAME, Verdict.NEARLY}

    @property
    def share(self) -> float:
        """What the attribute adds to the likeness, as a share of all that there could be."""
        if self.apart is None:
            return 0.0
        return MEASURES[self.attribute].weight * (1 - self.apart) / WHOLE_WEIGHT


def likeness(one: Profile, other: Profile) -> Likeness:
    """Compare two cities; the order does not matter."""
    known = alike = 0.0
    for measure in MEASURES.values():
        apart = measure.apart(one, other)
        if apart is not None:
            known += measure.weight
            alike += measure.weight * (1 - apart)
    return Likeness(alike / known if known else 0.0, known / WHOLE_WEIGHT)


def comparisons(one: Profile, other: Profile) -> tuple[Comparison, ...]:
    """Compare two cities attribute by attribute, what makes them most alike first."""
    compared = [
        Comparison(attribute, measure.apart(one, other)) for attribute, measure in MEASURES.items()
    ]
    return tuple(sorted(compared, key=lambda comparison: -comparison.share))
