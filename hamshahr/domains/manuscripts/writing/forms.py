"""How somebody begins to tell an experience: for which city, in which language."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.translation.languages import active_language, language
from hamshahr.domains.network.models import City
from hamshahr.domains.network.own_words.written import languages_of


class BeginForm(forms.Form):
    """``cities`` are those she writes for; where it is one, it is not asked."""

    city = forms.ChoiceField(label=_("For which city"), widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label=_("In which language you write"),
        help_text=_("Write as you speak at work. Others read it in their languages."),
        widget=forms.RadioSelect,
    )

    def __init__(self, cities: Sequence[City], *args: Any, **kwargs: Any) -> None:
        reader = active_language()
        codes = list(dict.fromkeys(code for city in cities for code in languages_of(city)))
        kwargs["initial"] = {"language": reader if reader in codes else codes[0]}
        super().__init__(*args, **kwargs)
        self.fields["city"].choices = [  # type: ignore[attr-defined]  # of a choice field
            (str(city.pk), city.name_in(reader)) for city in cities
        ]
        self.fields["language"].choices = [  # type: ignore[attr-defined]  # of a choice field
            (code, language(code).endonym) for code in codes
        ]
        if len(cities) == 1:
            self.fields["city"].widget = forms.HiddenInput()
            self.initial["city"] = str(cities[0].pk)
