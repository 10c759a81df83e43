from math import cos, hypot, pi
from xml.etree import ElementTree

from hamshahr.design import girih

CITIES = [
    "shiraz", "tehran", "mashhad", "isfahan", "tabriz", "ahvaz", "karaj", "bogota", "medellin",
    "seoul", "paris", "cairo", "lagos", "montreal", "barcelona", "berlin", "jakarta", "istanbul",
    "quito", "lyon", "vienna", "tunis", "dakar", "manila",
]  # fmt: skip


# What Shiraz got on the first day; a change here changes the mark of every city.
VARIATION = girih.Variation(
    fold=6, angle=64, inner_angle=72, ground="polygon", ground_tone="b", star_tone="c", turned=True
)
DRAWN = (
    '<svg class="girih" viewBox="-32 -32 64 64" aria-hidden="true" focusable="false">'
    '<path class="girih-b" d="M27.7 -16L27.7 16L0 32L-27.7 16L-27.7 -16L0 -32Z"/>'
)


def test_a_city_keeps_its_pattern_on_every_machine_and_in_every_version():
    assert girih.variation("shiraz") == VARIATION
    assert girih.mark("shiraz").startswith(DRAWN)


def test_cities_have_patterns_of_their_own():
    assert len({girih.mark(city) for city in CITIES}) == len(CITIES)


def test_star_and_ground_are_never_of_the_same_kind_of_tone():
    for city in CITIES:
        chosen = girih.variation(city)
        assert (chosen.ground_tone in girih.DEEP) == (chosen.star_tone in girih.LIGHT)


def test_a_mark_and_a_field_are_well_formed_and_hidden_from_assistive_technology():
    for drawn in (girih.mark("shiraz"), girih.field("shiraz")):
        assert ElementTree.fromstring(drawn).get("aria-hidden") == "true"


def test_a_mark_stays_within_its_square():
    for city in CITIES:
        for corner in girih.star(girih.variation(city).fold, girih.HALF * 0.86, 60, 0.0):
            assert hypot(*corner) <= girih.HALF


def test_nothing_of_the_seed_reaches_the_page():
    for seed in ('"><script>alert(1)</script>', "\ud800", "\x00", ""):
        assert "script" not in girih.mark(seed) + girih.field(seed)


def test_the_points_of_a_star_touch_the_middles_of_the_sides():
    points = girih.star(8, 30, 60, 0.0)[::2]
    assert all(abs(hypot(*point) - 30 * cos(pi / 8)) < 1e-9 for point in points)


def test_a_steeper_angle_makes_a_sharper_star():
    dull, sharp = (girih.star(8, 30, angle, 0.0)[1] for angle in (50, 70))
    assert hypot(*sharp) < hypot(*dull)
