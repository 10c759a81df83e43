"""Names, functions and addresses as people type them, made fit to be kept and shown."""

import unicodedata

import idna
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.reading import number
from hamshahr.design.mail.isolating import one_line

LONGEST_NAME = 200  # as accounts keep it
LONGEST_ADDRESS = 254  # RFC 5321, 4.5.3.1.3, without the angle brackets
_ANY_LENGTH = 10**9


class NotFit(ValueError):
    """What was typed cannot be kept; the message tells the one who typed it why."""


def clean_words(text: str, *, longest: int) -> str:
    """Return a line without control characters and marks that turn what stands beside it around.

    Half-spaces stay, which Persian needs, and so do emoji. Raises ``NotFit`` where it is longer.
    """
    line = one_line(text, _ANY_LENGTH).strip()
    if len(line) > longest:
        here = active_language()
        raise NotFit(
            _("At most %(most)s characters are kept; these are %(count)s.")
            % {"most": number(longest, here), "count": number(len(line), here)}
        )
    return line


def clean_name(text: str) -> str:
    """Return a person's name; raises ``NotFit`` where it is too long or has no letter."""
    name = clean_words(text, longest=LONGEST_NAME)
    if not any(unicodedata.category(letter).startswith("L") for letter in name):
        raise NotFit(_("Write the name in letters, of any script."))
    return name


def clean_address(text: str) -> str:
    """Return an e-mail address in its one spelling: lower case, domains in their own script.

    Raises ``NotFit``, also for letters beyond ASCII before the @: many servers refuse them still
    (RFC 6531).
    """
    address = unicodedata.normalize("NFC", text.strip()).lower()
    user, _at, domain = address.rpartition("@")
    if not user.isascii():
        raise NotFit(
            _(
                "Many mail servers do not reach an address with such letters before the @. "
                "Ask for another address."
            )
        )
    try:
        validate_email(address)
        spelled = f"{user}@{clean_domain(domain)}"
    except ValidationError as error:
        raise NotFit(_("Write an e-mail address, such as name@city.example.")) from error
    if len(spelled) > LONGEST_ADDRESS:
        raise NotFit(_("Write an e-mail address, such as name@city.example."))
    return spelled


def clean_domain(text: str) -> str:
    """Return a domain in lower case and its own script; raises ``ValidationError`` for none."""
    try:
        # By IDNA 2008: in the older way faß.example and fass.example would be one
        return idna.decode(idna.encode(text.strip().rstrip("."), uts46=True))
    except UnicodeError as error:
        raise ValidationError("No domain.") from error
