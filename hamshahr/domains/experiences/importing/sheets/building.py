"""From a row to what a line of an import says, by the plan; and the mistakes of single cells."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from hamshahr.domains.experiences.importing.reading import Mistake
from hamshahr.domains.experiences.importing.sheets.fields import FIELDS, Kind, in_group
from hamshahr.domains.experiences.importing.sheets.meanings import (
    country_meant,
    language_meant,
    numbers_in,
    status_meant,
    whole_number,
)
from hamshahr.domains.experiences.importing.sheets.naming import name_of
from hamshahr.domains.experiences.importing.sheets.plans import Plan
from hamshahr.domains.experiences.importing.sheets.tables import ERROR_CELLS, LONGEST_CELL, Row
from hamshahr.domains.experiences.importing.sheets.years import read_year

_SHOWN = 200  # characters of a cell that are shown again beside what is wrong with it
_BETWEEN_PROSE = "\n\n"
_BETWEEN_WORDS = " "


@dataclass
class Built:
    """What rows say: ``content`` is a line's, as JSON has it.

    ``columns``: where each part of the content comes from, by its place in a line
    (``results.0.before``). ``years``: what was written and the Gregorian year it was read as.
    """

    rows: tuple[int, ...]
    content: dict[str, Any] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    years: dict[int, int] = field(default_factory=dict)


class Builder:
    """Builds what rows say, by one plan."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._calendar = plan.calendar_of_years()
        self._read: dict[Kind, Callable[[str], Any]] = {
            Kind.COUNTRY: country_meant,
            Kind.LANGUAGE: language_meant,
            Kind.STATUS: self._status,
            Kind.NUMBER: whole_number,
        }

    def build(self, row: Row) -> Built:
        """Return what one row says, with the constants of the plan where it says nothing."""
        built = Built((row.number,))
        groups: dict[tuple[str, int], dict[str, Any]] = {}
        for position, column in enumerate(self._plan.columns):
            cell = row.cell(position)
            if column.to and cell:
                self._take(built, groups, column.to, cell, position, column.separator)
        for key, said in self._plan.constants.items():
            if said and key in FIELDS and not _is_said(built, groups, key):
                self._take(built, groups, key, said, -1, "")
        self._lay_groups(built, groups)
        self._mean_city(built)
        self._name(built)
        return built

    def _take(
        self,
        built: Built,
        groups: dict[tuple[str, int], dict[str, Any]],
        key: str,
        cell: str,
        position: int,
        separator: str,
    ) -> None:
        group = in_group(key)
        place = groups.setdefault(group[:2], {}) if group else built.content
        name = group[2] if group else key
        where = f"{group[0]}#{group[1]}.{name}" if group else key
        built.columns.setdefault(where, position)
        wrong = _unusable(cell)
        value = None if wrong else self._value(built, FIELDS[key].kind, cell, separator)
        if wrong or value is None:
            code = wrong or f"not_{FIELDS[key].kind}"
            said = {"shown": cell[:_SHOWN]}
            built.mistakes.append(Mistake(built.rows[0], where, code, code, said))
            place.setdefault(name, None)
            return
        place[name] = _joined(place.get(name), value, FIELDS[key].kind)

    def _value(self, built: Built, kind: Kind, cell: str, separator: str) -> Any:
        if kind is Kind.LIST:
            return self._parted(cell, separator)
        if kind is Kind.NUMBERS:
            return numbers_in(cell) or None
        if kind is Kind.YEAR:
            year = read_year(cell, self._calendar)
            if year and year.is_converted:
                built.years[year.said] = year.year
            return year and year.year
        read = self._read.get(kind)
        return read(cell) if read else cell

    def _parted(self, cell: str, separator: str) -> list[str]:
        parts = cell.split(separator) if separator else [cell]
        said = [part.strip() for part in parts if part.strip()]
        meant = (self._plan.means("topics", part) for part in said)
        pairs = zip(said, meant, strict=True)
        return [part if other is None else other for part, other in pairs if other != ""]

    def _status(self, cell: str) -> str | None:
        return self._plan.means("status", cell) or status_meant(cell)

    def _lay_groups(self, built: Built, groups: dict[tuple[str, int], dict[str, Any]]) -> None:
        """Put results and sources in their order; every result rests on the one source there is."""
        for (kind, number), said in sorted(groups.items()):
            if kind == "sources":
                said.setdefault("title", said.get("publisher") or said.get("url"))
            elif sum(group == "sources" for group, _number in groups) == 1:
                said["source"] = 0
            laid = built.content.setdefault(kind, [])
            for part in said:
                old = f"{kind}#{number}.{part}"
                if old in built.columns:
                    built.columns[f"{kind}.{len(laid)}.{part}"] = built.columns.pop(old)
            built.mistakes = [
                _moved(mistake, f"{kind}#{number}.", f"{kind}.{len(laid)}.")
                for mistake in built.mistakes
            ]
            laid.append(said)

    def _mean_city(self, built: Built) -> None:
        said = str(built.content.get("city") or "")
        meant = self._plan.means("cities", f"{said} {built.content.get('country_iso2') or ''}")
        if meant and not built.content.get("geonames_id"):
            built.content["geonames_id"] = int(meant)

    def _name(self, built: Built) -> None:
        """Give the row the name that stays, made of its city and title where it has none."""
        given = str(built.content.get("id") or "").strip()
        city, title = (str(built.content.get(part) or "") for part in ("city", "title"))
        name = re.sub(r"\s+", "-", given.lower()) or name_of(city, title)
        if name:
            built.content["id"] = self._plan.means("ids", name) or name


def together(parts: Sequence[Built]) -> Built:
    """Return one experience of several rows: the first says what it is, each adds its results."""
    first = parts[0]
    for other in parts[1:]:
        for kind in ("results", "sources"):
            kept = first.content.setdefault(kind, [])
            added = [one for one in other.content.get(kind, []) if one not in kept]
            if kind == "results":
                _point_at(added, other.content.get("sources", []), first.content["sources"])
            kept.extend(added)
        for name, value in other.content.items():
            if not first.content.get(name):
                first.content[name] = value
        first.mistakes.extend(other.mistakes)
        first.columns = {**other.columns, **first.columns}
        first.years |= other.years
    first.rows = tuple(number for part in parts for number in part.rows)
    return first


def _point_at(results: Sequence[dict[str, Any]], theirs: list[Any], kept: list[Any]) -> None:
    for result in results:
        if "source" in result:
            source = theirs[result["source"]]
            result["source"] = kept.index(source) if source in kept else len(kept)


def _is_said(built: Built, groups: dict[tuple[str, int], dict[str, Any]], key: str) -> bool:
    group = in_group(key)
    if group and group[0] == "sources":
        # A row with a source of its own does not rest on the one that the sheet comes from
        mine = groups.get(group[:2], {})
        return group[2] in mine or any(
            built.columns.get(f"sources#{group[1]}.{part}", -1) >= 0 for part in mine
        )
    return key in built.content


def _unusable(cell: str) -> str:
    if cell.upper() in ERROR_CELLS:
        return "error_cell"
    return "too_long_a_cell" if len(cell) > LONGEST_CELL else ""


def _joined(there: Any, value: Any, kind: Kind) -> Any:
    """Return what two columns that go to one field say together."""
    if not there:
        return value
    if kind in {Kind.LIST, Kind.NUMBERS}:
        return list(dict.fromkeys([*there, *value]))
    if kind in {Kind.PROSE, Kind.TEXT}:
        return f"{there}{_BETWEEN_PROSE if kind is Kind.PROSE else _BETWEEN_WORDS}{value}"
    return there


def _moved(mistake: Mistake, old: str, new: str) -> Mistake:
    if not mistake.field.startswith(old):
        return mistake
    place = new + mistake.field.removeprefix(old)
    return Mistake(mistake.line, place, mistake.text, mistake.code, mistake.said)
