"""Template filters: numbers, days and years in the language of the page."""

from datetime import date, datetime

from django import template
from django.utils.translation import get_language

from hamshahr.commons.translation import reading
from hamshahr.commons.translation.languages import DEFAULT_LANGUAGE

register = template.Library()


def _language() -> str:
    return get_language() or DEFAULT_LANGUAGE


@register.filter
def number(value: int | float) -> str:
    """Write a number with the page's digits and separators."""
    return reading.number(value, _language())


@register.filter
def digits(value: object) -> str:
    """Write the digits inside a text (a code, a range) in the page's script."""
    return reading.digits(str(value), _language())


@register.filter
def day(value: date | datetime) -> str:
    """Write a date in the page's calendar."""
    return reading.day(value, _language())


@register.filter
def year(value: int | None) -> str:
    """Write a Gregorian year as the page's reader reads it; nothing for none."""
    return "" if value is None else reading.year(value, _language())
