"""Which field a column is, by its heading and by what stands in it."""

import re
from collections.abc import Callable, Sequence

from hamshahr.commons.translation.languages import UnknownLanguage, language
from hamshahr.domains.experiences.importing.sheets.fields import FIELDS, MOST_RESULTS, MOST_SOURCES
from hamshahr.domains.experiences.importing.sheets.plans import SEPARATORS, Column, keys_of
from hamshahr.domains.experiences.importing.sheets.tables import Row
from hamshahr.domains.experiences.importing.sheets.words import field_words
from hamshahr.domains.experiences.importing.sheets.years import read_year
from hamshahr.domains.network.queries import known_country
from hamshahr.domains.topics.queries import codes_by_label
from hamshahr.kernel.folding import fold

_MOST = 0.8  # of the filled cells are what the column is then taken for
_NUMBER_AT_END = re.compile(r"^(.*?) ?([1-9][0-9]?)$")
_NUMBER_WITHIN = re.compile(r"^(\D+?) ?([1-9][0-9]?) (.+)$")
_MOST_OF = {"results": MOST_RESULTS, "sources": MOST_SOURCES}
_LONG_HEADING = 60  # characters, folded; longer is a sentence, and no name of a field


def field_called(heading: str) -> tuple[str, int] | None:
    """Return the field that a heading names, and the number beside it (0: none).

    The key of a group has no number in it: ``results.before``. The empty key is a column that is
    known to be none; ``None`` where the heading says nothing.
    """
    said = fold(heading)
    if not said or len(said) > _LONG_HEADING:
        return None
    words = field_words()
    if said in words:
        return words[said], 0
    if (found := _NUMBER_AT_END.match(said)) and found[1] in words:
        return words[found[1]], int(found[2])
    if (found := _NUMBER_WITHIN.match(said)) and found[3] in words:  # "result 2 before"
        return words[found[3]], int(found[2])
    first, _, rest = said.partition(" ")
    if rest and words.get(first, "").startswith(("results", "sources")) and rest in words:
        return words[rest], 0  # "result before"
    return None


def guess_columns(headings: Sequence[str], rows: Sequence[Row]) -> tuple[Column, ...]:
    """Return what each column is taken for, by some rows; the person corrects it."""
    taken: set[str] = set()
    columns: list[Column] = []
    keys = keys_of(headings)
    for position, heading in enumerate(headings):
        called = field_called(heading)
        to = _free(called, taken) if called else ""
        columns.append(Column(keys[position], to, _separator(to, position, rows)))
        taken.add(to)
    for position, heading in enumerate(headings):
        if field_called(heading) is None:
            to = _by_content([row.cell(position) for row in rows], taken)
            columns[position] = Column(keys[position], to, _separator(to, position, rows))
            taken.add(to)
    return tuple(columns)


def _free(called: tuple[str, int], taken: set[str]) -> str:
    """Return the key of a field; of a group, that with the number said, or the next one free."""
    key, number = called
    group, _, part = key.partition(".")
    if not part:
        return key if key not in taken or _joins(key) else ""
    most = _MOST_OF[group]
    numbers = [number] if 0 < number <= most else range(1, most + 1)
    return next((full for one in numbers if (full := f"{group}.{one}.{part}") not in taken), "")


def _joins(key: str) -> bool:
    return FIELDS[key].kind in {"prose", "list", "numbers"} if key in FIELDS else False


def _by_content(cells: Sequence[str], taken: set[str]) -> str:
    filled = [cell for cell in cells if cell]
    if len(filled) < 2:
        return ""
    for keys, is_one in _BY_CONTENT:
        free = next((key for key in keys if key not in taken), None)
        if free and sum(map(is_one, filled)) >= _MOST * len(filled):
            return free
    return ""


def _is_address(cell: str) -> bool:
    return cell.lower().startswith(("http://", "https://"))


def _is_year(cell: str) -> bool:
    return len(cell) <= len("1398-05-12 00:00:00") and read_year(cell, None) is not None


def _is_country(cell: str) -> bool:
    return len(cell) == 2 and cell.isupper() and known_country(cell)


def _is_language(cell: str) -> bool:
    try:
        return len(cell) == 2 and cell.islower() and bool(language(cell))
    except UnknownLanguage:
        return False


def _is_topic(cell: str) -> bool:
    return any(fold(part) in codes_by_label() for part in re.split("[;،,|/\n]", cell) if part)


_BY_CONTENT: tuple[tuple[tuple[str, ...], Callable[[str], bool]], ...] = (
    (("sources.1.url", "sources.2.url"), _is_address),
    (("start_year", "end_year"), _is_year),
    (("country_iso2",), _is_country),
    (("language",), _is_language),
    (("topics",), _is_topic),
)


def _separator(to: str, position: int, rows: Sequence[Row]) -> str:
    """Return the sign that parts the cells of a list: the one that stands in most of them."""
    if to not in FIELDS or FIELDS[to].kind not in {"list", "numbers"}:
        return ""
    cells = [row.cell(position) for row in rows]
    counted = {sign: sum(sign in cell for cell in cells) for sign in SEPARATORS}
    best = max(SEPARATORS, key=lambda sign: counted[sign])
    return best if counted[best] else SEPARATORS[0]
