"""What a translator types."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.translating.models import LONGEST_TRANSLATION
from hamshahr.commons.translation.languages import Language

# A line of a narrow column; a text grows beyond it by scrolling
_CHARACTERS_A_ROW, _FEWEST, _MOST = 55, 3, 24


class TranslationForm(forms.Form):
    """A text in another language; it rests on a version, and on the original that was read."""

    text = forms.CharField(
        label=_("Translation"), max_length=LONGEST_TRANSLATION, widget=forms.Textarea
    )
    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 2)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=32)

    def __init__(self, into: Language, length: int, *args: Any, **kwargs: Any) -> None:
        """``length`` is that of the original, in characters."""
        super().__init__(*args, **kwargs)
        rows = min(_MOST, max(_FEWEST, length // _CHARACTERS_A_ROW + 2))
        self.fields["text"].widget.attrs |= {
            "lang": into.code,
            "dir": into.direction,
            "rows": rows,
        }
