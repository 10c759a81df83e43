"""“I work for a city”: whoever has an address there is sent an invitation, and nobody else.

Whoever asks is told the same, whatever the address: only its mailbox learns more.
"""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.translation.reader import ANYBODY, reading_as
from hamshahr.design.mail.blocks import Action, Letter, Paragraph
from hamshahr.design.mail.composing import compose
from hamshahr.design.mail.isolating import isolated
from hamshahr.domains.network.models import City, CityMailDomain, Invitation
from hamshahr.domains.network.models.invitations import UNANSWERED
from hamshahr.domains.network.people.inviting import (
    CannotInvite,
    Invited,
    invite,
    resend_invitation,
)
from hamshahr.domains.network.people.mail_domains import city_of_address
from hamshahr.domains.network.people.naming import clean_address
from hamshahr.domains.network.permissions import running_appointments
from hamshahr.kernel.addresses import public_address

# Letters to one domain; a city that brings in more in a day has its focal point invite them
MOST_A_DAY = 30


@transaction.atomic
def ask_to_join(*, email: str, language: str) -> None:
    """Write to an address if its domain is a city's; tell the caller nothing of it.

    Raises ``NotFit`` for what is no address at all.
    """
    address = clean_address(email)
    vouching = city_of_address(address)
    if vouching is None or _is_full(vouching):
        return
    serves = running_appointments().filter(person__email=address, city=vouching.city)
    if serves.exists():
        _write_that_she_is_here(address, vouching.city, language)
        return
    try:
        with transaction.atomic():
            _invite_or_resend(address, vouching, language)
    except CannotInvite:
        return  # too many letters, or the city takes nobody in: the answer is the same


def _invite_or_resend(address: str, vouching: CityMailDomain, language: str) -> None:
    by: User = system_actor()
    waits = Invitation.objects.filter(
        UNANSWERED, email=address, city=vouching.city, role=Role.EXPERT, erased_at=None
    ).first()
    if waits is not None:
        resend_invitation(invitation=waits, by=by)
        return
    invited = Invited(
        email=address,
        name="",
        role=Role.EXPERT,
        city=vouching.city,
        language=language,
        mail_domain=vouching.domain,
    )
    invite(invited=invited, by=by)


def _is_full(vouching: CityMailDomain) -> bool:
    since = timezone.now() - timedelta(days=1)
    today = Invitation.objects.filter(mail_domain=vouching.domain, made_at__gt=since)
    return today.count() >= MOST_A_DAY


def _write_that_she_is_here(address: str, city: City, language: str) -> None:
    """Tell her that she has an account, as she seems to have forgotten."""

    def write() -> Letter:
        return Letter(
            kind="here_already",
            subject=_("You are here already"),
            blocks=(
                Paragraph(
                    _("You serve %(city)s here, with an account for this address.")
                    % {"city": isolated(city.name_in(language))}
                ),
                Action(_("Sign in"), public_address(reverse("accounts:sign-in"))),
            ),
            why=_("You get this letter because somebody typed this address to take part."),
        )

    with reading_as(ANYBODY):
        compose(write, language=language, to=address).send()
