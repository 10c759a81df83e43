"""What a stranger types who reports a page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.moderation.models import FEWEST_CHARACTERS, MOST_CHARACTERS
from hamshahr.commons.moderation.tickets import BadTicket, new_ticket, read_ticket
from hamshahr.commons.moderation.wording import REPORTED

TOO_LITTLE = _("Say a little more, so that somebody can act on it.")


class OneOf(forms.RadioSelect):
    """Choices of which one is taken; the summary of mistakes leads to the first."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """Return the id of a choice, or of the first where the field itself is meant."""
        return super().id_for_label(id_, index or "0")


class ReportForm(forms.Form):
    """What is the matter, in a choice and in her words; where to answer, if she likes.

    ``about`` names the thing that the form is for. Once valid, ``secret`` is its ticket's.
    """

    ground = forms.ChoiceField(
        label=_("What is the matter with it?"),
        choices=list(REPORTED.items()),
        error_messages={"required": _("Choose what is the matter.")},
        widget=OneOf,
    )
    words = forms.CharField(
        label=_("Tell us more"),
        min_length=FEWEST_CHARACTERS,
        max_length=MOST_CHARACTERS,
        help_text=_(
            "In any language. What is wrong, where it stands, and where the right can be seen. The "
            "city may read your words; so leave out who you are."
        ),
        error_messages={
            "required": _("Say in a few words what is the matter."),
            "min_length": TOO_LITTLE,
        },
        widget=forms.Textarea(attrs={"rows": 7, "dir": "auto"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        required=False,
        help_text=_(
            "Only if you want an answer by mail. It is shown to nobody, and erased half a year "
            "after the decision."
        ),
        error_messages={
            "invalid": _("This is not a whole e-mail address, such as name@example.org.")
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )
    # People do not see it; a machine fills in whatever there is
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    ticket = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)

    def __init__(self, about: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._about = about
        self.secret = ""
        self.fields["ticket"].initial = new_ticket(about) if not self.is_bound else ""

    def clean_website(self) -> str:
        """Refuse what no person types; she who did by accident is told."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Leave this field empty, and send the form again."))
        return ""

    def clean(self) -> dict[str, Any]:
        """Take the ticket; where it is too old, put a new one beside what was typed."""
        cleaned = super().clean() or {}
        try:
            self.secret = read_ticket(str(cleaned.get("ticket", "")), self._about)
        except BadTicket:
            self._with_new_ticket()
            raise forms.ValidationError(
                _("This page was open for a long time. Your words are still here: send them again.")
            ) from None
        return cleaned

    def _with_new_ticket(self) -> None:
        self.data = {
            **{name: self.data.get(name, "") for name in self.fields},
            "ticket": new_ticket(self._about),
        }
