"""What a reader types about a case."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AskForm(forms.Form):
    """To claim a case for one's city."""

    name = forms.CharField(label=_("Your name"), max_length=200)
    role = forms.CharField(
        label=_("Your function and city"),
        max_length=200,
        required=False,
        help_text=_("For example: head of the traffic department, Shiraz"),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("For the answer. It is not shown to anybody else."),
        error_messages={
            "invalid": _("This is not a whole e-mail address, such as name@example.org.")
        },
    )
    message = forms.CharField(
        label=_("What should the secretariat know?"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Who keeps the experience in your city, and what you want to change in it."),
    )
