"""The words that stand in dates: months in two calendars, eras, days of the week, and fillers.

The names are those of CLDR, by ICU, with the spellings that people use beside them. All are folded.
"""

from dataclasses import dataclass
from enum import Enum
from functools import cache

import icu

from hamshahr.commons.translation.calendars import Calendar
from hamshahr.kernel.folding import fold


@dataclass(frozen=True)
class Month:
    """A month's name: which month (1–12) of which calendar."""

    calendar: Calendar
    number: int


@dataclass(frozen=True)
class Weekday:
    """A day of the week, 1 for Monday as ISO 8601 has it."""

    number: int


class Aside(Enum):
    """A word that names neither a day nor a month."""

    FILLER = "filler"
    LUNAR = "lunar"  # of a calendar that is not read


Word = Month | Weekday | Calendar | Aside

# With their countries where these have names of their own: Afghanistan's months, and the Gregorian
# ones of the Levant, of Morocco and of Algeria and Tunisia
_LOCALES = ("fa", "en", "fr", "es", "ar", "fa_AF", "ps", "ar_LB", "ar_MA", "ar_DZ")
_WIDTHS = (icu.DateFormatSymbols.WIDE, icu.DateFormatSymbols.ABBREVIATED)
_SOLAR, _GREGORIAN = Calendar.SOLAR_HIJRI, Calendar.GREGORIAN
_SPELT_OTHERWISE: dict[str, Word] = {
    "امرداد": Month(_SOLAR, 5),
    "مای": Month(_GREGORIAN, 5),
    "جولای": Month(_GREGORIAN, 7),
    "آگوست": Month(_GREGORIAN, 8),
    "اگوست": Month(_GREGORIAN, 8),
    "سپتمبر": Month(_GREGORIAN, 9),
    "setiembre": Month(_GREGORIAN, 9),
    "أغشت": Month(_GREGORIAN, 8),
    "تشرين الثاني": Month(_GREGORIAN, 11),
}
_ERAS = {
    _SOLAR: (
        "ش", "ه.ش", "هش", "شمسی", "هجری شمسی", "خورشیدی", "هجری خورشیدی", "هجرية شمسية",
        "AP", "A.P.", "SH", "solar hijri", "Anno Persico",
    ),
    _GREGORIAN: ("م", "میلادی", "ميلادية", "AD", "A.D.", "CE", "C.E.", "ap. J.-C.", "d. C."),
}  # fmt: skip
_FILLERS = (
    "de", "del", "el", "le", "la", "of", "the", "on", "d", "ماه", "سال", "مورخ", "سنة",
    "شهر", "عام",
    # behind the number of a day: 1st, 1er, 1º
    "st", "nd", "rd", "th", "er", "ere", "o", "ام",
)  # fmt: skip
_LUNAR = ("ه", "هـ", "ق", "ه.ق", "هق", "قمری", "هجری قمری", "هجري", "هجرية", "AH", "A.H.")
LONGEST_PHRASE = 3


@cache
def meaning(phrase: str) -> Word | None:
    """Return what a folded phrase of one to three words means in a date; ``None``: nothing."""
    return _words().get(phrase)


@cache
def _words() -> dict[str, Word]:
    found: dict[str, Word] = {fold(word): Aside.FILLER for word in _FILLERS}
    found |= {fold(word): Aside.LUNAR for word in _LUNAR}
    for locale in _LOCALES:
        found |= dict.fromkeys(_months(locale, "islamic"), Aside.LUNAR)
        found |= _weekdays(locale)
    for calendar in Calendar:
        found |= {fold(mark): calendar for mark in _ERAS[calendar]}
        for locale in _LOCALES:
            for name, number in _months(locale, calendar).items():
                found[name] = Month(calendar, number)
    return found | {fold(word): what for word, what in _SPELT_OTHERWISE.items()}


def _months(locale: str, calendar: str) -> dict[str, int]:
    """Return the folded names of the months to their numbers, long and short."""
    symbols = _symbols(locale, calendar)
    return {
        fold(name): k
        for context in (icu.DateFormatSymbols.FORMAT, icu.DateFormatSymbols.STANDALONE)
        for width in _WIDTHS
        for k, name in enumerate(symbols.getMonths(context, width), start=1)
    }


def _weekdays(locale: str) -> dict[str, Word]:
    """Return the folded long names of the days; ICU's begin with Sunday after an empty one."""
    names = _symbols(locale, _GREGORIAN).getWeekdays()[1:]
    days: dict[str, Word] = {}
    for k, name in enumerate(names):
        days[fold(name)] = days[fold(name).replace(" ", "")] = Weekday(k or 7)
    return days


def _symbols(locale: str, calendar: str) -> icu.DateFormatSymbols:
    formatter = icu.SimpleDateFormat("d", icu.Locale(f"{locale}@calendar={calendar}"))
    return formatter.getDateFormatSymbols()
