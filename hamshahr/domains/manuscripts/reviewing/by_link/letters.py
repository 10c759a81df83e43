"""The two letters: the link, and the code that shows that the mailbox is hers."""

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.naming import called
from hamshahr.commons.translation.reader import ANYBODY, reading_as
from hamshahr.commons.translation.reading import day, digits
from hamshahr.design.mail.blocks import Action, Code, Facts, Letter, Paragraph
from hamshahr.design.mail.composing import compose
from hamshahr.design.mail.isolating import isolated
from hamshahr.domains.manuscripts.models import Approval
from hamshahr.kernel.addresses import public_address


def write_link(approval: Approval, secret: str) -> None:
    """Hand the letter with the link to the post."""
    _send(approval, lambda: link_letter(approval, secret))


def write_code(approval: Approval, code: str) -> None:
    """Hand the letter with a code to the post."""
    _send(approval, lambda: code_letter(approval, code))


def link_letter(approval: Approval, secret: str) -> Letter:
    """Return the letter with the link, worded in the current language."""
    title = str(approval.submission.content.get("title", ""))
    city = approval.submission.manuscript.city.name_in(approval.language)
    until = day(approval.expires_at - timedelta(days=1), approval.language)
    return Letter(
        kind="approval",
        subject=_("Do you approve it for %(city)s: %(title)s") % {"city": city, "title": title},
        blocks=(
            Paragraph(_("Dear %(name)s,") % {"name": isolated(approval.name)}),
            Paragraph(
                _(
                    "%(who)s asks you to approve, for %(city)s, the text of an experience before "
                    "it is published. You need no account."
                )
                % {"who": isolated(called(approval.asked_by)), "city": isolated(city)}
            ),
            Facts(
                (
                    (_("Experience"), isolated(title)),
                    (_("Your function"), isolated(approval.function)),
                    (_("Valid until"), until),
                )
            ),
            Action(_("Read the text"), public_address(reverse("reviewing:by-link", args=[secret]))),
            Paragraph(
                _(
                    "The link is for you alone and for this text. Reading it decides nothing; to "
                    "answer, you have a code sent to this address. If you do nothing, nothing is "
                    "approved."
                )
            ),
        ),
        why=_("You get this letter because somebody of the city gave us this address to ask you."),
    )


def code_letter(approval: Approval, code: str) -> Letter:
    """Return the letter with the code."""
    return Letter(
        kind="approval_code",
        subject=_("Your code to answer"),
        blocks=(
            Paragraph(_("Type this code on the page from which you asked for it:")),
            Code(digits(code, approval.language)),
            Paragraph(
                _(
                    "It is good for ten minutes. If you did not ask for it, somebody else has your "
                    "link: without the code it decides nothing. Tell your colleague who sent it."
                )
            ),
        ),
        why=_("You get this letter because a code was asked for on the page of your link."),
    )


def _send(approval: Approval, write: Callable[[], Letter]) -> None:
    with reading_as(ANYBODY):  # whoever asks may read in another calendar
        compose(write, language=approval.language, to=approval.email).send()
