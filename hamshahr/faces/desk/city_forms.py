"""What the office types to rename a city, or to make two one."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.translation.languages import active_language, interface_languages
from hamshahr.domains.network.merging.conflicts import GONE, KEPT, Conflict
from hamshahr.domains.network.merging.renaming import LONGEST_ADDRESS, LONGEST_NAME
from hamshahr.domains.network.models import City


class RenameForm(forms.Form):
    """The names of a city, one a language of the interface, and its address."""

    slug = forms.CharField(
        label=_("Address of its page"),
        max_length=LONGEST_ADDRESS,
        help_text=_("The address that it has now leads there for good."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )

    def __init__(self, city: City, typed: QueryDict | None) -> None:
        initial = {"slug": city.slug, **{f"name_{code}": name for code, name in city.names.items()}}
        super().__init__(typed, initial=initial)
        address = self.fields.pop("slug")
        for each in interface_languages():
            self.fields[f"name_{each.code}"] = forms.CharField(
                label=_("Name in %(language)s") % {"language": each.name_in(active_language())},
                required=False,
                max_length=LONGEST_NAME,
                widget=forms.TextInput(attrs={"lang": each.code, "dir": each.direction}),
            )
        self.fields["slug"] = address

    @property
    def names(self) -> dict[str, str]:
        """The names as they were typed, by language."""
        said = self.cleaned_data
        return {name[5:]: said[name] for name in said if name.startswith("name_")}


class OtherCityForm(forms.Form):
    """Which city the other one is."""

    into = forms.CharField(
        label=_("The city that it is one with"),
        max_length=LONGEST_NAME,
        help_text=_("The end of the address of its page, such as shiraz, or its name."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )


class MergeForm(forms.Form):
    """Whose stays, for each thing that one city cannot have twice."""

    def __init__(self, found: tuple[Conflict, ...], names: tuple[str, str], *args: Any) -> None:
        """``names`` are those of the city that goes and of the one that stays."""
        super().__init__(*args)
        for one in found:
            self.fields[one.name] = forms.ChoiceField(
                label=one.label,
                choices=[
                    (GONE, f"{names[0]}: {one.of_gone}"),
                    (KEPT, f"{names[1]}: {one.of_kept}"),
                ],
                widget=forms.RadioSelect,
                error_messages={"required": _("Say whose stays.")},
            )
