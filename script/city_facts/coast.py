"""How far a place is from the sea, by the land outlines of Natural Earth."""

import json
import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from scipy.spatial import cKDTree

_EARTH_KM = 6371.0
# The outline is walked in steps of this length; the distance is at most half a step too long.
_STEP_KM = 1.0
# Where the antimeridian cuts Chukotka, Fiji and Antarctica there is no shore.
_ANTIMERIDIAN = 179.999

# The outline, at 1:10 million, is drawn to about a kilometre, and a place is one point in a city
# that is ten or twenty wide. Hence bands and no kilometres: where a city is on the coast, the sea
# is within its own built-up area; where near, within a day's work of its people.
_ON_THE_COAST_KM, _NEAR_KM = 10.0, 50.0

Point = tuple[float, float]  # longitude, latitude in degrees


class Coast:
    """The shores of the world: the sea's, with the Caspian's, which Natural Earth counts so."""

    def __init__(self, topology: Path) -> None:
        """``topology``: land-10m.json of the npm package world-atlas."""
        self._shore = cKDTree(_on_the_sphere(np.concatenate(list(_walked(topology)))))

    def bands(self, places: Sequence[Point]) -> list[str]:
        """The band of each place: coast, near or inland."""
        chord, _ = self._shore.query(_on_the_sphere(np.array(places)))
        kilometres = 2 * _EARTH_KM * np.arcsin(np.minimum(chord / 2, 1.0))
        return [_band(distance) for distance in kilometres]


def _band(kilometres: float) -> str:
    if kilometres <= _ON_THE_COAST_KM:
        return "coast"
    return "near" if kilometres <= _NEAR_KM else "inland"


def _walked(topology: Path) -> Iterator[np.ndarray]:
    """The points of every outline, no two neighbours further apart than a step."""
    drawn = json.loads(topology.read_text(encoding="utf-8"))
    scale, shift = drawn["transform"]["scale"], drawn["transform"]["translate"]
    for arc in drawn["arcs"]:
        points = np.cumsum(np.array(arc), axis=0) * scale + shift  # arcs are kept as differences
        for start, end in pairwise(points):
            if abs(start[0]) > _ANTIMERIDIAN and abs(end[0]) > _ANTIMERIDIAN:
                continue
            steps = max(1, math.ceil(_kilometres(start, end) / _STEP_KM))
            yield start + (end - start) * np.linspace(0, 1, steps + 1)[:, None]


def _kilometres(start: np.ndarray, end: np.ndarray) -> float:
    """Near enough for two points of an outline: flat, with meridians narrowing to the pole."""
    narrowing = math.cos(math.radians((start[1] + end[1]) / 2))
    east, north = (end[0] - start[0]) * narrowing, end[1] - start[1]
    return math.radians(math.hypot(east, north)) * _EARTH_KM


def _on_the_sphere(points: np.ndarray) -> np.ndarray:
    longitude, latitude = np.radians(points).T
    return np.column_stack(
        (
            np.cos(latitude) * np.cos(longitude),
            np.cos(latitude) * np.sin(longitude),
            np.sin(latitude),
        )
    )
