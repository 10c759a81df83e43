"""Before and after as a picture: lengths of two bars, where both values are plain numbers."""

import re
from decimal import Decimal, InvalidOperation

from hamshahr.commons.translation import reading
from hamshahr.domains.experiences.models import Result
from hamshahr.domains.experiences.regions import Change

_PLAIN_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_FULL = 100.0


def change(result: Result, language: str) -> Change | None:
    """Return the change of a result; none where a value is missing, negative or no number."""
    before, after = _number(result.before), _number(result.after)
    if before is None or after is None:
        return None
    longest = max(before, after)
    if longest == 0:
        return None
    return Change(
        before=_shown(before, language),
        after=_shown(after, language),
        before_length=round(float(before / longest) * _FULL, 1),
        after_length=round(float(after / longest) * _FULL, 1),
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
