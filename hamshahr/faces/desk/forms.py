"""What an administrator types at the desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.translation.languages import Language
from hamshahr.domains.association.models import LONGEST_STATEMENT


class StatementForm(forms.Form):
    """The text of a statement, and the revision it was based on."""

    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=LONGEST_STATEMENT,
        help_text=_(
            "Markdown: ## before a heading, - before a point of a list, [words](address) for a "
            "link. Empty: the page shows the starting text again."
        ),
        widget=forms.Textarea(attrs={"rows": 18}),
    )
    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 2)

    def __init__(self, written_in: Language, *args: Any, **kwargs: Any) -> None:
        """``written_in`` is the language of the text, which the page need not be in."""
        super().__init__(*args, **kwargs)
        attributes = {"lang": written_in.code, "dir": written_in.direction}
        self.fields["text"].widget.attrs |= attributes
