"""Arrange the association's regions, and say which country or city belongs to which.

Without a deed, the regions are listed in their order, with how many countries and cities stand in
each. What comes with Hamshahr is only the start. A region is removed when nothing stands in it.

  hamshahr regions
  hamshahr regions add gulf --name "en=The Gulf" --name "ar=الخليج"
  hamshahr regions rename gulf --name "fr=Le Golfe"
  hamshahr regions order gulf africa asia-pacific europe latin-america-caribbean north-america
  hamshahr regions move --to gulf AE QA KW           countries, with their cities
  hamshahr regions move --to gulf --city basra       one city, whatever its country
  hamshahr regions move --to asia-pacific --from gulf   all that stands in a region
  hamshahr regions remove gulf
"""

import argparse
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from hamshahr.config.command_line.failing import Refusal
from hamshahr.config.command_line.running import django_running

if TYPE_CHECKING:  # models exist only once Django is set up
    from hamshahr.commons.accounts.models import User


def add_arguments(parser: argparse.ArgumentParser) -> None:
    deeds = parser.add_subparsers(dest="deed", metavar="DEED")
    for deed, about in (("add", "add a region"), ("rename", "give a region other names")):
        naming = deeds.add_parser(deed, help=about)
        naming.add_argument("code", metavar="CODE")
        naming.add_argument(
            "--name", action="append", default=[], metavar="LANGUAGE=NAME", help="may be repeated"
        )
    deeds.add_parser("remove", help="remove an empty region").add_argument("code", metavar="CODE")
    order = deeds.add_parser("order", help="put all regions in this order")
    order.add_argument("codes", nargs="+", metavar="CODE")
    move = deeds.add_parser("move", help="move countries or a city to a region")
    move.add_argument("countries", nargs="*", metavar="COUNTRY", help="two letters (ISO 3166-1)")
    move.add_argument("--to", required=True, metavar="REGION")
    move.add_argument("--city", metavar="ADDRESS", help="the last part of the city's address")
    move.add_argument("--from", dest="source", metavar="REGION", help="all that stands in it")


def run(given: argparse.Namespace) -> int:
    with django_running():
        from hamshahr.commons.accounts.queries import system_actor
        from hamshahr.domains.network.arranging_regions import RegionRefused

        try:
            if given.deed:
                _DEEDS[given.deed](given, system_actor())
            else:
                _list()
        except RegionRefused as refusal:
            raise Refusal(str(refusal)) from refusal
    return 0


def _list() -> None:
    from django.db.models import Count

    from hamshahr.domains.network.models import Region

    counted = Region.objects.annotate(
        of_countries=Count("countries", distinct=True), of_cities=Count("cities", distinct=True)
    )
    for region in counted:
        print(f"{region.code}: {region.of_countries:,} countries, {region.of_cities:,} cities")
        print(f"    {' · '.join(region.names[code] for code in sorted(region.names))}")


def _add(given: argparse.Namespace, by: "User") -> None:
    from hamshahr.domains.network.arranging_regions import add_region

    add_region(code=given.code, names=_names(given.name), by=by)


def _rename(given: argparse.Namespace, by: "User") -> None:
    from hamshahr.domains.network.arranging_regions import rename_region

    rename_region(code=given.code, names=_names(given.name), by=by)


def _remove(given: argparse.Namespace, by: "User") -> None:
    from hamshahr.domains.network.arranging_regions import remove_region

    remove_region(code=given.code, by=by)


def _order(given: argparse.Namespace, by: "User") -> None:
    from hamshahr.domains.network.arranging_regions import order_regions

    order_regions(codes=given.codes, by=by)


def _move(given: argparse.Namespace, by: "User") -> None:
    from hamshahr.domains.network import arranging_regions as deeds

    said = [bool(given.countries), bool(given.city), bool(given.source)]
    if said.count(True) != 1:
        raise Refusal("Name what to move: countries, or --city, or --from.")
    if given.city:
        deeds.move_city(slug=given.city, to=given.to, by=by)
        moved = 1
    elif given.source:
        moved = deeds.move_everything(source=given.source, to=given.to, by=by)
    else:
        moved = deeds.move_countries(countries=given.countries, to=given.to, by=by)
    print("1 city was moved." if moved == 1 else f"{moved:,} cities were moved.")


def _names(said: Sequence[str]) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in said]
    if wrong := [language for language, equals, _ in pairs if not equals]:
        raise Refusal(f"“{wrong[0][:60]}” is not LANGUAGE=NAME, such as en=Africa.")
    return {language.strip(): name.strip() for language, _, name in pairs}


_DEEDS: dict[str, "Callable[[argparse.Namespace, User], None]"] = {
    "add": _add,
    "rename": _rename,
    "remove": _remove,
    "order": _order,
    "move": _move,
}
