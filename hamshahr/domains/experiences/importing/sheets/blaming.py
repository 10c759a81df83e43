"""Which cell a mistake stands in, and what it says: what a person needs to mend it."""

from typing import Any

from hamshahr.domains.experiences.importing.reading import Mistake
from hamshahr.domains.experiences.importing.sheets.building import Built
from hamshahr.domains.experiences.importing.sheets.tables import letter

_SHOWN = 200  # characters of a cell
# Where a mistake is of two cells, the one to look at first
_LOOKED_AT_FIRST = {"ends_before_it_starts": "end_year", "half_a_change": "after"}
_WORDS = ("max_length", "length", "first", "end", "start", "year", "suggestions")


def blamed(mistake: Mistake, built: Built) -> dict[str, Any]:
    """Return a mistake as it is kept: its column, its field, the value, and what is wrong.

    An empty column means that no column of the sheet goes to the field.
    """
    place = _place(mistake)
    column = _column(place, built)
    return {
        "column": letter(column) if column is not None and column >= 0 else "",
        "field": place,
        "value": _value(place, mistake, built),
        "code": mistake.code,
        "said": {name: _plain(mistake.said[name]) for name in _WORDS if name in mistake.said},
    }


def _place(mistake: Mistake) -> str:
    part = _LOOKED_AT_FIRST.get(mistake.code, "")
    return ".".join(one for one in (mistake.field, part) if one)


def _column(place: str, built: Built) -> int | None:
    parts = place.split(".")
    while parts:
        here = ".".join(parts)
        if here in built.columns:
            return built.columns[here]
        within = [at for name, at in built.columns.items() if name.startswith(f"{here}.")]
        if within:
            return min(within)
        parts.pop()
    return None


def _value(place: str, mistake: Mistake, built: Built) -> str:
    if "shown" in mistake.said and not place.endswith(".after"):
        return str(mistake.said["shown"]).strip("“”")[:_SHOWN]
    value: Any = built.content
    for part in place.split("."):
        if isinstance(value, dict):
            value = value.get(part)
        elif isinstance(value, list) and part.isdigit() and int(part) < len(value):
            value = value[int(part)]
        else:
            return ""
    return str(value)[:_SHOWN] if isinstance(value, str | int) else ""


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
