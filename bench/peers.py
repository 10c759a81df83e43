"""How long finding the peers of a city takes among many cities, and beside one plain query of them.

Made-up cities stand in the database for the time of the run only.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hamshahr.config.settings")

import django

django.setup()

from django.db import transaction  # noqa: E402 - Django is set up first

from hamshahr.domains.network.finding_peers import city_profiles, find_peers  # noqa: E402
from hamshahr.domains.network.models import City  # noqa: E402
from hamshahr.domains.network.peers import peers_of  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cities", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=20)
    asked = parser.parse_args()
    with transaction.atomic():
        city = City.objects.filter(population__isnull=False).order_by("pk").first()
        if city is None:
            sys.exit("There is no city yet: import the starter library first.")
        _make_up(asked.cities, like=city)
        profiles = city_profiles(None)
        own = next(profile for profile in profiles if profile.key == city.pk)
        plain = _median(lambda: list(City.objects.values_list()), asked.rounds)
        for name, deed in (
            ("one plain query of all cities", lambda: list(City.objects.values_list())),
            ("six peers, profiles at hand", lambda: peers_of(own, among=profiles, count=6)),
            ("six peers, asked of the database", lambda: find_peers(city, by=None)),
        ):
            took = _median(deed, asked.rounds)
            print(f"{name:34} {took * 1000:7.1f} ms   {took / plain:5.2f}")
        transaction.set_rollback(True)


def _median(deed: Callable[[], object], rounds: int) -> float:
    def seconds() -> float:
        began = time.perf_counter()
        deed()
        return time.perf_counter() - began

    return statistics.median(seconds() for _ in range(rounds))


def _make_up(count: int, *, like: City) -> None:
    City.objects.bulk_create(
        City(
            slug=f"bench-city-{number}",
            name=f"City {number}",
            country=("IR", "FR", "BR", "KE", "US")[number % 5],
            region_id=like.region_id,
            population=100_000 + 977 * number,
            latitude=number % 90,
            longitude=number % 180,
            climate=("Csa", "BSk", "Cfb")[number % 3],
            coast=("coast", "inland")[number % 2],
            density="urban-centre",
            source="made up for this benchmark",
        )
        for number in range(count)
    )


if __name__ == "__main__":
    main()
