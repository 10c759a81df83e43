"""Read the record of who did what, the last first.

Dates may be of either calendar; a name may be a part of one:

  hamshahr audit                                  the last fifty
  hamshahr audit --since 2026-11-01 --city shiraz
  hamshahr audit --person leila --deed network.appoint --limit 200
  hamshahr audit --format csv > record.csv        everything, for a spreadsheet
  hamshahr audit --format jsonl | jq .sentence    everything, for a program

Times are those of the association's clock; CSV and JSON say them in UTC, or with their offset. That
everything was taken along is recorded, too.
"""

import argparse
import sys
from typing import TYPE_CHECKING

from hamshahr.config.command_line.failing import Refusal
from hamshahr.config.command_line.running import django_running

if TYPE_CHECKING:
    from datetime import date

    from hamshahr.commons.deeds.asked import Asked

_SHOWN = 50  # a screen or two; files hold everything


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--since", metavar="DAY", help="from this day on")
    parser.add_argument("--until", metavar="DAY", help="until this day, and on it")
    parser.add_argument("--person", default="", help="who did it: part of a name or an address")
    parser.add_argument("--deed", default="", help="what was done, as --format jsonl names it")
    parser.add_argument("--thing", default="", help="on what: a city, a person, an experience")
    parser.add_argument("--city", default="", help="for which city")
    parser.add_argument("--format", choices=["text", "csv", "jsonl"], default="text")
    parser.add_argument(
        "--limit", type=int, default=_SHOWN, help=f"lines of text (default: {_SHOWN})"
    )
    parser.add_argument("--language", default="en", help="of the sentences (default: en)")


def run(given: argparse.Namespace) -> int:
    with django_running():
        from django.utils.translation import override

        from hamshahr.commons.translation.languages import INTERFACE_LANGUAGES

        if given.language not in INTERFACE_LANGUAGES:
            raise Refusal(f"The record reads in {', '.join(INTERFACE_LANGUAGES)}.")
        asked = _asked(given)
        if given.format != "text":
            _write(asked, given.format, given.language)
            return 0
        with override(given.language):
            _print(asked, given.language, max(0, given.limit))
    return 0


def _asked(given: argparse.Namespace) -> "Asked":
    from hamshahr.commons.deeds.asked import Asked
    from hamshahr.kernel.audit.deeds import deed_of, deeds

    if given.deed and deed_of(given.deed) is None:
        known = ", ".join(deed.code for deed in deeds())
        raise Refusal(f"There is no deed “{given.deed[:60]}”. There are: {known}")
    return Asked(
        person=given.person,
        deed=given.deed,
        thing=given.thing,
        city=given.city,
        since=_day(given.since, "--since"),
        until=_day(given.until, "--until"),
    )


def _day(typed: str | None, option: str) -> "date | None":
    from datetime import date

    from hamshahr.commons.translation.typed.read_date import read_date

    if typed is None:
        return None
    found = read_date(typed)
    if not isinstance(found, date):
        raise Refusal(f"{option} {typed[:40]} is no one day. Write it as 2026-11-23.")
    return found


def _write(asked: "Asked", form: str, language: str) -> None:
    from hamshahr.commons.accounts.queries import system_actor
    from hamshahr.commons.deeds.exporting import Form, export_record

    for piece in export_record(asked, Form(form), language, by=system_actor()):
        sys.stdout.write(piece)


def _print(asked: "Asked", language: str, limit: int) -> None:
    from hamshahr.commons.accounts.queries import system_actor
    from hamshahr.commons.deeds.asked import fitting
    from hamshahr.commons.deeds.lines import lines

    by = system_actor()
    found = list(fitting(asked, by=by)[:limit])
    for line in lines(found, language, by=by):
        city = f" · {line.city.name}" if line.city else ""
        network = f", {line.network}" if line.network else ""
        print(f"{line.moment}{city} · {line.way}{network}")
        print(f"    {line.text}  [{line.record.deed}]")
    if not found:
        print("Nothing fits.")
