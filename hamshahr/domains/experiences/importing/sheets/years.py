"""Years as sheets write them: in any digits, of two calendars, alone or within a date."""

import re
from dataclasses import dataclass

from hamshahr.commons.translation.calendars import YEARS, Calendar, day_in
from hamshahr.kernel.folding import printable

# Years that are taken for Solar Hijri where nobody said: 1921 to 2071. No list of experiences
# tells of the Middle Ages.
_GUESSED_SOLAR_HIJRI = range(1300, 1451)
_BETWEEN = 621  # a Solar Hijri year begins in March of the Gregorian year that is so much later
_DIGITS = re.compile(r"\d+")
_WHOLE = re.compile(r"(?<=^\d{4})[.٫]0+$")  # a number that a spreadsheet wrote with decimals
_LONGEST = 40  # characters of a date with its time and its calendar's name
_YEAR_DIGITS = 4


@dataclass(frozen=True)
class Year:
    """A Gregorian year, and what was written where that is another number."""

    year: int
    said: int

    @property
    def is_converted(self) -> bool:
        return self.year != self.said


def read_year(text: str, calendar: Calendar | None) -> Year | None:
    """Return the year that a cell says; ``None`` where it says none, or more than one.

    ``calendar``: that of the sheet, where somebody said it; else it is told by the year. A date
    gives the year in which its day lies, so that Bahman of 1398 is 2020.
    """
    text = printable(text).strip()
    if len(text) > _LONGEST:
        return None
    numbers = [int(found) for found in _DIGITS.findall(_WHOLE.sub("", text))]
    said = [number for number in numbers if len(str(number)) == _YEAR_DIGITS]
    if len(said) != 1:
        return None
    year = said[0]
    if not _is_solar_hijri(year, calendar):
        return Year(year, year)
    return Year(_gregorian(year, numbers), year)


def _is_solar_hijri(year: int, calendar: Calendar | None) -> bool:
    if calendar is None:
        return year in _GUESSED_SOLAR_HIJRI
    return calendar is Calendar.SOLAR_HIJRI and year in YEARS[Calendar.SOLAR_HIJRI]


def _gregorian(year: int, numbers: list[int]) -> int:
    place = numbers.index(year)
    rest = numbers[:place][::-1] if place else numbers[1:]  # month and day, from the year outwards
    if len(rest) >= 2:
        day = day_in(Calendar.SOLAR_HIJRI, year, rest[0], rest[1])
        if day is not None:
            return day.year
    return year + _BETWEEN
