"""What people type about people."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.naming import called, names_of
from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.translation.languages import offered_languages
from hamshahr.domains.network.models.invitations import LONGEST_FUNCTION_NAME, LONGEST_REASON
from hamshahr.domains.network.people.naming import (
    NotFit,
    clean_address,
    clean_name,
    clean_words,
)

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
        if self.wants_passkey:
            self.fields["password"].required = False

    @property
    def wants_passkey(self) -> bool:
        """Whether she will come in by a passkey, which she adds as soon as she is in."""
        return self.is_bound and self.data.get("by") == "passkey"

    def clean(self) -> dict[str, Any]:
        """Hold the password against the rules, and against the name and the address."""
        said = super().clean() or {}
        if "password" in said and not self.wants_passkey:
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


class InviteForm(forms.Form):
    """Whom to invite to what, and in which language to write to her."""

    email = PlainField(
        clean_address,
        label=_("E-mail address"),
        help_text=_("One person’s address at work. The invitation is good for this address alone."),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )
    name = PlainField(
        clean_name,
        label=_("Name"),
        required=False,
        help_text=_("It can be corrected when the invitation is accepted."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    role = forms.ChoiceField(label=_("Role"))
    function = PlainField(
        lambda typed: clean_words(typed, longest=LONGEST_FUNCTION_NAME),
        label=_("Function"),
        required=False,
        help_text=_("In the city’s own words, such as “Head of traffic signals”."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    language = forms.ChoiceField(label=_("Language of the letter"))

    def __init__(self, roles: list[Role], *args: Any, is_city: bool, **kwargs: Any) -> None:
        """``roles`` are those that whoever invites may give."""
        super().__init__(*args, **kwargs)
        role, language = self.fields["role"], self.fields["language"]
        assert isinstance(role, forms.ChoiceField)
        assert isinstance(language, forms.ChoiceField)
        role.choices = [(each.value, each.label) for each in roles]
        language.choices = [(each.code, each.endonym) for each in offered_languages()]
        if not is_city:
            del self.fields["function"]


class FunctionForm(forms.Form):
    """What somebody does in the city."""

    function = PlainField(
        lambda typed: clean_words(typed, longest=LONGEST_FUNCTION_NAME),
        label=_("Function"),
        required=False,
        help_text=_("In the city’s own words, such as “Head of traffic signals”."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


_STAYING = [
    ("no", _("leaves the city’s people here")),
    ("yes", _("stays as an expert of the city")),
]


class HandOverForm(forms.Form):
    """To which colleague, and what becomes of whoever hands over."""

    to = forms.ChoiceField(label=_("Successor"))
    stays = forms.ChoiceField(choices=_STAYING, initial="no")

    def __init__(self, people: list[User], *args: Any, focal: User, **kwargs: Any) -> None:
        """``people`` are the colleagues who may succeed ``focal``."""
        super().__init__(*args, **kwargs)
        self._people = {str(person.pk): person for person in people}
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField)
        names = {str(key): name for key, name in names_of(people).items()}
        to.choices = [("", "—"), *names.items()]
        self.fields["stays"].label = _("What becomes of %(name)s?") % {"name": called(focal)}

    @property
    def successor(self) -> User:
        """Return whom the valid form names."""
        return self._people[self.cleaned_data["to"]]


class SuccessorForm(InviteForm):
    """Whom to invite as one's own successor."""

    stays = forms.ChoiceField(label=_("When the successor accepts, you"), choices=[
        ("no", _("leave the city’s people here")), ("yes", _("stay as an expert of the city")),
    ])  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__([], *args, is_city=False, **kwargs)
        del self.fields["role"]


class JoinForm(forms.Form):
    """One's own address at work."""

    email = PlainField(
        clean_address,
        label=_("Your e-mail address at work"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )


class DomainForm(forms.Form):
    """A mail domain of a city."""

    domain = forms.CharField(
        label=_("Mail domain"),
        max_length=253,
        help_text=_("What stands behind the @ of the addresses of the city’s own staff."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
