"""What somebody types to search the record."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.commons.deeds.asked import Asked
from hamshahr.commons.deeds.lines import kind_of_deed
from hamshahr.commons.translation.typed.fields import TypedDateField
from hamshahr.kernel.audit.deeds import deeds

_LONGEST = 200  # more is no name


class RecordForm(forms.Form):
    """Who, what kind of deed, on what, for which city, from when until when."""

    person = forms.CharField(
        label=gettext_lazy("Who did it: part of a name or an address"),
        required=False,
        max_length=_LONGEST,
    )
    deed = forms.ChoiceField(label=gettext_lazy("What was done"), required=False)
    thing = forms.CharField(
        label=gettext_lazy("On what: a city, a person, an experience"),
        required=False,
        max_length=_LONGEST,
    )
    city = forms.CharField(
        label=gettext_lazy("For which city"), required=False, max_length=_LONGEST
    )
    since = TypedDateField(label=gettext_lazy("From"), required=False)
    until = TypedDateField(label=gettext_lazy("Until"), required=False)
    before = forms.UUIDField(required=False, widget=forms.HiddenInput)
    after = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *given: Any, of_one_city: bool = False, **named: Any) -> None:
        """``of_one_city``: the page is one city's, so that there is nothing to choose."""
        super().__init__(*given, **named)
        kinds = [(deed.code, kind_of_deed(deed)) for deed in deeds()]
        self.fields["deed"] = forms.ChoiceField(
            label=self.fields["deed"].label,
            choices=[("", _("Everything")), *sorted(kinds, key=lambda kind: kind[1])],
            required=False,
        )
        if of_one_city:
            del self.fields["city"]

    def asked(self) -> Asked:
        """Return what is looked for; to be called when the form is valid."""
        return Asked(**self.cleaned_data)
