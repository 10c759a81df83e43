"""How a person chooses what she hears about, and how often."""

from collections.abc import Collection, Mapping

from django import forms

from hamshahr.commons.notifications.kinds import Frequency, NoticeKind


class FrequenciesForm(forms.Form):
    """A choice for each kind that can be silenced, under the kind's code."""

    def __init__(
        self,
        kinds: Collection[NoticeKind],
        wished: Mapping[str, str],
        data: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(data)
        for kind in kinds:
            self.fields[kind.code] = forms.ChoiceField(
                label=str(kind.name), choices=Frequency.choices, initial=wished.get(kind.code)
            )
