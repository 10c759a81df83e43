"""What the office types into the register of members."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.reading import number
from hamshahr.commons.translation.typed.fields import (
    TypedDateField,
    TypedNumberField,
    require_order,
)
from hamshahr.domains.network import facts
from hamshahr.domains.network.models import BoardSeat, Fee, Membership
from hamshahr.domains.network.models.memberships import LONGEST_REASON
from hamshahr.domains.network.queries import countries_by_name

_LONGEST_NAME = 200
_MOST_NAMESAKES = 12  # the largest; of a smaller one the office writes the name more fully


class AdmissionForm(forms.Form):
    """Which city, in which country, and since when."""

    name = forms.CharField(
        label=gettext_lazy("City"),
        max_length=_LONGEST_NAME,
        help_text=gettext_lazy("Its name in any language."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    country = forms.ChoiceField(label=gettext_lazy("Country"))
    place = forms.CharField(
        label=gettext_lazy("Which of them?"),
        required=False,
        max_length=12,
        widget=forms.HiddenInput,
    )
    since = TypedDateField(
        label=gettext_lazy("Member since"),
        help_text=gettext_lazy("A date in the Solar Hijri or the Gregorian calendar."),
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        country = self.fields["country"]
        assert isinstance(country, forms.ChoiceField)
        country.choices = [("", ""), *countries_by_name(active_language())]
        self.city: facts.CityFacts | None = None

    def clean(self) -> dict[str, Any]:
        """Find the city among those that are known; of several, ask which one is meant."""
        said = super().clean() or {}
        if not said.get("name") or not said.get("country"):
            return said
        chosen = self.data.get("place", "")
        geonames_id = int(chosen) if chosen.isascii() and chosen.isdigit() else None
        try:
            self.city = facts.resolve(said["name"], said["country"], geonames_id)
        except facts.AmbiguousCity as error:
            self._ask_which(error)
        except facts.UnknownCity as error:
            self.add_error("name", _unknown(error))
        except facts.CityFactsError:
            self.add_error("name", _("Write the name of a city."))
        return said

    def _ask_which(self, error: facts.AmbiguousCity) -> None:
        language, comma = active_language(), _(", ")
        self.fields["place"].widget = forms.RadioSelect(
            choices=[
                (
                    str(each.geonames_id),
                    f"{each.name} ({each.admin1}{comma}{number(each.population, language)})",
                )
                for each in error.candidates[:_MOST_NAMESAKES]
            ]
        )
        self.add_error("place", _("Several cities have this name. Choose one."))


def _unknown(error: facts.UnknownCity) -> str:
    if error.suggestions:
        return _("No city of this name is known in that country. Did you mean %(names)s?") % {
            "names": _(", ").join(error.suggestions)
        }
    return _("No city of this name is known in that country. Try another spelling.")


class StandingForm(forms.Form):
    """Another standing, from a day on, and why."""

    standing = forms.ChoiceField(
        label=gettext_lazy("Standing"), choices=Membership.Standing.choices
    )
    from_day = TypedDateField(label=gettext_lazy("From"))
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        required=False,
        max_length=LONGEST_REASON,
        help_text=gettext_lazy("The office alone reads it."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class FeeForm(forms.Form):
    """How the fee of a year stands."""

    year = TypedNumberField(
        label=gettext_lazy("Year"),
        help_text=gettext_lazy("In the Gregorian calendar."),
        min_value=1900,
        max_value=2200,
    )
    state = forms.ChoiceField(label=gettext_lazy("Fee"), choices=Fee.State.choices)
    paid_on = TypedDateField(label=gettext_lazy("Paid on"), required=False)


class SeatForm(forms.Form):
    """A seat on the board, from when to when."""

    seat = forms.ChoiceField(
        label=gettext_lazy("Seat on the board"), choices=BoardSeat.Seat.choices
    )
    starts = TypedDateField(label=gettext_lazy("From"))
    ends = TypedDateField(
        label=gettext_lazy("Until"),
        required=False,
        help_text=gettext_lazy("The first day without the seat. Empty: until further."),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        require_order(self, "starts", "ends")
        return said


class RegisterForm(forms.Form):
    """What narrows the register."""

    name = forms.CharField(required=False, max_length=_LONGEST_NAME)
    standing = forms.ChoiceField(required=False, choices=[("", ""), *Membership.Standing.choices])
    waits = forms.ChoiceField(
        required=False,
        choices=[
            ("", gettext_lazy("All")),
            ("no-focal-point", gettext_lazy("Without a focal point")),
            ("silent", gettext_lazy("Silent for half a year")),
            ("fee", gettext_lazy("Fee of this year not paid")),
        ],
    )
    page = forms.IntegerField(required=False, min_value=1, max_value=10_000)
