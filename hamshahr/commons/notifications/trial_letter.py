"""The letter by which an operator tries out the mail."""

from django.conf import settings
from django.utils.translation import gettext as _

from hamshahr.design.mail.blocks import Action, Letter, Paragraph
from hamshahr.design.mail.composing import Composed, compose
from hamshahr.kernel.addresses import public_address


def trial_letter(to: str, *, language: str = "") -> Composed:
    """Return the letter, in the language of the instance by default; whoever asks sends it."""
    return compose(_write, language=language or settings.LANGUAGE_CODE, to=to)


def _write() -> Letter:
    return Letter(
        kind="trial",
        subject=_("The mail of this site works"),
        blocks=(
            Paragraph(_("Somebody who runs this site tries out whether its letters arrive.")),
            Paragraph(_("If it lies among unwanted mail, SPF, DKIM and DMARC need a look.")),
            Action(_("Open the site"), public_address("/")),
        ),
        why=_("You get this letter because somebody who may use the site’s machine sent it."),
    )
