import re
from math import hypot, pi, radians
from xml.etree import ElementTree

import pytest

from hamshahr.design.maps.marks import SMALLEST, TOUCHED, Place, dots, marked
from hamshahr.design.maps.projection import HEIGHT, WIDTH, equal_earth, spot
from hamshahr.design.maps.window import LEAST_WIDTH, WORLD, window_around, window_of
from tests.design.sources import STATIC

LAND = STATIC / "land.svg"

# By PROJ 9.5.1, +proj=eqearth +R=1; degrees east and north, then x and y
KNOWN = {
    "Shiraz": (52.54, 29.61, 0.7402772622749204, 0.5856123416944979),
    "Bogotá": (-74.1, 4.6, -1.112514487950859, 0.09313486962273342),
    "Sydney": (151.2, -33.87, 2.0869650776546234, -0.6647057660224264),
    "the end of the equator": (180.0, 0.0, 2.7066299836960748, 0.0),
    "the pole": (0.0, 90.0, 0.0, 1.3173627591574133),
    "where the map narrows": (-180.0, 45.0, -2.319708998205967, 0.8602310855220102),
}
PARIS, LONDON, LYON = (
    Place("paris", 2.35, 48.86, 4),
    Place("london", -0.13, 51.51, 2),
    Place("lyon", 4.85, 45.75, 1),
)
SHIRAZ = Place("shiraz", 52.54, 29.61, 3)


@pytest.mark.parametrize("place", KNOWN)
def test_places_lie_where_the_published_projection_puts_them(place):
    east, north, x, y = KNOWN[place]

    assert equal_earth(radians(east), radians(north)) == pytest.approx((x, y), abs=1e-12)


def test_equal_areas_of_the_globe_are_equal_on_the_sheet():
    def area(south, north, step=0.02):
        total, latitude = 0.0, south
        while latitude < north - 1e-9:
            low, high = radians(latitude), radians(latitude + step)
            width = 2 * equal_earth(pi, (low + high) / 2)[0]
            total += width * (equal_earth(0, high)[1] - equal_earth(0, low)[1])
            latitude += step
        return total

    # Between the equator and 30° lies as much of the globe as between 30° and the pole
    assert area(0, 30) == pytest.approx(area(30, 90), rel=1e-4)


def test_east_is_to_the_right_and_north_is_up():
    tehran, tokyo, cape_town = spot(51.4, 35.7), spot(139.7, 35.7), spot(18.4, -33.9)

    assert tehran.x < tokyo.x
    assert tehran.y == tokyo.y < cape_town.y


@pytest.mark.parametrize("east", [-180, -169.5, -168.5, 0, 179.9, 180, 540])
def test_every_longitude_has_its_place_on_the_sheet(east):
    assert 0 <= spot(east, 0).x <= WIDTH


def test_the_sheet_is_cut_between_asia_and_america_so_that_both_stay_whole():
    assert spot(-170.0, 66.0).x > spot(179.0, 66.0).x > spot(100.0, 66.0).x
    assert spot(-168.0, 66.0).x < spot(-150.0, 62.0).x


def test_a_window_holds_all_places_and_stays_on_the_sheet():
    spots = [spot(-74, 4.6), spot(-70.7, -33.4), spot(-58.4, -34.6)]
    window = window_around(spots, pixels=800)
    room = 20 * window.width / 800  # a large disc

    for one in spots:
        assert window.x + room < one.x < window.x + window.width - room
        assert window.y + room < one.y < window.y + window.height - room
    assert window.width / window.height == pytest.approx(WIDTH / HEIGHT)
    assert window.x >= 0
    assert window.y + window.height <= HEIGHT


@pytest.mark.parametrize("pixels", [330, 560, 800])
def test_places_at_the_ends_of_the_world_have_room_for_their_discs(pixels):
    # Honolulu, Reykjavik, Suva, Punta Arenas
    spots = [spot(-157.9, 21.3), spot(-21.9, 64.1), spot(178.4, -18.1), spot(-70.9, -53.2)]
    window = window_around(spots, pixels=pixels)
    unit = window.width / pixels

    for one in spots:
        assert window.y + 20 * unit < one.y < window.y + window.height - 20 * unit
        assert window.x + 10 * unit < one.x < window.x + window.width - 10 * unit


def test_a_single_place_is_not_drawn_so_near_that_the_coast_falls_into_corners():
    assert window_around([spot(52.5, 29.6)], pixels=800).width == LEAST_WIDTH


def test_without_a_place_the_whole_world_is_shown():
    assert window_around([], pixels=800) == WORLD


def test_a_window_at_the_edge_of_the_world_is_moved_inwards():
    window = window_of(spot(178.4, -18.1), width=300, aspect=1.5)

    assert window.x + window.width <= WIDTH
    assert window.x < spot(178.4, -18.1).x < window.x + window.width


def test_the_area_of_a_disc_stands_for_its_weight():
    paris, shiraz = marked([PARIS, Place("x", 100, 0, 1)], WORLD, pixels=800)

    assert (paris.radius / shiraz.radius) ** 2 == pytest.approx(4)


def test_no_disc_is_too_small_to_be_seen_nor_too_large_beside_others():
    heavy, light = marked([Place("a", 0, 0, 4_000), Place("b", 90, 0, 1)], WORLD, pixels=800)

    assert light.radius / light.unit == SMALLEST
    assert heavy.radius / heavy.unit <= 20


def test_near_cities_share_a_disc_that_stands_at_the_heaviest():
    marks = marked([LYON, SHIRAZ, LONDON, PARIS], WORLD, pixels=330)

    assert [[place.key for place in mark.places] for mark in marks] == [
        ["paris", "london", "lyon"],
        ["shiraz"],
    ]
    assert marks[0].at == spot(2.35, 48.86)
    assert marks[0].weight == 7


def test_drawn_nearer_they_stand_apart():
    here = [PARIS, LONDON, LYON]
    window = window_around([spot(p.longitude, p.latitude) for p in here], pixels=800)

    assert len(marked(here, window, pixels=800)) == 3


def test_what_shares_a_disc_keeps_a_dot_where_it_lies():
    marks = marked([PARIS, LONDON, SHIRAZ], WORLD, pixels=330)

    assert dots(marks) == [spot(2.35, 48.86), spot(-0.13, 51.51)]


@pytest.mark.parametrize("pixels", [330.0, 560.0, 800.0])
def test_a_finger_hits_one_disc_only(pixels):
    # A city every seven degrees of land and sea, of all weights
    many = [
        Place(f"{east} {north}", east, north, (east * north) % 40)
        for east in range(-168, 180, 7)
        for north in range(-49, 71, 7)
    ]
    marks = marked(many, WORLD, pixels=pixels)

    assert sum(len(mark.places) for mark in marks) == len(many)
    for number, one in enumerate(marks):
        assert one.touched >= TOUCHED * one.unit
        for other in marks[:number]:
            apart = hypot(one.at.x - other.at.x, one.at.y - other.at.y)
            assert apart >= max(2 * TOUCHED * one.unit, one.radius + other.radius)


def test_what_answers_best_leads_the_disc_that_it_shares():
    faint = Place("paris", 2.35, 48.86, 9, is_faint=True)
    (mark,) = marked([faint, LONDON], WORLD, pixels=330)

    assert mark.places == (LONDON, faint)
    assert not mark.is_faint
    assert marked([faint], WORLD, pixels=330)[0].is_faint


def test_the_outline_is_one_piece_of_land_without_a_single_border():
    drawing = ElementTree.parse(LAND).getroot()
    pieces = list(drawing)

    # One path that is filled: nothing in it is stroked, named or told apart
    assert [piece.tag.rpartition("}")[2] for piece in pieces] == ["path"]
    assert set(pieces[0].attrib) == {"id", "fill-rule", "d"}
    assert drawing.attrib["viewBox"] == f"0 0 {WIDTH:g} {HEIGHT:.1f}"


# Western Sahara, Kashmir, Crimea, Kosovo, the West Bank, Abkhazia, Taiwan's strait coast
DISPUTED = [(-13, 24.5), (75.5, 34.5), (34.3, 45.3), (20.9, 42.6), (35.25, 32.0), (41.5, 42.9)]


@pytest.mark.parametrize(("east", "north"), DISPUTED)
def test_no_line_of_the_outline_runs_through_land_that_is_disputed(east, north):
    here = spot(east, north)
    inside = 0
    for ring in _rings():
        inside += _holds(ring, here)
    # Within one ring and no other: a territory of its own would be a ring, too
    assert inside == 1


def test_the_outline_is_light():
    assert LAND.stat().st_size < 60_000


def _rings():
    drawn = ElementTree.parse(LAND).getroot()[0].attrib["d"]
    for ring in re.findall(r"M([^z]+)z", drawn):
        start, steps = ring.split("l")
        x, y = (float(number) for number in start.split())
        numbers = [float(number) for number in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", steps)]
        points = [(x, y)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        yield points


def _holds(ring, here):
    """Tell whether a ring runs around a point: a ray from it crosses the ring an odd number."""
    crossed = False
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (ay > here.y) != (by > here.y) and here.x < ax + (here.y - ay) * (bx - ax) / (by - ay):
            crossed = not crossed
    return crossed
