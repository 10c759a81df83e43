"""Marks: one disc a place, near places together, so that each can be seen, read and touched.

The area of a disc is proportional to its weight, but that none is smaller than ``SMALLEST``.
Places whose discs would touch, or would stand closer than a fingertip needs (WCAG 2.2, 2.5.8),
share one disc, at the place of the heaviest; each keeps a dot where it truly lies. What is faint
gives way to what is not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot, sqrt

from hamshahr.design.maps.projection import Spot, spot
from hamshahr.design.maps.window import Window

# Radii of discs in CSS pixels: of one experience, of the heaviest, and of the smallest drawn.
OF_ONE, LARGEST, SMALLEST = 5.5, 19.0, 3.5
# What a finger or a shaking hand can hit: WCAG's 24 pixels across
TOUCHED = 12.0
# Between two discs, so that they are seen as two
_APART = 1.5


@dataclass(frozen=True)
class Place:
    """What is to be marked. ``weight`` may be 0: a place that is there, and has nothing yet."""

    key: str
    longitude: float
    latitude: float
    weight: int
    is_ringed: bool = False
    is_faint: bool = False


@dataclass(frozen=True)
class Mark:
    """A disc: where, how large, for which places, its own first. Lengths in sheet units."""

    at: Spot
    radius: float
    touched: float  # radius of what answers to a finger
    unit: float  # a CSS pixel, in sheet units
    weight: int
    places: tuple[Place, ...]
    is_ringed: bool  # one of its places is
    is_faint: bool  # all of its places are


def marked(places: Sequence[Place], window: Window, *, pixels: float) -> list[Mark]:
    """Return the marks of a window made for ``pixels`` of width, what is not faint and heavy first.

    Discs keep their size in pixels: the wider the drawing, the fewer places share one.
    """
    unit = window.width / pixels
    groups = [_Group((one,), spot(one.longitude, one.latitude)) for one in places]
    # A disc grows with what joins it, and may then touch another
    while True:
        scale = _scale(max((group.weight for group in groups), default=0))
        joined = _joined(groups, scale, unit)
        if len(joined) == len(groups):
            return [group.mark(scale, unit) for group in joined]
        groups = joined


def dots(marks: Iterable[Mark]) -> list[Spot]:
    """Return where the places lie that share a disc."""
    return [
        spot(place.longitude, place.latitude)
        for mark in marks
        if len(mark.places) > 1
        for place in mark.places
    ]


def _scale(heaviest: int) -> float:
    """Return the radius of weight 1, in pixels: less where the heaviest would be too large."""
    return min(OF_ONE, LARGEST / sqrt(max(1, heaviest)))


@dataclass(frozen=True)
class _Group:
    """Places that share a disc, which stands where the first lies."""

    places: tuple[Place, ...]
    at: Spot

    @property
    def weight(self) -> int:
        return sum(place.weight for place in self.places)

    @property
    def is_faint(self) -> bool:
        return all(place.is_faint for place in self.places)

    def radius(self, scale: float) -> float:
        return max(SMALLEST, scale * sqrt(self.weight))

    def mark(self, scale: float, unit: float) -> Mark:
        radius = self.radius(scale)
        return Mark(
            at=self.at,
            radius=radius * unit,
            touched=max(radius, TOUCHED) * unit,
            unit=unit,
            weight=self.weight,
            places=self.places,
            is_ringed=any(place.is_ringed for place in self.places),
            is_faint=self.is_faint,
        )


def _joined(groups: Sequence[_Group], scale: float, unit: float) -> list[_Group]:
    """Return the groups, each put to the nearest one before it that it would touch."""
    kept: list[_Group] = []
    for group in sorted(groups, key=lambda one: (one.is_faint, -one.weight, one.places[0].key)):
        nearest, best = -1, float("inf")
        for number, other in enumerate(kept):
            apart = hypot(group.at.x - other.at.x, group.at.y - other.at.y) / unit
            needed = max(2 * TOUCHED, group.radius(scale) + other.radius(scale) + _APART)
            if apart < min(needed, best):
                nearest, best = number, apart
        if nearest < 0:
            kept.append(group)
        else:
            kept[nearest] = _Group((*kept[nearest].places, *group.places), kept[nearest].at)
    return kept
