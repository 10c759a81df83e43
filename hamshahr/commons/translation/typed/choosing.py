"""The readings of an ambiguous text in words, for who typed it to choose from."""

from datetime import date
from decimal import Decimal

import icu
from django.utils.translation import gettext as _

from hamshahr.commons.translation.calendars import Calendar
from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.reading import calendar_of, day, number, whole_day
from hamshahr.commons.translation.typed.widgets import Choice


def date_choice(value: date) -> Choice:
    """Return a day in both calendars, the reader's first, with its day of the week."""
    language = active_language()
    own = calendar_of(language)
    other = next(calendar for calendar in Calendar if calendar is not own)
    label = _("%(day)s, which is %(same_day)s") % {
        "day": whole_day(value, language),
        "same_day": day(value, language, other),
    }
    return Choice(value.isoformat(), label)


def number_choice(value: Decimal) -> Choice:
    """Return a number in digits and in words: ``1,234: one thousand two hundred thirty-four``."""
    language = active_language()
    spelt = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, icu.Locale(language))
    label = _("%(digits)s: %(words)s") % {
        "digits": number(float(value), language),
        "words": spelt.format(float(value)),
    }
    return Choice(str(value), label)
