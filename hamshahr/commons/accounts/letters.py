"""The letters about somebody's account: what each says, in words; how it looks is the design's."""

from dataclasses import dataclass
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.preferences.queries import in_own_language, worded_for
from hamshahr.commons.translation.languages import active_language, language

_Words = str | Promise
_NOT_YOU = _(
    "If that was not you, set a new password now: it ends every session. Then tell the secretariat."
)


@dataclass(frozen=True)
class Letter:
    """Words of a letter. ``address`` names what in the context the button leads to."""

    subject: _Words
    said: tuple[_Words, ...]
    button: _Words = ""
    address: str = ""


# By the names that the sign-in library has for them, and by our own
LETTERS = {
    "account/email/password_reset_key": Letter(
        _("Set a new password"),
        (
            _("You, or somebody who knows your address, asked for a new password."),
            _("The link is good once, for four hours. Opening it changes nothing yet."),
            _("If it was not you, there is nothing to do: without this letter nobody comes in."),
        ),
        button=_("Set a new password"),
        address="password_reset_url",
    ),
    "account/email/password_reset": Letter(
        _("You have a new password"),
        (_("A new password was set by a link from a letter. All sessions have ended."), _NOT_YOU),
    ),
    "account/email/password_changed": Letter(
        _("Your password was changed"),
        (_("Your password was changed. All other sessions have ended."), _NOT_YOU),
    ),
    "account/email/password_set": Letter(
        _("Your account has a password now"),
        (_("A password was set for your account, which had none."), _NOT_YOU),
    ),
    "account/address_change": Letter(
        _("Confirm your new address"),
        (
            _("Somebody who is signed in wishes to use this address for her account."),
            _("The link is good once, for a day. Opening it changes nothing yet."),
            _("If it was not you, there is nothing to do."),
        ),
        button=_("Confirm this address"),
        address="address",
    ),
    "account/address_changed": Letter(
        _("Your account has another address now"),
        (
            _("From now on you sign in with another address, and letters go there."),
            _("If that was not you, write to the secretariat at once."),
        ),
    ),
    "mfa/email/totp_activated": Letter(
        _("An app was set up as second factor"),
        (_("From now on an app on your phone makes a code for each sign-in."), _NOT_YOU),
    ),
    "mfa/email/totp_deactivated": Letter(
        _("The app is no second factor any more"),
        (_("The app that made your codes was taken out of your account."), _NOT_YOU),
    ),
    "mfa/email/webauthn_added": Letter(
        _("A passkey was added"),
        (_("Your account has a new passkey. It signs you in without your password."), _NOT_YOU),
    ),
    "mfa/email/webauthn_removed": Letter(
        _("A passkey was taken out"),
        (_("A passkey does not sign in to your account any more."), _NOT_YOU),
    ),
    "mfa/email/recovery_codes_generated": Letter(
        _("You have new recovery codes"),
        (_("New recovery codes were made. The old ones are void."), _NOT_YOU),
    ),
    "socialaccount/email/account_connected": Letter(
        _("Your organisation’s sign-in was connected"),
        (_("From now on you can come in by your organisation’s own sign-in."), _NOT_YOU),
    ),
    "socialaccount/email/account_disconnected": Letter(
        _("Your organisation’s sign-in was disconnected"),
        (_("Your organisation’s own sign-in does not open your account any more."), _NOT_YOU),
    ),
}


def write_to(email: str, *, letter: str, person: User, **context: Any) -> None:
    """Write one of ``LETTERS`` about somebody's account to an address, as she likes to read."""
    words = LETTERS[letter]
    address = str(context.get(words.address, ""))
    with worded_for(person):
        said = {
            "words": words,
            "name": person.name,
            "address": in_own_language(person, address) if address else "",
            "language": language(active_language()),
        }
        mail = EmailMultiAlternatives(
            str(words.subject), render_to_string("accounts/letters/letter.txt", said), to=[email]
        )
        page = render_to_string("accounts/letters/letter.html", said)
    mail.attach_alternative(page, "text/html")
    mail.send()
