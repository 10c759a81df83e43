"""The letters about somebody's account: what each says, in words; how it looks is the design's."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.preferences.queries import in_own_language, language_of
from hamshahr.design.mail.blocks import Action, Letter, Paragraph
from hamshahr.design.mail.composing import NoAddress, compose

_Words = str | Promise
_NOT_YOU = _(
    "If that was not you, set a new password now: it ends every session. Then tell the secretariat."
)


@dataclass(frozen=True)
class Words:
    """Words of a letter. ``address`` names what in the context the button leads to."""

    kind: str
    subject: _Words
    said: tuple[_Words, ...]
    button: _Words = ""
    address: str = ""


# By the names that the sign-in library has for them, and by our own
LETTERS = {
    "account/email/password_reset_key": Words(
        "new-password",
        _("Set a new password"),
        (
            _("You, or somebody who knows your address, asked for a new password."),
            _("The link is good once, for four hours. Opening it changes nothing yet."),
            _("If it was not you, there is nothing to do: without this letter nobody comes in."),
        ),
        button=_("Set a new password"),
        address="password_reset_url",
    ),
    "account/email/password_reset": Words(
        "password-changed",
        _("You have a new password"),
        (_("A new password was set by a link from a letter. All sessions have ended."), _NOT_YOU),
    ),
    "account/email/password_changed": Words(
        "password-changed",
        _("Your password was changed"),
        (_("Your password was changed. All other sessions have ended."), _NOT_YOU),
    ),
    "account/email/password_set": Words(
        "password-changed",
        _("Your account has a password now"),
        (_("A password was set for your account, which had none."), _NOT_YOU),
    ),
    "account/address_change": Words(
        "address-change",
        _("Confirm your new address"),
        (
            _("Somebody who is signed in wishes to use this address for her account."),
            _("The link is good once, for a day. Opening it changes nothing yet."),
            _("If it was not you, there is nothing to do."),
        ),
        button=_("Confirm this address"),
        address="address",
    ),
    "account/address_changed": Words(
        "address-changed",
        _("Your account has another address now"),
        (
            _("From now on you sign in with another address, and letters go there."),
            _("If that was not you, write to the secretariat at once."),
        ),
    ),
    "mfa/email/totp_activated": Words(
        "second-factor",
        _("An app was set up as second factor"),
        (_("From now on an app on your phone makes a code for each sign-in."), _NOT_YOU),
    ),
    "mfa/email/totp_deactivated": Words(
        "second-factor",
        _("The app is no second factor any more"),
        (_("The app that made your codes was taken out of your account."), _NOT_YOU),
    ),
    "mfa/email/webauthn_added": Words(
        "second-factor",
        _("A passkey was added"),
        (_("Your account has a new passkey. It signs you in without your password."), _NOT_YOU),
    ),
    "mfa/email/webauthn_removed": Words(
        "second-factor",
        _("A passkey was taken out"),
        (_("A passkey does not sign in to your account any more."), _NOT_YOU),
    ),
    "mfa/email/recovery_codes_generated": Words(
        "second-factor",
        _("You have new recovery codes"),
        (_("New recovery codes were made. The old ones are void."), _NOT_YOU),
    ),
    "socialaccount/email/account_connected": Words(
        "organisation",
        _("Your organisation’s sign-in was connected"),
        (_("From now on you can come in by your organisation’s own sign-in."), _NOT_YOU),
    ),
    "socialaccount/email/account_disconnected": Words(
        "organisation",
        _("Your organisation’s sign-in was disconnected"),
        (_("Your organisation’s own sign-in does not open your account any more."), _NOT_YOU),
    ),
}


def write_to(email: str, *, letter: str, person: User, **context: Any) -> None:
    """Write one of ``LETTERS`` about somebody's account to an address, in her language."""
    words = LETTERS[letter]
    address = str(context.get(words.address, ""))

    def worded() -> Letter:
        blocks: list[Paragraph | Action] = [Paragraph(str(line)) for line in words.said]
        if address:
            blocks.insert(1, Action(str(words.button), in_own_language(person, address)))
        why = gettext("You get this letter because it is about how you sign in.")
        return Letter(words.kind, str(words.subject), tuple(blocks), why)

    try:
        message = compose(worded, language=language_of(person), to=email)
    except NoAddress:
        return  # an account of old whose address no letter reaches
    if not person._state.adding:  # else it is worded for nobody, so that nothing tells them apart
        message.send()
