"""The letter that says that an account is deleted: the last one to its address."""

from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.preferences.queries import language_of
from hamshahr.design.mail.blocks import Letter, Paragraph
from hamshahr.design.mail.composing import NoAddress, compose


def write_farewell(person: User) -> None:
    """Tell her that it is done, while her address is still known.

    Whoever got hold of her session cannot delete the account unnoticed.
    """
    try:
        compose(_farewell, language=language_of(person), to=person.email).send()
    except NoAddress:
        return  # an account of old whose address no letter reaches: there is nobody to tell


def _farewell() -> Letter:
    return Letter(
        kind="farewell",
        subject=_("Your account is deleted"),
        blocks=(
            Paragraph(
                _(
                    "Your name, your address and your ways of signing in are gone. What you wrote "
                    "stays with your city, under the function that you had."
                )
            ),
            Paragraph(
                _(
                    "Backups that were made before keep your data until they are replaced by newer "
                    "ones. Whoever invites you again gives you a new account."
                )
            ),
            Paragraph(_("If it was not you who deleted it, tell the secretariat.")),
        ),
        why=_("You get this letter because an account under this address was deleted."),
    )
