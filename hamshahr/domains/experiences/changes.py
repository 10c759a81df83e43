"""Before and after as a picture: two bars from a common zero, and the change in words.

Drawn where both values are plain numbers. A share is drawn on the whole of 100, any other value on
the larger of the two. Whether a change is for the better is not said: the case does not say which
way is good. See docs/decisions/0022-before-and-after-from-a-common-zero.md.
"""

import re
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from hamshahr.commons.translation import reading
from hamshahr.domains.experiences.regions import Change

_PLAIN_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_FULL = 100.0
_WHOLE = Decimal(100)
# Arabic has its own sign; some sources write the full-width one
_PERCENT = ("%", "٪", "\uff05")
# From here on "three times as much" is clearer than "200% more".
_TIMES_FROM = 2
# Below it a bar is thinner than a line: it is drawn as a line, and said to be one.
SHORTEST = 0.5


def change(before: str, after: str, unit: str, language: str) -> Change | None:
    """Return the change between two values; none where one is missing, negative or no number.

    ``unit`` as the source words it; it tells a share of a whole from an amount.
    """
    was, became = _number(before), _number(after)
    if was is None or became is None:
        return None
    is_share = unit.strip().startswith(_PERCENT) and max(was, became) <= _WHOLE
    longest = _WHOLE if is_share else max(was, became)
    if longest == 0:
        return None
    lengths = [round(float(value / longest) * _FULL, 1) for value in (was, became)]
    return Change(
        before=_shown(was, language),
        after=_shown(became, language),
        before_length=max(lengths[0], SHORTEST) if was else 0.0,
        after_length=max(lengths[1], SHORTEST) if became else 0.0,
        said=_points(was, became, language) if is_share else _said(was, became, language),
        is_share=is_share,
        is_too_short=any(
            value and length < SHORTEST
            for value, length in zip((was, became), lengths, strict=True)
        ),
    )


def _said(was: Decimal, became: Decimal, language: str) -> str:
    """The change in words: by how much of what was, or how many times it."""
    if was == became:
        return _("no change")
    if was == 0:
        return ""  # no share of nothing
    ratio = float(became / was)
    if ratio >= _TIMES_FROM:
        times = round(ratio, 1) if ratio < 10 else round(ratio)
        return _("%(times)s times as much") % {"times": reading.number(times, language)}
    percent = reading.percent(abs(ratio - 1), language)
    if ratio > 1:
        return _("%(percent)s more") % {"percent": percent}
    return _("%(percent)s less") % {"percent": percent}


def _points(was: Decimal, became: Decimal, language: str) -> str:
    """The change of a share: in percentage points, for a share of a share misleads."""
    if was == became:
        return _("no change")
    points = reading.number(_plain(abs(became - was)), language)
    if became > was:
        return _("%(points)s percentage points more") % {"points": points}
    return _("%(points)s percentage points less") % {"points": points}


def _number(text: str) -> Decimal | None:
    if not _PLAIN_NUMBER.fullmatch(text):
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number >= 0 else None


def _shown(value: Decimal, language: str) -> str:
    return reading.number(_plain(value), language)


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral() else float(value)
