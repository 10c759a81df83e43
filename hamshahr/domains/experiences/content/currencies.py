"""Currencies of costs: those of ISO 4217, and the toman, in which Iran counts.

A toman is ten rials. It has no code of ISO 4217; ``IRT`` is what Iranian software writes for it. An
amount is kept in the one it was said in, and shown in it.
"""

from functools import cache

from babel import Locale
from babel.core import get_global
from django.utils.translation import gettext as _

from hamshahr.commons.translation.reading import sort_key

RIAL, TOMAN = "IRR", "IRT"
RIALS_A_TOMAN = 10
# In which much of the world's aid and trade is counted
_WIDELY_USED = ("USD", "EUR")


def currency_name(code: str, language: str) -> str:
    """Return a currency's name in ``language``, with its code: ``Iranian rial (IRR)``."""
    if code == TOMAN:
        return _("Toman (ten rials)")
    return f"{Locale.parse(language).currencies.get(code, code)} ({code})"


def currencies_of(country: str) -> list[str]:
    """Return what is paid with in a country (ISO 3166) today, then what is widely used."""
    own = [code for code, _since, until, tender in _used_in(country) if not until and tender]
    if RIAL in own:
        own.insert(0, TOMAN)
    return list(dict.fromkeys((*own, *_WIDELY_USED)))


def other_currencies(known: list[str], language: str) -> list[str]:
    """Return every other currency of today, by name in ``language``."""
    rest = everything() - set(known)
    return sorted(rest, key=lambda code: sort_key(currency_name(code, language), language))


@cache
def everything() -> frozenset[str]:
    """Return the codes of all currencies that are legal tender somewhere today, and the toman."""
    territories = get_global("territory_currencies")
    return frozenset(
        code
        for country in territories
        for code, _since, until, tender in _used_in(country)
        if not until and tender
    ) | {TOMAN}


def _used_in(country: str) -> list[tuple[str, object, object, bool]]:
    return list(get_global("territory_currencies").get(country, ()))
