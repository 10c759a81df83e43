"""What somebody types to change how she signs in."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, SetPasswordForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.commons.accounts.entering.codes import app_code
from hamshahr.commons.accounts.entering.forms import password_field, word_new_password

LONGEST_PASSKEY_NAME = 60
# Every device a person has, and some she had
MOST_PASSKEYS = 20


class PasswordForm(ChangePasswordForm):
    """The password that is, and the one that shall be."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"] = password_field(gettext_lazy("The password you have now"))
        word_new_password(self)
        self.order_fields(["oldpassword", "password1"])


class FirstPasswordForm(SetPasswordForm):
    """A password for an account that has none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_new_password(self)


class AppForm(ActivateTOTPForm):
    """The first code that the app shows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = app_code(gettext_lazy("The code that the app shows"))


class _NamedForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(
            label=gettext_lazy("A name for this passkey"),
            help_text=gettext_lazy("For example the device that holds it."),
            max_length=LONGEST_PASSKEY_NAME,
            widget=forms.TextInput(attrs={"dir": "auto"}),
        )


class PasskeyForm(_NamedForm, AddWebAuthnForm):
    """What the browser made, and what its owner calls it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["passwordless"]  # every passkey is asked for its owner's finger or PIN
        self.order_fields(["name"])

    def clean(self) -> dict[str, Any]:
        """Have a passkey kept that is one, and not too many of them."""
        said = super().clean() or {}
        passkeys = Authenticator.objects.filter(user=self.user, type=Authenticator.Type.WEBAUTHN)
        if passkeys.count() >= MOST_PASSKEYS:
            raise forms.ValidationError(_("There are twenty passkeys already. Remove one first."))
        return said


class PasskeyNameForm(_NamedForm, EditWebAuthnForm):
    """What a passkey is called."""


class AddressForm(forms.Form):
    """The address that shall be."""

    email = forms.EmailField(
        label=gettext_lazy("Your new e-mail address"),
        max_length=254,
        help_text=gettext_lazy("A letter goes there, with a link that confirms it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )
