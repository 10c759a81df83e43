"""Girih: the star patterns of Shiraz's tile-work, drawn as light SVG from a seed.

The construction is Hankin's (E. H. Hankin, "The Drawing of Geometric Patterns in Saracenic Art",
1925): from the middle of each side of a polygon two lines run inwards at a fixed angle to the
side; where neighbours meet, a star appears. The number of sides, the angle and the colours come
from the seed, so that a city keeps its pattern and is known by it without a photograph.

Colours are class names (``girih-a`` …); the style gives them their tones in both schemes.
"""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from math import cos, pi, sin, tan

from django.utils.safestring import SafeString, mark_safe

# Folds that the masters used. Seven and nine are rare, but they tell cities apart.
FOLDS = (6, 8, 8, 9, 10, 12, 12)
# Angles between line and side, in degrees: below 50 the star is dull, above 76 a needle.
ANGLES = (52, 56, 60, 64, 68, 72)
# Two deep tones and two light ones; ground and star are never of one kind.
DEEP = ("a", "b")
LIGHT = ("c", "d")
GROUNDS = ("disc", "tile", "polygon")
# The drawing stands in a square of this size, its middle at the origin.
HALF = 32
# A tile of the field, in CSS pixels
TILE = 72
# As many marks as a large library has cities in daily use; one takes about a kilobyte.
REMEMBERED = 2048

Point = tuple[float, float]


@dataclass(frozen=True)
class Variation:
    """What a seed decides."""

    fold: int
    angle: int
    inner_angle: int
    ground: str
    ground_tone: str
    star_tone: str
    turned: bool  # by half a step, so that a star stands on two points


def variation(seed: str) -> Variation:
    """Return the variation of a seed; the same on every machine and in every version."""
    digest = blake2b(seed.encode("utf-8", "replace"), digest_size=8).digest()
    deep, light = DEEP[digest[4] & 1], LIGHT[digest[5] & 1]
    return Variation(
        fold=FOLDS[digest[0] % len(FOLDS)],
        angle=ANGLES[digest[1] % len(ANGLES)],
        inner_angle=ANGLES[digest[2] % len(ANGLES)],
        ground=GROUNDS[digest[3] % len(GROUNDS)],
        ground_tone=light if digest[6] & 1 else deep,
        star_tone=deep if digest[6] & 1 else light,
        turned=bool(digest[7] & 1),
    )


@lru_cache(maxsize=REMEMBERED)
def mark(seed: str) -> SafeString:
    """Return the mark of a city as an SVG element, decorative: hidden from assistive technology.

    ``seed`` is any text, such as the city's slug.
    """
    chosen = variation(seed)
    turn = pi / chosen.fold if chosen.turned else 0.0
    outer = star(chosen.fold, HALF * 0.86, chosen.angle, turn)
    inner = star(chosen.fold, HALF * 0.46, chosen.inner_angle, turn + pi / chosen.fold)
    tone = chosen.star_tone
    return mark_safe(  # noqa: S308 - numbers and class names of this module, nothing of the seed
        '<svg class="girih" viewBox="-32 -32 64 64" aria-hidden="true" focusable="false">'
        + _ground(chosen, turn)
        + f'<path class="girih-{tone}" d="{_path(outer)}"/>'
        f'<path class="girih-line" d="{_path(inner)}"/>'
        f'<circle class="girih-{chosen.ground_tone}" r="{_short(HALF * 0.11)}"/>'
        "</svg>"
    )


@lru_cache(maxsize=64)
def field(seed: str) -> SafeString:
    """Return a field of tiles as an SVG element, for empty states and wide margins; decorative.

    Octagons and squares fill the plane (the tiling 4.8.8). The lines of a star leave its octagon
    at the angle at which those of the next begin, so that they run on through the whole field.
    The element has no size of its own; whatever size the style gives it is filled.
    """
    angle = variation(seed).angle
    name = "girih-" + blake2b(seed.encode("utf-8", "replace"), digest_size=4).hexdigest()
    middle, corner = TILE / 2, TILE / 2 * tan(pi / 8) / cos(pi / 4)
    large = _path(star(8, middle / cos(pi / 8), angle, 0.0))
    heart = _path(star(8, middle * 0.36, angle, pi / 8))
    small = _path(star(4, corner, angle, pi / 4))
    corners = "".join(
        f'<path class="girih-b" transform="translate({x} {y})" d="{small}"/>'
        for x in (0, TILE)
        for y in (0, TILE)
    )
    return mark_safe(  # noqa: S308 - numbers and class names of this module, the seed only hashed
        '<svg class="field-of-tiles" aria-hidden="true" focusable="false">'
        f'<pattern id="{name}" width="{TILE}" height="{TILE}" patternUnits="userSpaceOnUse">'
        f'<g transform="translate({_short(middle)} {_short(middle)})">'
        f'<path class="girih-a" d="{large}"/><path class="girih-b" d="{heart}"/></g>{corners}'
        f'</pattern><rect width="100%" height="100%" fill="url(#{name})"/></svg>'
    )


def polygon(fold: int, radius: float, turn: float) -> list[Point]:
    """Return the corners of a regular polygon whose corners lie ``radius`` from the middle."""
    return [_at(radius, turn + pi * (2 * k + 1) / fold) for k in range(fold)]


def star(fold: int, radius: float, angle: float, turn: float) -> list[Point]:
    """Return the corners of Hankin's star in a regular polygon of ``fold`` sides.

    ``radius`` runs from the middle to the corners of the polygon, ``angle`` (degrees) lies between
    a side and the lines that leave its middle. Points and notches alternate, the first is a point.
    """
    apothem = radius * cos(pi / fold)
    # The lines of two neighbouring sides meet on the axis between them, this far from the middle.
    step = pi / fold
    slope = tan(angle * pi / 180)
    notch = apothem / (cos(step) + sin(step) * slope)
    return [_at(apothem if k % 2 == 0 else notch, turn + step * k) for k in range(2 * fold)]


def _ground(chosen: Variation, turn: float) -> str:
    tone = f'class="girih-{chosen.ground_tone}"'
    if chosen.ground == "disc":
        return f'<circle {tone} r="{HALF}"/>'
    if chosen.ground == "tile":
        return f'<rect {tone} x="-30" y="-30" width="60" height="60" rx="4"/>'
    return f'<path {tone} d="{_path(polygon(chosen.fold, HALF, turn))}"/>'


def _at(radius: float, angle: float) -> Point:
    # The first corner points up, as on a tile
    return radius * sin(angle), -radius * cos(angle)


def _path(points: list[Point]) -> str:
    return "M" + "L".join(f"{_short(x)} {_short(y)}" for x, y in points) + "Z"


def _short(value: float) -> str:
    """A tenth of a unit is below a pixel at every size in use."""
    return f"{round(value, 1) + 0.0:g}"  # the sum turns -0.0 into 0
