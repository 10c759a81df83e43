"""Dates as exact as they are known: a year, a month of a year, or a day; in either calendar.

They are kept in the Gregorian calendar: ``2019``, ``2019-03`` or ``2019-03-21``. A year or a month
of the Solar Hijri calendar is kept as the Gregorian one that holds its middle, and written back as
the one that it was: the middles of either calendar's years, and months, take turns.
"""

import re
from datetime import date

from hamshahr.commons.translation.calendars import Calendar, calendar_of_year, day_in, parts_in
from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.reading import calendar_of, day, digits, month
from hamshahr.commons.translation.typed.answers import Ambiguous, Unread
from hamshahr.commons.translation.typed.read_date import read_date
from hamshahr.commons.translation.typed.signs import plain

_YEAR = re.compile("[0-9]{4}")
_YEAR_AND_MONTH = re.compile("([0-9]{4})[-/. ]([0-9]{1,2})")
_MONTH_AND_YEAR = re.compile("([0-9]{1,2})[-/. ]([0-9]{4})")
# A day in the middle of a month; as no month has this number, it is never taken for one
_MIDDLE = 15


def read_partial(text: str) -> str | Ambiguous[date] | Unread:
    """Return the date that ``text`` says, as it is kept; a day may be ambiguous."""
    said = plain(text)
    if _YEAR.fullmatch(said) and (calendar := calendar_of_year(int(said))):
        middle = day_in(calendar, int(said), 7, 1)
        return f"{middle:%Y}" if middle else said
    read = read_date(text)
    if isinstance(read, date):
        return read.isoformat()
    if isinstance(read, Ambiguous):
        return read
    in_month = read_date(_with_a_day(said))
    return f"{in_month:%Y-%m}" if isinstance(in_month, date) else read


def write_partial(kept: str) -> str:
    """Return a kept date as the form shows it to be changed: ``read_partial`` reads it as kept."""
    language = active_language()
    calendar = calendar_of(language)
    if len(kept) == len("2019"):
        return digits(str(parts_in(calendar, date(int(kept), 7, 1))[0]), language)
    if len(kept) == len("2019-03"):
        first = date.fromisoformat(f"{kept}-01")
        own = parts_in(calendar, first.replace(day=_middle_of(calendar)))
        shown = day_in(calendar, own[0], own[1], 1)
        return month(shown or first, language, calendar)
    return day(date.fromisoformat(kept), language)


def _middle_of(calendar: Calendar) -> int:
    """A Solar Hijri month begins about the 21st: on the 5th its middle has come."""
    return 5 if calendar is Calendar.SOLAR_HIJRI else 1


def _with_a_day(said: str) -> str:
    """Return a month of a year as a day in it."""
    if found := _YEAR_AND_MONTH.fullmatch(said):
        return f"{found[1]}-{found[2]}-{_MIDDLE}"
    if found := _MONTH_AND_YEAR.fullmatch(said):
        return f"{_MIDDLE}/{found[1]}/{found[2]}"
    return f"{_MIDDLE} {said}"
