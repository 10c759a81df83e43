"""The dry run: what an import of a sheet would do, row by row, without writing any of it."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.queries import system_actor
from hamshahr.domains.experiences.importing.checking import check_lines
from hamshahr.domains.experiences.importing.places import Places
from hamshahr.domains.experiences.importing.reading import Mistake, NumberedLine
from hamshahr.domains.experiences.importing.sheets.blaming import blamed
from hamshahr.domains.experiences.importing.sheets.comparing import (
    changes,
    look_alikes,
    with_parts,
)
from hamshahr.domains.experiences.importing.sheets.keeping import table_of, terms_of
from hamshahr.domains.experiences.importing.sheets.lines import Read, SheetLines
from hamshahr.domains.experiences.importing.sheets.plans import Plan
from hamshahr.domains.experiences.importing.writing import says_the_same
from hamshahr.domains.experiences.models import SheetImport, SheetRow
from hamshahr.domains.experiences.permissions import may_import
from hamshahr.domains.network.models import City

_MOST_MISTAKES = 20  # of one row; a row with more is of another list
_MOST_UNKNOWN = 40  # words that are asked about at once; the next trial asks about the others
_MOST_NAMED = 50  # cities placed newly, years converted
_NAMESAKES = 8  # of an ambiguous city, the largest
# Which words can be given a meaning, by the kind of mistake
_ASKED_ABOUT = {
    "no_topic": "topics",
    "not_status": "status",
    "ambiguous_city": "cities",
    "no_city": "cities",
}


class Trial:
    """Collects what would happen; nothing of the library is written."""

    def __init__(
        self, sheet: SheetImport, by: User, progress: Callable[[int], None] = lambda _done: None
    ) -> None:
        if not may_import(by):
            raise PermissionDenied("Only those who may import try it.")
        plan = Plan.from_kept(sheet.plan)
        self._sheet = sheet
        self._terms = terms_of(sheet)
        self._lines = SheetLines(table_of(sheet), plan, sheet.name, self._watch, progress)
        self._places = Places(system_actor())
        # Of the lines since the last batch; what is settled of them stands in ``_rows``
        self._read: dict[int, Read] = {}
        self._mistakes: dict[int, list[Mistake]] = {}
        self._rows: dict[int, SheetRow] = {}
        self._unknown: dict[tuple[str, str], dict[str, Any]] = {}
        self._new_cities: dict[int | str, str] = {}
        self._years: Counter[tuple[int, int]] = Counter()

    def run(self) -> tuple[list[SheetRow], dict[str, Any]]:
        """Return a row for each experience, and what was found in numbers."""
        check_lines(
            self._lines,
            self._places,
            self._terms,
            self._mistake,
            lambda _stage, _done: None,
            self._batch,
        )
        self._settle()
        rows = [self._rows[number] for number in sorted(self._rows)]
        return rows, self._found(rows)

    def _watch(self, read: Read) -> None:
        self._read[read.built.rows[0]] = read
        self._years.update(read.built.years.items())

    def _mistake(self, mistake: Mistake) -> None:
        kept = self._mistakes.setdefault(mistake.line, [])
        if len(kept) < _MOST_MISTAKES:
            kept.append(mistake)
        kind = _ASKED_ABOUT.get(mistake.code)
        shown = str(mistake.said.get("shown", ""))
        if kind and shown:
            self._ask_about(kind, shown, mistake)

    def _ask_about(self, kind: str, shown: str, mistake: Mistake) -> None:
        country = ""
        if kind == "cities":
            country = str(self._read[mistake.line].built.content.get("country_iso2") or "")
        asked = self._unknown.setdefault(
            (kind, f"{shown} {country}".strip()),
            {"shown": shown, "country": country, "rows": 0, "among": _among(mistake)},
        )
        asked["rows"] += 1

    def _batch(self, lines: Sequence[NumberedLine]) -> None:
        """Sort the lines without a mistake into new, changed and unchanged ones."""
        good = [line for line in lines if line.number not in self._mistakes]
        there = with_parts([line.entry.id for line in good])
        cities = self._cities(good)
        new: dict[int, tuple[UUID, str]] = {}
        for line in good:
            experience = there.get(line.entry.id)
            row = SheetRow(
                sheet=self._sheet,
                number=line.number,
                code=line.entry.id,
                title=line.entry.title,
                told={"rows": self._numbers(line.number), "city": line.entry.city},
            )
            if experience is None:
                row.outcome = SheetRow.Outcome.NEW
                if line.number in cities:
                    new[line.number] = (cities[line.number], line.entry.title)
            elif says_the_same(experience, line, self._terms):
                row.outcome = SheetRow.Outcome.UNCHANGED
            else:
                row.outcome = SheetRow.Outcome.CHANGED
                row.told["changes"] = changes(experience, line.entry, self._places, self._terms)
            self._rows[line.number] = row
        for number, alike in look_alikes(new).items():
            self._rows[number].told["alike"] = alike
        self._settle()

    def _settle(self) -> None:
        """Keep what is wrong with the lines that were read, and let go of all that they say."""
        for number, read in self._read.items():
            if number in self._mistakes:
                self._rows[number] = self._row_with_mistakes(number, read)
        self._read.clear()
        self._mistakes.clear()

    def _cities(self, lines: Sequence[NumberedLine]) -> dict[int, UUID]:
        """Return the city of each line that is there; note those that would be placed newly."""
        facts = {line.number: self._places.facts_of(line.entry) for line in lines}
        ids = {one.geonames_id for one in facts.values() if one.geonames_id is not None}
        areas = {one.name for one in facts.values() if one.geonames_id is None}
        placed = City.objects.filter(Q(geonames_id__in=ids) | Q(geonames_id=None, name__in=areas))
        there: dict[int | str, UUID] = {
            number or name: pk
            for number, name, pk in placed.values_list("geonames_id", "name", "pk")
        }
        for one in facts.values():
            if (one.geonames_id or one.name) not in there:
                self._new_cities[one.geonames_id or one.name] = f"{one.name} ({one.country})"
        known = {number: one.geonames_id or one.name for number, one in facts.items()}
        return {number: there[key] for number, key in known.items() if key in there}

    def _row_with_mistakes(self, number: int, read: Read) -> SheetRow:
        content = read.built.content
        return SheetRow(
            sheet=self._sheet,
            number=number,
            outcome=SheetRow.Outcome.MISTAKE,
            code=str(content.get("id") or "")[:200],
            title=str(content.get("title") or "")[:500],
            told={
                "rows": self._numbers(number),
                "mistakes": [blamed(one, read.built) for one in self._mistakes[number]],
            },
        )

    def _numbers(self, number: int) -> list[int]:
        return list(self._read[number].built.rows)

    def _found(self, rows: Sequence[SheetRow]) -> dict[str, Any]:
        counted = Counter(str(row.outcome) for row in rows)
        unknown: dict[str, list[dict[str, Any]]] = {}
        for (kind, _said), asked in self._unknown.items():
            if len(unknown.setdefault(kind, [])) < _MOST_UNKNOWN:
                unknown[kind].append(asked)
        return {
            **{outcome: counted[outcome] for outcome in SheetRow.Outcome.values},
            "alike": sum("alike" in row.told for row in rows),
            "new_cities": list(self._new_cities.values())[:_MOST_NAMED],
            "new_cities_count": len(self._new_cities),
            "unknown": unknown,
            "years": [[said, year] for said, year in sorted(self._years)[:_MOST_NAMED]],
        }


def run_trial(
    sheet: SheetImport, *, by: User, progress: Callable[[int], None] = lambda _done: None
) -> None:
    """Try an import, and keep what was found unless the plan was changed meanwhile."""
    rows, found = Trial(sheet, by, progress).run()
    with transaction.atomic():
        held = SheetImport.objects.select_for_update().filter(
            pk=sheet.pk, version=sheet.version, state=SheetImport.State.TRYING
        )
        if not held.exists():
            return
        held.get().rows.all().delete()
        SheetRow.objects.bulk_create(rows, batch_size=1_000)
        held.update(state=SheetImport.State.TRIED, found=found, done=sheet.total, fault="")


def _among(mistake: Mistake) -> list[tuple[int, str]]:
    """Return the cities that are meant by an ambiguous name, with what tells them apart."""
    candidates: Any = mistake.said.get("candidates", ())
    return [
        (each.geonames_id, re.sub(r"\s+", " ", f"{each.name} ({each.admin1}, {each.population:,})"))
        for each in candidates[:_NAMESAKES]
    ]
