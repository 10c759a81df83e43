"""The Equal Earth projection, and the sheet that the land and the marks are drawn on.

Source: B. Šavrič, T. Patterson, B. Jenny, "The Equal Earth map projection", International Journal
of Geographical Information Science 33 (2019) 3, 454-465, published online in 2018, equations 7-10.
Chosen because areas are true: a map of where experience comes from must not make the north larger
than it is.
"""

from dataclasses import dataclass
from math import asin, cos, pi, radians, sin, sqrt

# The coefficients of the polynomial, as published
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = sqrt(3) / 2

# The sheet is cut through the Bering Strait, so that Asia and the Americas stay whole; 11° E is
# then its middle.
MIDDLE = 11.0
# Units from the western to the eastern end of the equator. A unit is 40 km there.
WIDTH = 1000.0
# No city lies farther north or south. The Antarctic is left out.
NORTH, SOUTH = 84.0, -56.5


@dataclass(frozen=True)
class Spot:
    """A point of the sheet in units from its north-western corner, ``y`` growing southwards."""

    x: float
    y: float


def equal_earth(longitude: float, latitude: float) -> tuple[float, float]:
    """Return x and y, in radii of the globe, of a point given in radians.

    ``longitude`` counts from the middle of the map; y grows northwards.
    """
    theta = asin(_M * sin(latitude))
    second = theta * theta
    sixth = second**3
    slope = _A1 + 3 * _A2 * second + sixth * (7 * _A3 + 9 * _A4 * second)
    x = longitude * cos(theta) / (_M * slope)
    y = theta * (_A1 + _A2 * second + sixth * (_A3 + _A4 * second))
    return x, y


_SCALE = WIDTH / (2 * equal_earth(pi, 0.0)[0])
_TOP = equal_earth(0.0, radians(NORTH))[1]
HEIGHT = _SCALE * (_TOP - equal_earth(0.0, radians(SOUTH))[1])


def spot(longitude: float, latitude: float) -> Spot:
    """Return where a point, in degrees east and north, lies on the sheet."""
    from_middle = (longitude - MIDDLE + 180.0) % 360.0 - 180.0
    x, y = equal_earth(radians(from_middle), radians(latitude))
    return Spot(WIDTH / 2 + _SCALE * x, _SCALE * (_TOP - y))
