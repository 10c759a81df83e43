"""What is typed at the desk about reports."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.moderation.forms import TOO_LITTLE, OneOf
from hamshahr.commons.moderation.models import (
    FEWEST_CHARACTERS,
    MOST_CHARACTERS,
    Decision,
    Ground,
)
from hamshahr.commons.moderation.wording import GROUNDS, VERDICTS


class DecisionForm(forms.Form):
    """A decision on a case, and the one it was based on."""

    verdict = forms.ChoiceField(label=_("What is decided?"), widget=OneOf)
    ground = forms.ChoiceField(
        label=_("If it is hidden: why?"),
        required=False,
        choices=[("", "—"), *GROUNDS.items()],
        help_text=_("Only where the page is hidden. The tombstone says this kind of reason."),
    )
    keeps_title = forms.BooleanField(
        label=_("The title harms nobody and may stand on the tombstone"), required=False
    )
    reason = forms.CharField(
        label=_("The reason"),
        min_length=FEWEST_CHARACTERS,
        max_length=MOST_CHARACTERS,
        error_messages={"min_length": TOO_LITTLE},
        help_text=_("Whoever reported the page reads it, as you write it. The city does, too."),
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 2)

    def __init__(self, *args: Any, can_be_hidden: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verdict"].choices = [  # type: ignore[attr-defined]  # a ChoiceField has them
            (value, label)
            for value, label in VERDICTS.items()
            if can_be_hidden or value != Decision.Verdict.HIDDEN
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for the ground of what is hidden; drop what belongs to nothing else."""
        cleaned = super().clean() or {}
        hides = cleaned.get("verdict") == Decision.Verdict.HIDDEN
        if hides and not cleaned.get("ground"):
            self.add_error("ground", _("Say why the page is hidden."))
        cleaned["ground"] = Ground(cleaned["ground"]) if hides and cleaned.get("ground") else None
        cleaned["keeps_title"] = hides and bool(cleaned.get("keeps_title"))
        return cleaned


class CityWordForm(forms.Form):
    """What the city says to what was reported."""

    words = forms.CharField(
        label=_("What the city says to it"),
        min_length=FEWEST_CHARACTERS,
        max_length=MOST_CHARACTERS,
        error_messages={"min_length": TOO_LITTLE},
        help_text=_("The moderators read it before they decide."),
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
