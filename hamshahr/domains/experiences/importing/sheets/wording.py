"""What is wrong with a row, and what to do, in the language of whoever sent the sheet."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.reading import number
from hamshahr.domains.experiences.importing.sheets.fields import FIELDS, in_group

# By the kind of mistake: what is wrong and what to do about it
_SENTENCES = {
    "error_cell": _("The formula of this cell has no value. Write the value itself."),
    "too_long_a_cell": _("The cell holds more than is kept of one text. Shorten it."),
    "not_year": _("This is not one year. Write a year of four digits, such as 2019 or 1398."),
    "not_number": _("This is not a whole number."),
    "not_numbers": _("There is no number in this cell. Write the numbers of the goals, 1 to 17."),
    "not_country": _(
        "No country is known by this name. Write its name, or its code of two letters."
    ),
    "not_language": _("No language is known by this name. Write its code, such as fa or en."),
    "not_status": _("This status is not known. Say what it means, or write another one."),
    "missing": _(
        "It is missing. Fill the cell, lead a column here, or say one value for all rows."
    ),
    "string_too_short": _("It is missing. Fill the cell."),
    "string_type": _("It is missing. Fill the cell."),
    "string_too_long": _("It has %(length)s characters; at most %(most)s are kept. Shorten it."),
    "string_pattern_mismatch": _(
        "Small Latin letters, digits and hyphens alone make a name that stays, such as "
        "shiraz-night-signals."
    ),
    "greater_than_equal": _("The number is too small."),
    "less_than_equal": _("The number is too large."),
    "nul": _("It holds a character that is no text. Write it anew."),
    "half_a_change": _("“Before” and “after” are given together or not at all. Fill both cells."),
    "no_web_address": _("A web address begins with http:// or https://."),
    "no_site": _("This web address names no site. Write it as https://city.example/report."),
    "private_address": _("This web address leads into a private network. Name a public one."),
    "no_language": _("No language is known by this code."),
    "ends_before_it_starts": _("It ends (%(end)s) before it begins (%(start)s)."),
    "in_the_future": _("The year %(year)s is still to come. Only an end and a target may be."),
    "no_country": _("No country is known by this code."),
    "no_city": _("No city of this name is known in that country. Try another spelling."),
    "ambiguous_city": _("Several cities have this name. Choose one."),
    "no_topic": _("The vocabulary has no such topic. Say which one it means, or leave it out."),
    "stands_twice": _("Row %(first)s has the same name already. Leave one of the two out."),
    "citys_own": _("The city has confirmed this experience itself; only the city changes it now."),
    "empty": _("No row below the headings says anything."),
}
_OTHER = _("It cannot be kept as it is. Write it anew.")
_SUGGESTED = _("No city of this name is known in that country. Did you mean %(names)s?")


def worded(code: str, said: Mapping[str, Any]) -> str:
    """Return the sentence for a mistake, in the active language."""
    if code == "no_city" and said.get("suggestions"):
        return str(_SUGGESTED) % {"names": str(_(", ")).join(said["suggestions"])}
    sentence = str(_SENTENCES.get(code, _OTHER))
    return sentence % {
        "length": _counted(said.get("length")),
        "most": _counted(said.get("max_length")),
        "first": _counted(said.get("first")),
        "end": said.get("end", ""),
        "start": said.get("start", ""),
        "year": said.get("year", ""),
    }


def field_label(place: str) -> str:
    """Return how a place in a line is called: ``results.0.before`` is that of the first result."""
    parts = place.split(".")
    if len(parts) == 3 and parts[1].isdigit():
        key = f"{parts[0]}.{int(parts[1]) + 1}.{parts[2]}"
        if key in FIELDS and in_group(key):
            return str(FIELDS[key].label)
    return str(FIELDS[parts[0]].label) if parts[0] in FIELDS else ""


def _counted(value: object) -> str:
    return number(value, active_language()) if isinstance(value, int) else ""
