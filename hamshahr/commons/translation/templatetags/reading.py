"""Template filters: numbers, days and years in the language of the page."""

from datetime import date, datetime

from django import template

from hamshahr.commons.translation import reading
from hamshahr.commons.translation.languages import active_language

register = template.Library()


@register.filter
def number(value: int | float) -> str:
    """Write a number with the page's digits and separators."""
    return reading.number(value, active_language())


@register.filter
def digits(value: object) -> str:
    """Write the digits inside a text (a code, a range) in the page's script."""
    return reading.digits(str(value), active_language())


@register.filter
def day(value: date | datetime) -> str:
    """Write a date in the page's calendar."""
    return reading.day(value, active_language())


@register.filter
def year(value: int | None) -> str:
    """Write a Gregorian year as the page's reader reads it; nothing for none."""
    return "" if value is None else reading.year(value, active_language())


@register.filter
def moment(value: datetime) -> str:
    """Write a moment by the reader's clock, and say which clock that is."""
    return reading.moment(value, active_language())
