"""The two calendars that people of the network live by, and the days they share.

The Solar Hijri calendar is ICU's (``persian``); the Gregorian one is Python's.
"""

from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache

import icu


class Calendar(StrEnum):
    """A calendar, named as CLDR names it."""

    SOLAR_HIJRI = "persian"
    GREGORIAN = "gregorian"


# Years that people of today write, a century to both sides. No year belongs to both calendars.
YEARS = {Calendar.SOLAR_HIJRI: range(1200, 1501), Calendar.GREGORIAN: range(1800, 2201)}
_DAY_MILLISECONDS = 24 * 3600 * 1000


def calendar_of_year(year: int) -> Calendar | None:
    """Return the calendar that a year of four digits is of: 1404 or 2025; ``None``: of neither."""
    return next((calendar for calendar, years in YEARS.items() if year in years), None)


def day_in(calendar: Calendar, year: int, month: int, day: int) -> date | None:
    """Return the day that ``calendar`` calls so; ``None`` where it has no such day."""
    if not (1 <= month <= 12 and 1 <= day <= days_of_month(calendar, year, month)):
        return None
    if calendar is Calendar.GREGORIAN:
        return date(year, month, day)
    counted = _solar_hijri(year, month)
    return date.fromordinal(_ordinal(counted) + day - 1)


@cache
def days_of_month(calendar: Calendar, year: int, month: int) -> int:
    """Return how many days a month (1–12) of a year has."""
    if calendar is Calendar.GREGORIAN:
        after = date(year + month // 12, month % 12 + 1, 1)
        return (after - date(year, month, 1)).days
    return int(_solar_hijri(year, month).getActualMaximum(icu.UCalendarDateFields.DATE))


def parts_in(calendar: Calendar, day: date) -> tuple[int, int, int]:
    """Return year, month and day of the month, as ``calendar`` counts them."""
    if calendar is Calendar.GREGORIAN:
        return day.year, day.month, day.day
    counted = _solar_hijri(1400, 1)
    counted.setTime(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
    fields = icu.UCalendarDateFields
    return (
        counted.get(fields.EXTENDED_YEAR),
        counted.get(fields.MONTH) + 1,
        counted.get(fields.DATE),
    )


def _solar_hijri(year: int, month: int) -> icu.Calendar:
    """Return ICU's calendar standing on the first of a month, at midnight UTC."""
    counted = icu.Calendar.createInstance(
        icu.TimeZone.createTimeZone("UTC"), icu.Locale("en@calendar=persian")
    )
    counted.clear()
    counted.set(icu.UCalendarDateFields.EXTENDED_YEAR, year)
    counted.set(icu.UCalendarDateFields.MONTH, month - 1)
    counted.set(icu.UCalendarDateFields.DATE, 1)
    return counted


def _ordinal(counted: icu.Calendar) -> int:
    return datetime.fromtimestamp(counted.getTime(), UTC).date().toordinal()
