"""What an administrator types when she comes in."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.accounts.models import User


class AdministratorForm(forms.Form):
    """Name, address and a password."""

    name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("You sign in with it. If it has an account here, its password is replaced."),
        widget=forms.EmailInput(attrs={"autocomplete": "username", "dir": "ltr"}),
    )
    password = forms.CharField(
        label=_("A password"),
        max_length=1000,  # longer ones would only keep the hasher busy
        strip=False,
        help_text=_("At least 12 characters. Four words that do not belong together will do."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "dir": "ltr"}),
    )

    def clean(self) -> dict[str, Any]:
        """Hold the password against the rules, and against the name and the address."""
        said = super().clean() or {}
        if "password" in said:
            person = User(name=said.get("name", ""), email=said.get("email", ""))
            try:
                validate_password(said["password"], person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return said
