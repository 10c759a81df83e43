"""The fields of an experience that a column can be led to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MOST_RESULTS = 8  # groups of columns that tell a result each
MOST_SOURCES = 4
_NUMBERED = re.compile(r"(results|sources)\.([1-9][0-9]?)\.([a-z]+)")


class Kind(StrEnum):
    """How what stands in a cell is read."""

    TEXT = "text"
    PROSE = "prose"  # several columns are joined by an empty line
    LIST = "list"  # a cell is parted at a separator
    YEAR = "year"
    NUMBER = "number"
    NUMBERS = "numbers"
    COUNTRY = "country"
    LANGUAGE = "language"
    STATUS = "status"


@dataclass(frozen=True)
class Field:
    """A field. ``key`` is its name in a line, with the number of the group where it has several.

    ``constant``: one value can be said for every row.
    """

    key: str
    label: str | Promise
    kind: Kind
    constant: bool = False


_SINGLE = (
    Field("title", _("Title"), Kind.TEXT),
    Field("city", _("City"), Kind.TEXT, constant=True),
    Field("country_iso2", _("Country"), Kind.COUNTRY, constant=True),
    Field("language", _("Language of the text"), Kind.LANGUAGE, constant=True),
    Field("id", _("Name that stays (id)"), Kind.TEXT),
    Field("title_en", _("Title in English"), Kind.TEXT),
    Field("topics", _("Topics"), Kind.LIST),
    Field("status", _("Status"), Kind.STATUS),
    Field("start_year", _("Year it began"), Kind.YEAR),
    Field("end_year", _("Year it ended"), Kind.YEAR),
    Field("true_as_of_year", _("Year of which it tells"), Kind.YEAR),
    Field("summary", _("Summary"), Kind.PROSE),
    Field("problem", _("The problem"), Kind.PROSE),
    Field("approach", _("What was done"), Kind.PROSE),
    Field("lessons", _("Lessons"), Kind.PROSE),
    Field("transfer_conditions", _("Conditions elsewhere"), Kind.PROSE),
    Field("cost", _("Cost"), Kind.PROSE),
    Field("partners", _("Partners"), Kind.LIST),
    Field("sdgs", _("Sustainable Development Goals"), Kind.NUMBERS),
    Field("geonames_id", _("GeoNames id of the city"), Kind.NUMBER),
    Field("licence", _("Licence"), Kind.TEXT),
    Field("rights_holder", _("Rights holder"), Kind.TEXT),
)
_OF_A_RESULT = (
    ("indicator", _("indicator"), Kind.TEXT),
    ("value", _("value"), Kind.TEXT),
    ("before", pgettext_lazy("of a result", "before"), Kind.TEXT),
    ("after", pgettext_lazy("of a result", "after"), Kind.TEXT),
    ("unit", _("unit"), Kind.TEXT),
    ("year", _("year"), Kind.YEAR),
)
_OF_A_SOURCE = (
    ("title", _("title"), Kind.TEXT),
    ("url", _("web address"), Kind.TEXT),
    ("publisher", _("publisher"), Kind.TEXT),
    ("year", _("year"), Kind.YEAR),
)


def _groups() -> Iterator[Field]:
    for number in range(1, MOST_RESULTS + 1):
        for name, label, kind in _OF_A_RESULT:
            worded = format_lazy("{} {}: {}", _("Result"), number, label)
            yield Field(f"results.{number}.{name}", worded, kind)
    for number in range(1, MOST_SOURCES + 1):
        for name, label, kind in _OF_A_SOURCE:
            worded = format_lazy("{} {}: {}", _("Source"), number, label)
            # Where the sheet itself comes from can be said once for all its rows
            constant = number == 1
            yield Field(f"sources.{number}.{name}", worded, kind, constant=constant)


FIELDS = {each.key: each for each in (*_SINGLE, *_groups())}
CONSTANTS = tuple(each for each in FIELDS.values() if each.constant)


def in_group(key: str) -> tuple[str, int, str] | None:
    """Return the group, its number and the part of a key like ``results.2.before``."""
    found = _NUMBERED.fullmatch(key)
    return (found[1], int(found[2]), found[3]) if found else None
