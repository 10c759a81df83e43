"""What invitations and the pages about people plug into the commons."""

from collections.abc import Iterator, Mapping

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.commons.accounts.leaving.partings import (
    Consequence,
    Fate,
    Parting,
    register_parting,
)
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.own_data.parts import (
    PersonalData,
    Row,
    register_personal_data,
    rows_of,
)
from hamshahr.commons.accounts.own_pages import OwnPage, register_own_page
from hamshahr.commons.accounts.owning import Owned, register_owned
from hamshahr.commons.accounts.permitting import allows
from hamshahr.domains.network.models import CityMailDomain, HandOver, Invitation
from hamshahr.domains.network.models.invitations import UNANSWERED
from hamshahr.domains.network.people import notices
from hamshahr.domains.network.people.erasing import erase
from hamshahr.domains.network.people.passing_invitations import (
    give_invitations_to,
    open_invitations_of,
)
from hamshahr.domains.network.permissions import SEE_COLLEAGUES
from hamshahr.domains.network.regions import CityPage
from hamshahr.kernel.panels import Panel, register_panel


def register() -> None:
    notices.declare()
    register_own_page(
        OwnPage("appointments", gettext_lazy("Your appointments"), "network:appointments", 40)
    )
    _register_own_data()
    register_owned(
        Owned(
            "invitation",
            gettext_lazy("Invitations that wait for an answer"),
            20,
            owned_by=open_invitations_of,
            pass_on=give_invitations_to,
        )
    )
    register_personal_data(
        PersonalData(
            "hand-overs",
            gettext_lazy("Hand-overs from you and to you"),
            _hand_overs_of,
            covers=("network.HandOver.predecessor", "network.HandOver.successor"),
        )
    )
    register_panel(
        page="work on a city", panel=Panel("people", "network/people/_work.html", _people, 5)
    )
    register_parting(Parting("invitations", 20, _foretell, _carry_out))


def _register_own_data() -> None:
    register_personal_data(
        PersonalData(
            "invitations",
            gettext_lazy("Invitations that you got"),
            _invitations_of,
            covers=("network.Invitation.email", "network.Invitation.accepted_by"),
        )
    )
    register_personal_data(
        PersonalData(
            "invitations-made",
            gettext_lazy("Invitations that you sent"),
            rows_of(Invitation, "invited_by", "role", "city__slug", "made_at", "accepted_at"),
            covers=("network.Invitation.invited_by",),
        )
    )
    register_personal_data(
        PersonalData(
            "mail-domains",
            gettext_lazy("Mail domains of cities that you added"),
            rows_of(CityMailDomain, "added_by", "domain", "city__slug", "added_at"),
            covers=("network.CityMailDomain.added_by",),
        )
    )


def _people(page: CityPage, _language: str, by: User | None) -> Mapping[str, str] | None:
    """Lead whoever may from a city's page to those who serve it."""
    if not allows(by, SEE_COLLEAGUES, page.city.pk):
        return None
    return {"url": reverse("network:people", args=[page.code])}


def _hers(person: User) -> Q:
    return Q(email=person.email) | Q(accepted_by=person)


def _invitations_of(person: User) -> Iterator[Row]:
    found = Invitation.objects.filter(_hers(person)).order_by("pk")
    yield from found.values("email", "name", "role", "city__slug", "made_at", "accepted_at")


def _hand_overs_of(person: User) -> Iterator[Row]:
    found = HandOver.objects.filter(Q(predecessor=person) | Q(successor=person)).order_by("pk")
    yield from found.values("city__slug", "at", "predecessor_stays")


def _foretell(person: User) -> Iterator[Consequence]:
    if Invitation.objects.filter(UNANSWERED, invited_by=person).exists():
        yield Consequence(Fate.GOES, _("The invitations that you sent and nobody answered"))


def _carry_out(person: User) -> None:
    """Withdraw what she sent, and take her name and address out of what she got."""
    Invitation.objects.filter(UNANSWERED, invited_by=person).update(withdrawn_at=timezone.now())
    Invitation.objects.filter(UNANSWERED, email=person.email).update(withdrawn_at=timezone.now())
    erase(Invitation.objects.filter(_hers(person)))
