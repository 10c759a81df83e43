"""The letter of an invitation: who invites, to what, what she will be able to do, until when."""

from django.urls import reverse
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.roles import SENTENCES, Role
from hamshahr.commons.translation.reader import ANYBODY, reading_as
from hamshahr.design.mail.blocks import Action, Facts, Letter, Paragraph
from hamshahr.design.mail.composing import compose
from hamshahr.design.mail.isolating import isolated
from hamshahr.domains.network.models import Invitation
from hamshahr.domains.network.people.wording import inviter, last_day, place
from hamshahr.kernel.addresses import public_address


def write_invitation(invitation: Invitation, secret: str) -> None:
    """Hand the letter to the post, in the language of the one it goes to."""
    with reading_as(ANYBODY):  # whoever invites may read in another calendar
        compose(
            lambda: invitation_letter(invitation, secret),
            language=invitation.language,
            to=invitation.email,
        ).send()


def invitation_path(secret: str) -> str:
    """Return the path of the page that a link opens, in the current language."""
    return reverse("network:invitation", args=[secret])


def invitation_letter(invitation: Invitation, secret: str) -> Letter:
    """Return the letter, worded in the current language."""
    role = str(Role(invitation.role).label)
    serving = place(invitation.city, invitation.language)
    said = {"place": isolated(serving), "role": role, "who": isolated(inviter(invitation))}
    facts = [(_("Role"), role), (_("For"), isolated(serving))]
    if invitation.function:
        facts.append((_("Function"), isolated(invitation.function)))
    facts.append((_("Valid until"), last_day(invitation, invitation.language)))
    return Letter(
        kind="invitation",
        subject=_("Your invitation for %(place)s: %(role)s") % (said | {"place": serving}),
        blocks=(
            *([Paragraph(_("Dear %(name)s,") % {"name": isolated(invitation.name)})]
              if invitation.name else []),
            Paragraph(_vouching(invitation) % said),
            Paragraph(str(SENTENCES[Role(invitation.role)])),
            Facts(tuple(facts)),
            Action(_("Look at the invitation"), public_address(invitation_path(secret))),
            Paragraph(
                _(
                    "The link is for you alone: it works once, and for this address. There you "
                    "also decline. If you do nothing, nothing happens."
                )
            ),
        ),
        why=_("You get this letter because somebody gave us this address to invite you."),
    )  # fmt: skip


def _vouching(invitation: Invitation) -> str:
    if invitation.mail_domain:
        return _("Your address ends in %(who)s, so you may take part for %(place)s as %(role)s.")
    if invitation.as_successor:
        return _(
            "%(who)s invites you to succeed her or him as %(role)s of %(place)s. When you accept, "
            "all that this role keeps passes to you."
        )
    return _("%(who)s invites you to take part for %(place)s as %(role)s.")
