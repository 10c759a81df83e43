"""What people type about people."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.accounts.models import User
from hamshahr.domains.network.models.invitations import LONGEST_REASON
from hamshahr.domains.network.people.naming import NotFit, clean_name, clean_words

# So much is read of a field, to be shown again and told what is too long about it
_READ_AT_MOST = 2_000


class PlainField(forms.CharField):
    """A line of words, cleaned by the rule that the deed has; its mistakes are told beside it."""

    def __init__(self, rule: Callable[[str], str], **kwargs: Any) -> None:
        super().__init__(max_length=_READ_AT_MOST, **kwargs)
        self._rule = rule

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        try:
            return self._rule(typed) if typed else ""
        except NotFit as error:
            raise forms.ValidationError(str(error)) from error


class NewcomerForm(forms.Form):
    """Her name, and a password. The address is the invited one, and is not asked."""

    name = PlainField(
        clean_name,
        label=_("Your name"),
        help_text=_("As colleagues in other cities should read it."),
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    password = forms.CharField(
        label=_("A password"),
        max_length=1000,  # longer ones would only keep the hasher busy
        strip=False,
        help_text=_("At least 12 characters. Four words that do not belong together will do."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "dir": "ltr"}),
    )

    def __init__(self, email: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._email = email

    def clean(self) -> dict[str, Any]:
        """Hold the password against the rules, and against the name and the address."""
        said = super().clean() or {}
        if "password" in said:
            person = User(name=said.get("name", ""), email=self._email)
            try:
                validate_password(said["password"], person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return said


class DeclineForm(forms.Form):
    """Why not, if she wishes to say it."""

    reason = PlainField(
        lambda typed: clean_words(typed, longest=LONGEST_REASON),
        label=_("Why not?"),
        required=False,
        help_text=_("Whoever invited you will read it. Perhaps you know who would be right."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
