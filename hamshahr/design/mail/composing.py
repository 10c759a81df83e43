"""A letter made ready for the post: text and HTML in one language, headers in order.

    def write() -> Letter:
        return Letter(
            kind="invitation",
            subject=_("Your invitation to %(association)s") % {…},
            blocks=(Paragraph(_("…")), Action(_("Accept"), public_address(path))),
            why=_("You get this letter because …"),
        )

    compose(write, language="fa", to="leila@shiraz.example").send()

``write`` is called while the language is the reader's, so plain ``gettext`` says the right words.
Whatever somebody else wrote (a name, a city) goes through ``isolating.isolated`` on its way in.

The page is laid out with tables and styles in place, for readers of mail keep little else. It
fetches nothing, and nothing counts who opens it. Its colours are those of ``tokens.css``.
"""

from collections.abc import Callable
from email.headerregistry import Address
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_bidi, gettext, override

from hamshahr.design.mail.blocks import Letter
from hamshahr.design.mail.isolating import one_line, plain
from hamshahr.design.mail.wording_text import plain_part
from hamshahr.kernel.addresses import public_address

# Longer subjects are cut off by every reader of mail, in the middle of a word
LONGEST_SUBJECT = 150


class Composed(EmailMultiAlternatives):
    """A message that knows what letter it is: ``kind`` and ``language``, for the post's records."""

    kind = ""
    language = ""


class NoAddress(ValueError):
    """What stands where an address of a reader should be is none."""


def compose(write: Callable[[], Letter], *, language: str, to: str, reply_to: str = "") -> Composed:
    """Return the letter in ``language`` for one reader; ``send()`` hands it to the post.

    ``reply_to`` is who reads an answer; empty: whoever reads the sender's mail. Raises
    ``NoAddress``.
    """
    with override(language):
        letter = write()
        direction = "rtl" if get_language_bidi() else "ltr"
        signature = _signature(letter)
        message = Composed(
            subject=subject_line(letter.subject),
            body=plain_part(letter, direction=direction, signature=signature),
            from_email=_sender(),
            to=[_address(to)],
            reply_to=[_address(reply_to)] if reply_to else None,
            headers=_headers(letter, language),
        )
        shown = {
            "letter": letter,
            "language": language,
            "direction": direction,
            "association": _association(),
            "site": public_address("/"),
        }
        page = render_to_string("design/letters/letter.html", shown)
    message.attach_alternative(page, "text/html")
    message.kind, message.language = letter.kind, language
    return message


def subject_line(text: str) -> str:
    """Return a subject that no name in it can turn into a second header."""
    return one_line(plain(text), LONGEST_SUBJECT)


def _headers(letter: Letter, language: str) -> dict[str, str]:
    """Nobody's holiday answers to it (RFC 3834); one click ends it (RFC 8058)."""
    headers = {"Auto-Submitted": "auto-generated", "Content-Language": language}
    if letter.unsubscribe:
        headers["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _signature(letter: Letter) -> tuple[str, ...]:
    said = []
    if letter.settings:
        said += [gettext("Choose what you hear about, and how often:"), letter.settings]
    if letter.unsubscribe:
        said += [gettext("No more letters of this kind:"), letter.unsubscribe]
    return (*said, _association(), public_address("/"))


def _association() -> str:
    """Return who writes: the association as the language calls it, else the product."""
    named = settings.ASSOCIATION_IN.get(get_language() or "")
    return str(named or settings.ASSOCIATION or gettext("Hamshahr"))


def _sender() -> str:
    """Return the sender with the association's name, so that a reader knows who writes."""
    _, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((one_line(_association(), 80), address))


def _address(text: str) -> str:
    """Return one bare address."""
    found = text.strip()
    try:
        user, _, host = found.rpartition("@")
        Address(username=user, domain=host)
    except (ValueError, IndexError) as error:
        raise NoAddress("An address of mail is needed.") from error
    if not user or not host or any(sign in found for sign in "\r\n,;<> \x00"):
        raise NoAddress("An address of mail is needed.")
    return found
