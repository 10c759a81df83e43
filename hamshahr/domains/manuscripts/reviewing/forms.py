"""What cities and editors type in a review."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.translation.languages import offered_languages
from hamshahr.domains.manuscripts.models.approvals import LONGEST_FUNCTION
from hamshahr.domains.manuscripts.models.reviews import LONGEST_QUESTION
from hamshahr.domains.manuscripts.reviewing.agreeing import (
    CC_BY,
    SPEAKS_FOR_THE_CITY,
    open_licences,
)
from hamshahr.domains.manuscripts.reviewing.evidence import LEVELS
from hamshahr.domains.network.people.forms import PlainField
from hamshahr.domains.network.people.naming import clean_address, clean_name, clean_words

_LONGEST_NOTE = 500
_MOST = 2**62  # numbers of changes are smaller


def _words(label: Any, *, hint: Any = "", rows: int = 4, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST_QUESTION,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
    )


class SeenForm(forms.Form):
    """A form that says which text was on the page: the number of its last change."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=_MOST)


class SubmitForm(SeenForm):
    """On which terms a city hands its text in."""

    licence = forms.ChoiceField(
        label=_("Licence"),
        initial=CC_BY,
        choices=open_licences,
        help_text=_("Under it others may use the text and the pictures."),
    )
    rights_holder = forms.CharField(label=_("Who holds the rights"), max_length=_LONGEST_NOTE)
    machine = forms.TypedChoiceField(
        label=_("May machines translate it?"),
        choices=[
            ("yes", _("Yes, marked as such until somebody checks it")),
            ("no", _("No, by hand alone")),
        ],
        coerce=lambda chosen: chosen == "yes",
        initial="yes",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("What changed, in a sentence"),
        max_length=_LONGEST_NOTE,
        required=False,
        help_text=_("It stands beside the revision for good."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    agrees = forms.BooleanField(label=SPEAKS_FOR_THE_CITY)

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any) -> None:
        """``is_first``: nothing was published or submitted before, so nothing changed."""
        super().__init__(*args, **kwargs)
        if is_first:
            del self.fields["note"]


class TakeOverForm(forms.Form):
    """Why another editor goes on."""

    reason = forms.CharField(label=_("Why you take it over"), max_length=_LONGEST_NOTE)


class QuestionForm(forms.Form):
    """A question about a field, or (without a path) about the whole."""

    path = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
    text = _words(_("Question"), rows=3)


class AnswerForm(forms.Form):
    """What the city answers."""

    text = _words(_("Answer"), rows=3)


class AskByLinkForm(forms.Form):
    """Who is to approve, and in which language she reads her letters."""

    name = PlainField(clean_name, label=_("Name"), widget=forms.TextInput(attrs={"dir": "auto"}))
    function = PlainField(
        lambda typed: clean_words(typed, longest=LONGEST_FUNCTION),
        label=_("Function"),
        help_text=_("As the record will say it, such as “Deputy mayor for mobility”."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    email = PlainField(
        clean_address,
        label=_("E-mail address"),
        help_text=_("Her own address at work: link and code go there alone."),
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    language = forms.ChoiceField(
        label=_("Language of the letter"),
        choices=lambda: [(each.code, each.endonym) for each in offered_languages()],
    )
    although_elsewhere = forms.BooleanField(
        label=_("I know this address to be hers, although it is not of the city’s mail domain"),
        required=False,
    )


class ByLinkForm(forms.Form):
    """The answer of whoever has the link, with the code from her mailbox."""

    code = forms.CharField(
        label=_("Code"),
        max_length=50,
        help_text=_("Six digits, from the letter."),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}
        ),
    )
    approves = forms.TypedChoiceField(
        label=_("Your answer"),
        choices=[("yes", _("I approve this text")), ("no", _("I do not approve it, because:"))],
        coerce=lambda chosen: chosen == "yes",
        widget=forms.RadioSelect,
    )
    reason = _words(_("Why not"), rows=3, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for a reason where she does not approve."""
        said = super().clean() or {}
        if said.get("approves") is False and not said.get("reason", "").strip():
            self.add_error("reason", _("Say in a sentence what is to change."))
        return said


class PublishForm(SeenForm):
    """The level of evidence, and why."""

    level = forms.ChoiceField(
        label=_("Level of evidence"), choices=lambda: list(LEVELS.items()), widget=forms.RadioSelect
    )
    reason = _words(
        _("Why this level"),
        hint=_("Readers see it beside the level. Name the results it rests on."),
    )


class CloseForm(forms.Form):
    """Return or decline, with the reasons."""

    reason = _words(_("Reasons"), hint=_("The city reads them in a letter."))
