"""Dates as people type them, in either calendar, in numbers or with the name of the month."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamshahr.commons.translation.calendars import (
    YEARS,
    Calendar,
    calendar_of_year,
    day_in,
    days_of_month,
)
from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.reading import day, digits, month, number
from hamshahr.commons.translation.typed.answers import Ambiguous, Unread
from hamshahr.commons.translation.typed.date_words import (
    LONGEST_PHRASE,
    Aside,
    Month,
    Weekday,
    Word,
    meaning,
)
from hamshahr.commons.translation.typed.signs import LONGEST, plain
from hamshahr.kernel.folding import fold

_TOKEN = re.compile(r"[0-9]+|[^0-9 ]+")
_TOGETHER = re.compile("([0-9]{4})([0-9]{2})([0-9]{2})")  # 14040703


@dataclass
class _Said:
    """What stands in a date: its numbers as typed, and what its words mean."""

    numbers: list[str] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    strange: bool = False  # something in it belongs into no date

    def months(self) -> set[Month]:
        return {word for word in self.words if isinstance(word, Month)}

    def eras(self) -> set[Calendar]:
        return {word for word in self.words if isinstance(word, Calendar)}

    def weekdays(self) -> set[int]:
        return {word.number for word in self.words if isinstance(word, Weekday)}


@dataclass(frozen=True)
class _Candidate:
    """A year, a month and a day of the month, which need not be there."""

    calendar: Calendar
    year: int
    month: int
    day: int


def read_date(text: str) -> date | Ambiguous[date] | Unread:
    """Return the day that ``text`` says.

    The year has four digits and tells the calendar. With the year first, the month follows it; with
    the year last, day and month stand in either order, so that 3/4/2025 is ambiguous and 13/4/2025
    is not. A day of the week must be that of the date.
    """
    said = _said(text)
    candidates = Unread(_no_date()) if said.strange else _candidates(said)
    if isinstance(candidates, Unread):
        return candidates
    days = [day_in(each.calendar, each.year, each.month, each.day) for each in candidates]
    found = tuple(dict.fromkeys(each for each in days if each))
    if not found:
        return Unread(_not_there(candidates))
    wished = said.weekdays()
    on_it = tuple(each for each in found if wished <= {each.isoweekday()})
    if not on_it:
        return Unread(_("The day of the week is not that of the date. Leave it out."))
    return on_it[0] if len(on_it) == 1 else Ambiguous(on_it)


def write_date(value: date, language: str) -> str:
    """Return ``value`` as a form shows it to be changed: ``read_date`` reads it as itself."""
    return day(value, language)


def _said(text: str) -> _Said:
    said = _Said()
    raised = any(unicodedata.category(sign) == "No" for sign in text[:LONGEST])
    if raised or len(text) > LONGEST:
        return _Said(strange=True)
    tokens = _TOKEN.findall(fold(plain(text)))
    while tokens:
        if tokens[0].isdigit():
            said.numbers.append(tokens.pop(0))
            continue
        for length in range(min(LONGEST_PHRASE, len(tokens)), 0, -1):
            if (word := meaning(" ".join(tokens[:length]))) is not None:
                said.words.append(word)
                del tokens[:length]
                break
        else:
            return _Said(strange=True)
    return said


def _candidates(said: _Said) -> list[_Candidate] | Unread:
    """Return the days that were meant, perhaps, whether or not they are in the calendar."""
    if Aside.LUNAR in said.words:
        return Unread(_("Write the date in the Solar Hijri or in the Gregorian calendar."))
    numbers, months = said.numbers, said.months()
    if len(numbers) == 1 and (together := _TOGETHER.fullmatch(numbers[0])):
        numbers = list(together.groups())
    years = [text for text in numbers if len(text) == 4]
    others = [text for text in numbers if len(text) <= 2]
    if len(numbers) != (2 if months else 3) or len(years) + len(others) != len(numbers):
        return Unread(_no_date())
    if len(years) != 1 or len(months) > 1:
        return Unread(_no_date() if years else _two_digits())
    year = int(years[0])
    calendar = calendar_of_year(year)
    if calendar is None:
        return Unread(_no_year())
    if {calendar} | said.eras() | {each.calendar for each in months} != {calendar}:
        return Unread(_another_calendar(year))
    if months:
        return [_Candidate(calendar, year, months.pop().number, int(others[0]))]
    return _in_numbers(calendar, year, numbers.index(years[0]), *map(int, others))


def _in_numbers(
    calendar: Calendar, year: int, place: int, one: int, other: int
) -> list[_Candidate] | Unread:
    """Return what a year and two numbers can be; ``place`` is where the year stands."""
    if place == 1:
        return Unread(_no_date())
    pairs = [(one, other)] if place == 0 else [(other, one), (one, other)]
    found = [_Candidate(calendar, year, month, day) for month, day in pairs if 1 <= month <= 12]
    return found or Unread(_("The month is a number from 1 to 12."))


def _no_date() -> str:
    return _("Write the day, the month and the year, such as %(one)s or %(other)s.") % {
        "one": day(date(2025, 9, 25), active_language()),
        "other": digits("1404/07/03", active_language()),
    }


def _two_digits() -> str:
    return _("Write the year with four digits, such as %(one)s or %(other)s.") % {
        "one": digits("1404", active_language()),
        "other": digits("2025", active_language()),
    }


def _no_year() -> str:
    bounds = {
        f"{calendar}_{end}": digits(str(years[k]), active_language())
        for calendar, years in YEARS.items()
        for end, k in (("first", 0), ("last", -1))
    }
    return (
        _(
            "Write a year from %(persian_first)s to %(persian_last)s (Solar Hijri) or from "
            "%(gregorian_first)s to %(gregorian_last)s (Gregorian)."
        )
        % bounds
    )


def _another_calendar(year: int) -> str:
    return _("The year %(year)s is of another calendar than the words beside it.") % {
        "year": digits(str(year), active_language())
    }


def _not_there(candidates: list[_Candidate]) -> str:
    """Return why none of the candidates is a day."""
    each = candidates[0]
    first = day_in(each.calendar, each.year, each.month, 1)
    assert first is not None, "months were looked at before"
    days = days_of_month(each.calendar, each.year, each.month)
    language = active_language()
    return ngettext("%(month)s has %(days)s day.", "%(month)s has %(days)s days.", days) % {
        "month": month(first, language, each.calendar),
        "days": number(days, language),
    }
