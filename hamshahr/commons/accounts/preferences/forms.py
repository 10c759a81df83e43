"""How a person chooses what she reads."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.commons.accounts.preferences.models import Preferences
from hamshahr.commons.accounts.preferences.zones import zone_options
from hamshahr.commons.translation.calendars import Calendar
from hamshahr.commons.translation.languages import active_language, offered_languages
from hamshahr.commons.translation.reader import Digits, Reader, reader, reading_as
from hamshahr.commons.translation.reading import day, digits
from hamshahr.kernel.today import today

Choices = list[tuple[str, str]]


def _languages() -> Choices:
    """Return the languages offered, each by its own name and said to be in it."""
    return [
        (each.code, format_html('<bdi lang="{}">{}</bdi>', each.code, each.endonym))
        for each in offered_languages()
    ]


def _calendars() -> Choices:
    """Return the calendars, each with today in it."""
    language, wished = active_language(), reader()
    with reading_as(Reader(digits=wished.digits)):
        known = [(value, label, day(today(), language, Calendar(value)))
                 for value, label in Preferences.Calendars.choices]  # fmt: skip
        return _offered(day(today(), language), known)


def _digit_sets() -> Choices:
    """Return the sets of digits, each written out."""
    known = [(value, label, _ten(Digits(value))) for value, label in Preferences.DigitSets.choices]
    return _offered(_ten(None), known)


def _ten(chosen: Digits | None) -> str:
    with reading_as(Reader(digits=chosen)):
        return digits("0123456789", active_language())


def _offered(own: str, known: Sequence[tuple[Any, Any, str]]) -> Choices:
    named = [("", _("As the language has it"), own), *known]
    return [
        (value, _("%(name)s: %(example)s") % {"name": label, "example": example})
        for value, label, example in named
    ]


def _zones() -> list[tuple[str, str] | tuple[str, Choices]]:
    """Return the clock of the association first, then continents with their zones."""
    clock = _("The clock of the association (%(zone)s)") % {"zone": settings.TIME_ZONE}
    return [("", clock), *zone_options()]


class PreferencesForm(forms.Form):
    """Language, calendar, digits, clock. All but the language may be left to their defaults."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        help_text=gettext_lazy("Of the pages that you are led to, and of letters to you."),
        choices=_languages,
        widget=forms.RadioSelect,
    )
    calendar = forms.ChoiceField(
        label=gettext_lazy("Calendar"),
        choices=_calendars,
        required=False,
        widget=forms.RadioSelect,
    )
    digits = forms.ChoiceField(
        label=gettext_lazy("Digits"),
        choices=_digit_sets,
        required=False,
        widget=forms.RadioSelect,
    )
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        help_text=gettext_lazy("Times are shown by the clock of the place that you choose."),
        choices=_zones,
        required=False,
    )
