"""What somebody types to come in."""

from typing import Any

from allauth.account.forms import (
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from django import forms
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.accounts.demonstration import is_somebody
from hamshahr.commons.accounts.entering.adapter import AccountAdapter
from hamshahr.commons.accounts.entering.codes import one_time_code, used_for_the_first_time
from hamshahr.commons.accounts.entering.limits import Kind, begin
from hamshahr.commons.accounts.models import User

LONGEST_PASSWORD = 1000  # longer ones would only keep the hasher busy
ADDRESS = {"autocomplete": "username", "dir": "ltr"}
_PASSWORD = {"autocomplete": "current-password", "dir": "ltr"}


def password_field(label: Any, **more: Any) -> forms.CharField:
    """Return a field for a password that is there already."""
    return forms.CharField(
        label=label,
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs=_PASSWORD),
        **more,
    )


def word_new_password(form: forms.Form) -> None:
    """Ask for a new password once, and say what a good one is: it can be set anew by letter."""
    form.fields.pop("password2", None)
    field = form.fields["password1"]
    field.label = _("A new password")
    field.help_text = _("At least 12 characters. Four words that do not belong together will do.")
    field.max_length = LONGEST_PASSWORD  # type: ignore[attr-defined]  # a CharField
    field.validators.append(forms.CharField(max_length=LONGEST_PASSWORD).validators[0])
    field.widget.attrs = {
        "autocomplete": "new-password",
        "dir": "ltr",
        "maxlength": str(LONGEST_PASSWORD),
    }


class SignInForm(LoginForm):
    """Address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.EmailField(
            label=_("Your e-mail address"), max_length=254, widget=forms.EmailInput(attrs=ADDRESS)
        )
        self.fields["password"] = password_field(_("Your password"))
        self.order_fields(["login", "password"])


class LetterForm(ResetPasswordForm):
    """The address to which the letter goes by which a new password is set."""

    users: list[User]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = forms.EmailField(
            label=_("Your e-mail address"), max_length=254, widget=forms.EmailInput(attrs=ADDRESS)
        )

    def clean_email(self) -> str:
        email = str(super().clean_email()).lower()
        found: list[User] = self.users
        self.users = [user for user in found if is_somebody(user)]
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Have the letter written, where there is an account and not too many were asked for.

        The answer is the same either way: earlier letters are as good. It takes as long, too: for
        an address without an account the letter is worded as for any other, and not sent.
        """
        email = str(self.cleaned_data["email"])
        is_for_nobody = not self.users
        self.users = self.users or [User(email=email)]
        if begin(Kind.LETTER, request=request, account=email) is not None:
            with transaction.atomic():
                super().save(request, **kwargs)
                transaction.set_rollback(is_for_nobody)
        return email


class NewPasswordForm(ResetPasswordKeyForm):
    """A new password, by the link of a letter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_new_password(self)


class ConfirmForm(ReauthenticateForm):
    """The password again, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = password_field(_("Your password"))


class _CodeForm(forms.Form):
    """A code of an app or a recovery code, in the digits of any script."""

    user: User

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = one_time_code(_("The code, or one of your recovery codes"))

    def clean_code(self) -> str:
        attempt = begin(Kind.CODE, request=context.request, account=str(self.user.pk))
        adapter = AccountAdapter(context.request)
        if attempt is None:
            raise adapter.validation_error("too_many_login_attempts")
        code = str(super().clean_code())  # type: ignore[misc]  # of the library's form beside it
        if not used_for_the_first_time(self.authenticator, code):  # type: ignore[attr-defined]  # set there
            raise adapter.validation_error("incorrect_code")
        attempt.delete()
        return code


class SecondFactorForm(_CodeForm, AuthenticateForm):
    """The second factor of a sign-in."""


class ConfirmWithCodeForm(_CodeForm, ReauthenticateByCodeForm):
    """The second factor again, before something that matters."""
