"""Numbers as people type them."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.reading import digits, number
from hamshahr.commons.translation.typed.answers import Ambiguous, Unread
from hamshahr.commons.translation.typed.signs import LONGEST, plain

_NUMBER = re.compile(r"([-−‒–+]?) ?([0-9]*(?:[ .,،٬٫·'’`/][0-9]+)*)")
_PIECES = re.compile(r"[0-9]+|[^0-9]")
# What only ever parts thousands, and what only ever parts decimals; , . ، do either
_THOUSANDS = frozenset(" ٬'’`")
_DECIMALS = frozenset("٫·/")
_MOST_DIGITS = 28  # beyond them Python would round


def read_number(text: str, *, places: int = 0) -> Decimal | Ambiguous[Decimal] | Unread:
    """Return the number that ``text`` says, of at most so many decimal ``places``.

    1,234 and 1.234 are thousands to some and decimals to others: ambiguous where the field takes
    three decimals, else there is but one number that it can be. The slash is the decimal sign that
    Persian keyboards have (۳/۵), and is taken as one beside Persian or Arabic digits alone.
    """
    said = plain(text[:LONGEST])
    found = _NUMBER.fullmatch(said)
    if len(text) > LONGEST or not found or not found[2] or _is_fraction(text, said):
        return Unread(_no_number())
    minus = found[1] not in {"", "+"}
    values = _values(_PIECES.findall(found[2]))
    if not values or len(values[0].as_tuple().digits) > _MOST_DIGITS:
        return Unread(_no_number())
    fitting = [value for value in values if _written_places(value) <= places]
    fitting = fitting or [value for value in values if _written_places(value.normalize()) <= places]
    if not fitting:
        return Unread(_too_many_places(places))
    signed = tuple(-value if minus else value for value in fitting)
    return signed[0] if len(signed) == 1 else Ambiguous(signed)


def write_number(value: Decimal | int, language: str) -> str:
    """Return ``value`` as a form shows it to be changed: ``read_number`` reads it as itself.

    Thousands stand together, and three decimals get a fourth: 1.234 could be a thousand.
    """
    shown = f"{value:f}"
    whole, point, decimals = shown.partition(".")
    if len(decimals) == 3:  # as many digits as a thousand parts off
        decimals += "0"
    sign = _decimal_sign(language) if point else ""
    return digits(f"{whole}{sign}{decimals}", language)


def _decimal_sign(language: str) -> str:
    """Return the sign before the decimals, as ``language`` writes it."""
    return number(1.5, language)[1]


def _is_fraction(text: str, said: str) -> bool:
    """Tell whether a slash stands between Latin digits: 1/2 is a half to those who write them."""
    return "/" in said and any("0" <= sign <= "9" for sign in text)


def _values(pieces: list[str]) -> list[Decimal]:
    """Return every number that digits with separators between them can be."""
    groups = [piece for piece in pieces if piece.isdigit()]
    signs = [piece for piece in pieces if not piece.isdigit()]
    if not signs:
        return [Decimal("".join(groups))]
    values = []
    if signs[0] not in _DECIMALS and len(set(signs)) == 1 and _are_thousands(groups, signs):
        values.append(Decimal("".join(groups)))
    last = signs[-1]
    thousands = signs[:-1]
    if (
        last not in _THOUSANDS
        and last not in thousands
        and not _DECIMALS.intersection(thousands)
        and len(set(thousands)) <= 1
        and (not thousands or _are_thousands(groups[:-1], thousands))
    ):
        values.append(Decimal(f"{''.join(groups[:-1]) or '0'}.{groups[-1]}"))
    return values


def _are_thousands(groups: list[str], signs: list[str]) -> bool:
    """Tell whether groups are parted as thousands are: by threes, or as in India 12,34,567."""
    if len(groups) != len(signs) + 1 or groups[0].startswith("0"):
        return False
    first, *between, last = (len(group) for group in groups)
    by_threes = first <= 3 and all(length == 3 for length in between)
    by_twos = first <= 2 and all(length == 2 for length in between)
    return last == 3 and (by_threes or by_twos)


def _written_places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _no_number() -> str:
    language = active_language()
    return _("Write a number in digits, such as %(one)s or %(other)s.") % {
        "one": number(25, language),
        "other": digits("12000", language),
    }


def _too_many_places(places: int) -> str:
    if not places:
        return _("Write a whole number, without decimals.")
    return ngettext(
        "Write at most %(places)s decimal.", "Write at most %(places)s decimals.", places
    ) % {"places": number(places, active_language())}
