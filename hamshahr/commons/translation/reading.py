"""Numbers, dates and years as a reader of a language reads them.

Persian reads Persian digits and the Solar Hijri calendar; every other language its own digits
(as CLDR has them) and the Gregorian calendar.
"""

from datetime import UTC, date, datetime
from functools import cache

import icu

# A Gregorian year holds the last 79 or 80 days of one Solar Hijri year and the most of the next.
_HIJRI_OFFSET = 622


def number(value: int | float, language: str) -> str:
    """Return ``value`` with the digits and separators of ``language``."""
    return str(_number_format(language).format(value))


def decimal(value: float, places: int, language: str) -> str:
    """Return ``value`` with so many decimals, in the digits and separators of ``language``."""
    return str(_decimal_format(places, language).format(value))


def compact(value: int, language: str) -> str:
    """Return ``value`` to two figures and in words: ``1.2 million``, ``۸۴۰ هزار``."""
    return str(_compact_format(language).formatInt(value))


def percent(share: float, language: str) -> str:
    """Return a share of one in per cent: ``58%``, ``۵۸٪``; below one per cent with a decimal."""
    formatter = icu.NumberFormat.createPercentInstance(icu.Locale(language))
    formatter.setMaximumFractionDigits(1 if share < 0.01 else 0)
    return str(formatter.format(share))


def digits(text: str, language: str) -> str:
    """Return ``text`` with its ASCII digits in the script of ``language``, all else untouched."""
    return str(text).translate(_digit_table(language))


def day(value: date, language: str) -> str:
    """Return a date in words: ``2 آذر 1405`` in Persian digits, ``23 November 2026``."""
    return str(_day_format(language).format(_milliseconds(value)))


def year(value: int, language: str) -> str:
    """Return a year that is known only as a Gregorian year.

    In Persian it is shown as the two Solar Hijri years that it touches, then as itself:
    2014 is ``۱۳۹۲/۹۳ (۲۰۱۴ م)``, 2021 is ``۱۳۹۹/۱۴۰۰ (۲۰۲۱ م)``; to say one of the two would be a
    guess.
    """
    if language != "fa":
        return digits(str(value), language)
    first = value - _HIJRI_OFFSET
    second = first + 1
    hijri = digits(f"{first}/{second % 100 or second:02}", language)
    return f"{hijri} ({gregorian(value, language)})"


def gregorian(value: int, language: str) -> str:
    """Return a year of the Gregorian calendar, marked as such where readers have another."""
    shown = digits(str(value), language)
    return f"{shown}\u00a0م" if language == "fa" else shown


@cache
def _number_format(language: str) -> icu.NumberFormat:
    return icu.NumberFormat.createInstance(icu.Locale(language))


@cache
def _decimal_format(places: int, language: str) -> icu.NumberFormat:
    formatter = icu.NumberFormat.createInstance(icu.Locale(language))
    formatter.setMinimumFractionDigits(places)
    formatter.setMaximumFractionDigits(places)
    return formatter


@cache
def _compact_format(language: str) -> icu.LocalizedNumberFormatter:
    return (
        icu.NumberFormatter.withLocale(icu.Locale(language))
        .notation(icu.Notation.compactLong())
        .precision(icu.Precision.maxSignificantDigits(2))
    )


@cache
def _digit_table(language: str) -> dict[int, str]:
    return {ord(str(digit)): number(digit, language) for digit in range(10)}


@cache
def _day_format(language: str) -> icu.DateFormat:
    calendar = "@calendar=persian" if language == "fa" else ""
    formatter = icu.DateFormat.createDateInstance(
        icu.DateFormat.LONG, icu.Locale(f"{language}{calendar}")
    )
    formatter.setTimeZone(icu.TimeZone.createTimeZone("UTC"))
    return formatter


def _milliseconds(value: date) -> float:
    return datetime(value.year, value.month, value.day, 12, tzinfo=UTC).timestamp()


def sort_key(text: str, language: str) -> bytes:
    """Return what orders ``text`` as a reader of ``language`` looks it up, in any script."""
    return bytes(_collator(language).getSortKey(text))


@cache
def _collator(language: str) -> icu.Collator:
    return icu.Collator.createInstance(icu.Locale(language))
