"""The peers of a city of this instance, and the document that works ten of them out."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamshahr.domains.network.finding_peers import find_peers
from hamshahr.domains.network.models import City
from tests.cast import SHIRAZ

ROOT = Path(__file__).parents[2]
MANY = 2_000


@pytest.fixture
def shiraz(db) -> City:
    return City.objects.get(geonames_id=SHIRAZ.geonames_id)


def test_shiraz_has_the_peers_that_a_geographer_would_name(shiraz):
    found = find_peers(shiraz, by=None, count=5)

    assert {"Erbil", "Tabriz", "Fes"} <= {each.city.name for each in found.like}
    assert all(each.city.pk == each.peer.profile.key for each in found.like)
    assert found.own.key == shiraz.pk
    assert found.different is None


def test_one_that_is_different_is_shown_with_what_may_be_read_of_it(shiraz):
    palermo = City.objects.get(name="Palermo")
    found = find_peers(shiraz, by=None, experiences={palermo.pk: 1})

    assert found.different.city == palermo
    assert found.different.peer.experiences == 1


def test_an_area_has_peers_with_less_confidence(shiraz):
    area = City.objects.get(name="Greater Manchester")
    like = find_peers(area, by=None).like

    assert {round(each.peer.likeness.confidence, 2) for each in like} == {0.7}


def test_a_city_placed_by_hand_with_nothing_known_has_no_peers(shiraz):
    unknown = City.objects.create(
        slug="new", name="New", country="XK", region_id="europe", source="the secretariat"
    )

    assert find_peers(unknown, by=None).like == ()


def test_peers_take_two_statements_however_many_cities_there_are(shiraz):
    with CaptureQueriesContext(connection) as few:
        find_peers(shiraz, by=None)
    _many_cities(shiraz)
    with CaptureQueriesContext(connection) as many:
        find_peers(shiraz, by=None)

    assert len(few) == len(many) == 2


def test_the_worked_examples_are_what_the_facts_give():
    done = subprocess.run(
        [sys.executable, ROOT / "script/build-peer-examples", "--check"],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        timeout=120,
    )

    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def _many_cities(like: City) -> None:
    City.objects.bulk_create(
        City(
            slug=f"city-{number}",
            name=f"City {number}",
            country=("IR", "FR", "BR", "KE", "US")[number % 5],
            region_id=like.region_id,
            population=100_000 + 977 * number,
            latitude=number / 100,
            longitude=number / 50,
            climate=("Csa", "BSk", "Cfb")[number % 3],
            coast=("coast", "inland")[number % 2],
            density="urban-centre",
            source="made up for this test",
        )
        for number in range(MANY)
    )
