"""Before and after as a picture: lengths of two bars, where both values are plain numbers."""

import re
from decimal import Decimal, InvalidOperation

from hamshahr.commons.translation import reading
from hamshahr.domains.experiences.regions import Change

_PLAIN_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_FULL = 100.0


def change(before: str, after: str, language: str) -> Change | None:
    """Return the change between two values; none where one is missing, negative or no number."""
    was, became = _number(before), _number(after)
    if was is None or became is None:
        return None
    longest = max(was, became)
    if longest == 0:
        return None
    return Change(
        before=_shown(was, language),
        after=_shown(became, language),
        before_length=round(float(was / longest) * _FULL, 1),
        after_length=round(float(became / longest) * _FULL, 1),
    )


def _number(text: str) -> Decimal | None:
    if not _PLAIN_NUMBER.fullmatch(text):
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number >= 0 else None


def _shown(value: Decimal, language: str) -> str:
    return reading.number(int(value) if value == value.to_integral() else float(value), language)
