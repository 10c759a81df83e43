"""Money and the sizes of files, worded for readers."""

from decimal import Decimal, InvalidOperation

from babel.numbers import get_currency_name
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamshahr.commons.translation import reading
from hamshahr.domains.experiences.content.showing import date_in_words, number_in_words

_RIALS_IN_A_TOMAN = 10
RIAL, TOMAN = "IRR", "IRT"  # the toman has no code of ISO 4217; IRT is what banks write


def shown_money(amount: str, currency: str, language: str) -> tuple[str, str]:
    """Return an amount with the reader's name of its currency, and the same in rials or tomans.

    The second is empty but for these two, which are taken for each other: ten rials a toman.
    """
    said = _amount(amount, currency, language)
    if currency not in {RIAL, TOMAN}:
        return said, ""
    number = Decimal(amount)
    if currency == TOMAN:
        return said, _amount(_written(number * _RIALS_IN_A_TOMAN), RIAL, language)
    return said, _amount(_written(number / _RIALS_IN_A_TOMAN), TOMAN, language)


def shown_day(text: str, language: str) -> str:
    """Return a date as exact as it is known; empty for an empty one.

    An import may name any year, one before our era among them.
    """
    if not text:
        return ""
    if text.removeprefix("-").isdecimal():
        return reading.year(int(text), language)
    return date_in_words(text, language)


def shown_number(text: str, language: str) -> str:
    """Return a number worded; what an import calls one and is none stands as it was written."""
    try:
        return number_in_words(text, language)
    except InvalidOperation:
        return text


def shown_bytes(count: int, language: str) -> str:
    """Return the size of a file: ``340 KB``, ``2.1 MB``."""
    if count < 1_000_000:
        kilobytes = reading.number(max(1, round(count / 1_000)), language)
        return _("%(size)s KB") % {"size": kilobytes}
    return _("%(size)s MB") % {"size": reading.number(round(count / 1_000_000, 1), language)}


def _amount(amount: str, currency: str, language: str) -> str:
    shown = number_in_words(amount, language)
    if not currency:
        return shown
    if currency == TOMAN:
        words = ngettext(
            "%(amount)s Iranian toman", "%(amount)s Iranian tomans", int(Decimal(amount))
        )
        return words % {"amount": shown}
    name = get_currency_name(currency, float(amount), locale=language)
    return f"{shown}\u00a0{name}"


def _written(number: Decimal) -> str:
    """Return a number without an exponent, and without zeros that say nothing."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
