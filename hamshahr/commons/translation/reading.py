"""Numbers, dates and years as a reader of a language reads them.

Persian reads Persian digits and the Solar Hijri calendar; every other language its own digits
(as CLDR has them) and the Gregorian calendar. Who is signed in may have chosen otherwise
(``commons.translation.reader``): her choice goes before the language's.
"""

from datetime import UTC, date, datetime, tzinfo
from functools import cache

import icu
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamshahr.commons.translation.calendars import Calendar
from hamshahr.commons.translation.reader import reader
from hamshahr.kernel.today import today

# A Gregorian year holds the last 79 or 80 days of one Solar Hijri year and the most of the next.
_HIJRI_OFFSET = 622
_MARK = "\u00a0م"  # of what is counted in the Gregorian calendar


def number(value: int | float, language: str) -> str:
    """Return ``value`` with the digits and separators of ``language``."""
    return str(_number_format(_locale(language)).format(value))


def decimal(value: float, places: int, language: str) -> str:
    """Return ``value`` with so many decimals, in the digits and separators of ``language``."""
    return str(_decimal_format(places, _locale(language)).format(value))


def compact(value: int, language: str) -> str:
    """Return ``value`` to two figures and in words: ``1.2 million``, ``۸۴۰ هزار``."""
    return str(_compact_format(_locale(language)).formatInt(value))


def percent(share: float, language: str) -> str:
    """Return a share of one in per cent: ``58%``, ``۵۸٪``; below one per cent with a decimal."""
    formatter = icu.NumberFormat.createPercentInstance(icu.Locale(_locale(language)))
    formatter.setMaximumFractionDigits(1 if share < 0.01 else 0)
    return str(formatter.format(share))


def digits(text: str, language: str) -> str:
    """Return ``text`` with its ASCII digits in the script of ``language``, all else untouched."""
    return str(text).translate(_digit_table(_locale(language)))


def calendar_of(language: str) -> Calendar:
    """Return the calendar that days are read in: the reader's, else that of ``language``."""
    own = Calendar.SOLAR_HIJRI if language == "fa" else Calendar.GREGORIAN
    return reader().calendar or own


def day(value: date, language: str, calendar: Calendar | None = None) -> str:
    """Return a date in words: ``۲ آذر ۱۴۰۵``, ``November 23, 2026``.

    A moment (an aware ``datetime``) is the day that it is on the reader's clock.
    """
    formatter = _day_format(_locale(language, calendar or calendar_of(language)))
    return str(formatter.format(_milliseconds(_local(value))))


def whole_day(value: date, language: str, calendar: Calendar | None = None) -> str:
    """Return a date with its day of the week, in one calendar: ``Thursday, April 3, 2025``."""
    formatter = _whole_day_format(_locale(language, calendar or calendar_of(language)))
    return str(formatter.format(_milliseconds(_local(value))))


def month(value: date, language: str, calendar: Calendar) -> str:
    """Return the month that a day is in, with its year: ``Esfand 1404``."""
    return str(_month_format(_locale(language, calendar)).format(_milliseconds(value)))


def year_of(value: date, language: str) -> str:
    """Return the year that a day is in, of the reader's calendar: ``۱۴۰۵``, ``2026``."""
    locale = _locale(language, calendar_of(language))
    return str(_year_format(locale).format(_milliseconds(value)))


def moment(value: datetime, language: str) -> str:
    """Return an aware moment with the clock that it is read from: ``…, 14:05 (Iran Time)``."""
    clock = _clock_format(_locale(language), str(zone()))
    return f"{day(value, language)}{_comma(language)}{clock.format(value.timestamp())}"


def waits(since: datetime | None, language: str) -> str:
    """Return for how long something waits; empty where it does not."""
    if since is None:
        return ""
    days = (today() - timezone.localdate(since)).days
    if days < 1:
        return _("since today")
    return ngettext("for %(days)s day", "for %(days)s days", days) % {
        "days": number(days, language)
    }


def year(value: int, language: str) -> str:
    """Return a year that is known only as a Gregorian year.

    In the Solar Hijri calendar it is shown as the two years that it touches, then as itself:
    2014 is ``۱۳۹۲/۹۳ (۲۰۱۴ م)``, 2021 is ``۱۳۹۹/۱۴۰۰ (۲۰۲۱ م)``; to say one of the two would be a
    guess.
    """
    if calendar_of(language) is Calendar.GREGORIAN:
        return digits(str(value), language)
    first = value - _HIJRI_OFFSET
    second = first + 1
    hijri = digits(f"{first}/{second % 100 or second:02}", language)
    return f"{hijri} ({gregorian(value, language)})"


def month_of_year(first: date, language: str) -> str:
    """Return a month that is known only as a Gregorian month; ``first``: its first day.

    In the Solar Hijri calendar it is shown as the two months that it touches, then as itself:
    ``مرداد/شهریور ۱۴۰۰ (اوت ۲۰۲۱ م)``.
    """
    itself = month(first, language, Calendar.GREGORIAN)
    own = calendar_of(language)
    if own is Calendar.GREGORIAN:
        return itself
    # Every Solar Hijri month begins from the 19th to the 23rd
    begins, ends = (month(first.replace(day=each), language, own) for each in (1, 28))
    name, _space, its_year = begins.partition(" ")
    touched = f"{name if ends.endswith(its_year) else begins}/{ends}"
    return f"{touched} ({itself}{_MARK if language == 'fa' else ''})"


def gregorian(value: int, language: str) -> str:
    """Return a year of the Gregorian calendar, marked as such where readers have another."""
    shown = digits(str(value), language)
    is_marked = language == "fa" and calendar_of(language) is not Calendar.GREGORIAN
    return f"{shown}{_MARK}" if is_marked else shown


def _locale(language: str, calendar: Calendar | None = None) -> str:
    """Return the name by which ICU knows the language with the reader's digits."""
    wishes = []
    if calendar:
        wishes.append(f"calendar={calendar}")
    if chosen := reader().digits:
        wishes.append(f"numbers={chosen}")
    return f"{language}@{';'.join(wishes)}" if wishes else language


def _local(value: date) -> date:
    """Return a moment as the reader's clock shows it; a day as it is."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return value.astimezone(zone())
    return value


def zone() -> tzinfo:
    """Return the clock that moments are told by: the reader's, else the association's."""
    return reader().zone or timezone.get_default_timezone()


@cache
def _number_format(locale: str) -> icu.NumberFormat:
    return icu.NumberFormat.createInstance(icu.Locale(locale))


@cache
def _decimal_format(places: int, locale: str) -> icu.NumberFormat:
    formatter = icu.NumberFormat.createInstance(icu.Locale(locale))
    formatter.setMinimumFractionDigits(places)
    formatter.setMaximumFractionDigits(places)
    return formatter


@cache
def _compact_format(locale: str) -> icu.LocalizedNumberFormatter:
    return (
        icu.NumberFormatter.withLocale(icu.Locale(locale))
        .notation(icu.Notation.compactLong())
        .precision(icu.Precision.maxSignificantDigits(2))
    )


@cache
def _digit_table(locale: str) -> dict[int, str]:
    return {ord(str(digit)): str(_number_format(locale).format(digit)) for digit in range(10)}


@cache
def _day_format(locale: str) -> icu.DateFormat:
    formatter = icu.DateFormat.createDateInstance(icu.DateFormat.LONG, icu.Locale(locale))
    return _at_noon(formatter)


@cache
def _whole_day_format(locale: str) -> icu.DateFormat:
    # CLDR would have Solar Hijri years come first in Persian, which nobody writes in a sentence
    is_persian = locale.startswith("fa@calendar=persian")
    pattern = "EEEE d MMMM y" if is_persian else _pattern("yMMMMEEEEd", locale)
    return _at_noon(icu.SimpleDateFormat(pattern, icu.Locale(locale)))


@cache
def _month_format(locale: str) -> icu.DateFormat:
    return _at_noon(icu.SimpleDateFormat("MMMM y", icu.Locale(locale)))


@cache
def _year_format(locale: str) -> icu.DateFormat:
    return _at_noon(icu.SimpleDateFormat("y", icu.Locale(locale)))


@cache
def _clock_format(locale: str, zone: str) -> icu.DateFormat:
    formatter = icu.SimpleDateFormat("HH:mm (VVVV)", icu.Locale(locale))
    formatter.setTimeZone(icu.TimeZone.createTimeZone(zone))
    return formatter


def _pattern(skeleton: str, locale: str) -> str:
    generator = icu.DateTimePatternGenerator.createInstance(icu.Locale(locale))
    return str(generator.getBestPattern(skeleton))


def _at_noon(formatter: icu.DateFormat) -> icu.DateFormat:
    """Have a formatter read days as ``_milliseconds`` gives them."""
    formatter.setTimeZone(icu.TimeZone.createTimeZone("UTC"))
    return formatter


def _comma(language: str) -> str:
    return "، " if language in {"fa", "ar"} else ", "


def _milliseconds(value: date) -> float:
    return datetime(value.year, value.month, value.day, 12, tzinfo=UTC).timestamp()


def sort_key(text: str, language: str) -> bytes:
    """Return what orders ``text`` as a reader of ``language`` looks it up, in any script."""
    return bytes(_collator(language).getSortKey(text))


@cache
def _collator(language: str) -> icu.Collator:
    return icu.Collator.createInstance(icu.Locale(language))
