"""Windows: which part of the sheet a map shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from hamshahr.design.maps.projection import HEIGHT, WIDTH, Spot

# Closer than this the coasts show how far they were simplified: about 5,000 km across.
LEAST_WIDTH = 120.0
# Room around the outermost places, in CSS pixels: for the largest disc with its ring
_EDGE = 24.0
# The sheet and some sea around it: places at its very end need room, too
_WIDEST = 1.08 * WIDTH
# A locator shows a continent's width around its place, in the shape of a postcard.
_LOCATOR_WIDTH, _LOCATOR_ASPECT = 230.0, 1.5
_ASPECT = WIDTH / HEIGHT


@dataclass(frozen=True)
class Window:
    """A part of the sheet, in its units."""

    x: float
    y: float
    width: float
    height: float

    @property
    def view_box(self) -> str:
        """The window as SVG's ``viewBox`` has it."""
        return f"{self.x:.1f} {self.y:.1f} {self.width:.1f} {self.height:.1f}"


@dataclass(frozen=True)
class Locator:
    """A window with the one spot that it is about."""

    window: Window
    at: Spot


WORLD = Window(0.0, 0.0, WIDTH, HEIGHT)


def window_around(spots: Sequence[Spot], *, pixels: float) -> Window:
    """Return the smallest window that holds all spots, with room for their discs at its edges.

    ``pixels`` is the width at which it will be drawn. It has the shape of the sheet, or is higher
    where the discs need it. The whole world where there is no spot.
    """
    if not spots:
        return WORLD
    west, east = min(one.x for one in spots), max(one.x for one in spots)
    north, south = min(one.y for one in spots), max(one.y for one in spots)
    across = (east - west) / (1 - 2 * _EDGE / pixels)
    down = (south - north) / (1 - 2 * _EDGE * _ASPECT / pixels)
    width = min(max(across, down * _ASPECT, LEAST_WIDTH), _WIDEST)
    height = max(width / _ASPECT, down)
    return Window(
        x=_within((west + east - width) / 2, width, WIDTH),
        y=_within((north + south - height) / 2, height, HEIGHT),
        width=width,
        height=height,
    )


def window_of(middle: Spot, *, width: float, aspect: float) -> Window:
    """Return the window of this width around a spot, moved inwards at the edge of the sheet."""
    height = width / aspect
    return Window(
        x=_within(middle.x - width / 2, width, WIDTH),
        y=_within(middle.y - height / 2, height, HEIGHT),
        width=width,
        height=height,
    )


def locator(middle: Spot) -> Locator:
    """Return a small map of where a spot lies in its part of the world."""
    return Locator(window_of(middle, width=_LOCATOR_WIDTH, aspect=_LOCATOR_ASPECT), middle)


def _within(start: float, size: float, whole: float) -> float:
    """Return a start that keeps a part within the whole; of what is larger, the start itself."""
    return start if size >= whole else max(0.0, min(start, whole - size))
