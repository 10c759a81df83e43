"""The page of those who serve in a house and those who are invited to it, put together."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.naming import names_of
from hamshahr.commons.accounts.permitting import allows, is_system
from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.notifications.addresses import dead_among
from hamshahr.commons.translation.reading import day
from hamshahr.domains.network.addresses import city_url
from hamshahr.domains.network.models import Appointment, Invitation
from hamshahr.domains.network.people.houses import House
from hamshahr.domains.network.people.regions import InvitationHere, PeoplePage, PersonHere
from hamshahr.domains.network.people.wording import last_day, place
from hamshahr.domains.network.permissions import HAND_OVER, KEEP_MAIL_DOMAINS
from hamshahr.kernel.today import today

State = Invitation.State
_WAITS = {State.OPEN, State.EXPIRED}


def people_page(
    house: House,
    held: Iterable[Appointment],
    invitations: Iterable[Invitation],
    language: str,
    *,
    shows_former: bool,
    by: User,
) -> PeoplePage:
    """Return the page, worded; one query for each permission and for those who left, not a row."""
    given, listed, asked = house.roles_given_by(by), list(held), list(invitations)
    dead = dead_among([one.email for one in asked])
    names = names_of(
        [one.person for one in listed] + [one.vouched_by for one in listed if one.vouched_by]
    )
    city = house.city
    hands_over = city is not None and not shows_former and allows(by, HAND_OVER, city.pk)
    return PeoplePage(
        place=place(city, language),
        place_url=city_url(city.slug) if city else "",
        is_city=city is not None,
        people=[_person(house, one, names, given, language) for one in listed],
        invitations=[_invited(house, one, given, language, by, dead) for one in asked],
        shows_former=shows_former,
        list_url=house.url(),
        invite_url=house.url("invite") if given else "",
        hand_over_url=house.url("hand-over") if hands_over else "",
        domains_url=house.url("domains")
        if city is not None and allows(by, KEEP_MAIL_DOMAINS, city.pk)
        else "",
    )


def _person(
    house: House,
    held: Appointment,
    names: Mapping[UUID, str],
    given: list[Role],
    language: str,
) -> PersonHere:
    role = Role(held.role)
    runs = held.ends is None or held.ends > today()
    is_kept = runs and bool(given)
    voucher = held.vouched_by
    return PersonHere(
        name=names[held.person_id],
        role=str(role.label),
        function=held.function,
        since=day(held.starts, language),
        until=day(held.ends, language) if held.ends else "",
        vouched_by=held.mail_domain
        or ("" if voucher is None or is_system(voucher) else names[voucher.pk]),
        is_shown=held.is_shown,
        end_url=house.url("end", held.pk) if runs and role in given else "",
        deputy_url=house.url("deputy", held.pk)
        if is_kept and house.city and role not in {Role.FOCAL_POINT, Role.DEPUTY_FOCAL_POINT}
        else "",
        function_url=house.url("function", held.pk) if house.city and is_kept else "",
    )


def _invited(
    house: House,
    invitation: Invitation,
    given: list[Role],
    language: str,
    by: User,
    dead: Collection[str],
) -> InvitationHere:
    state = invitation.state_at(timezone.now())
    may = (invitation.role in given or invitation.invited_by_id == by.pk) and bool(given)
    waits = may and state in _WAITS
    return InvitationHere(
        name=invitation.name,
        email=invitation.email if given else "",
        role=str(Role(invitation.role).label),
        function=invitation.function,
        state=str(state),
        told=_told(invitation, state, language),
        reason=invitation.reason if given else "",
        came_back=waits and invitation.email in dead,
        who=invitation.mail_domain or names_of([invitation.invited_by])[invitation.invited_by_id],
        resend_url=house.url("resend", invitation.pk) if waits else "",
        withdraw_url=house.url("withdraw", invitation.pk) if waits else "",
    )


def _told(invitation: Invitation, state: Invitation.State, language: str) -> str:
    if state == State.OPEN:
        days = {"sent": day(invitation.sent_at, language), "until": last_day(invitation, language)}
        return _("sent on %(sent)s, good until %(until)s") % days
    if state == State.EXPIRED:
        return _("ran out unanswered on %(day)s") % {"day": day(invitation.expires_at, language)}
    answered = invitation.declined_at or invitation.made_at
    return _("declined on %(day)s") % {"day": day(answered, language)}
