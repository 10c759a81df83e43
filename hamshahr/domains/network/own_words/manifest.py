"""What a city's own words plug into the commons."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.commons.accounts.leaving.partings import (
    Consequence,
    Fate,
    Parting,
    register_parting,
)
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.own_data.parts import PersonalData, register_personal_data, rows_of
from hamshahr.commons.accounts.own_pages import OwnPage, register_own_page
from hamshahr.commons.accounts.permitting import Held
from hamshahr.domains.network.models import CityText, Offer, Priority, RoleMailbox
from hamshahr.domains.network.own_words import reported


def register() -> None:
    reported.register()
    register_own_page(
        OwnPage("city", gettext_lazy("Your city"), "network:my-city", 5, shown_to=_serves_a_city)
    )
    register_personal_data(
        PersonalData(
            "city-texts",
            gettext_lazy("Texts that you wrote for a city"),
            rows_of(CityText, "written_by", "city__slug", "part", "language", "written_at", "text"),
            covers=("network.CityText.written_by",),
        )
    )
    register_personal_data(
        PersonalData(
            "city-offers",
            gettext_lazy("Offers of a city that you wrote last"),
            rows_of(Offer, "written_by", "city__slug", "kind", "words", "written_at"),
            covers=("network.Offer.written_by",),
        )
    )
    register_personal_data(
        PersonalData(
            "city-priorities",
            gettext_lazy("Priorities of a city that you wrote last"),
            rows_of(Priority, "written_by", "city__slug", "topic_id", "reasons", "written_at"),
            covers=("network.Priority.written_by",),
        )
    )
    register_personal_data(
        PersonalData(
            "city-mailboxes",
            gettext_lazy("Mailboxes of a city’s offices that you wrote last"),
            rows_of(RoleMailbox, "written_by", "city__slug", "label", "email", "written_at"),
            # The address of an office, and nobody's own
            covers=("network.RoleMailbox.written_by", "network.RoleMailbox.email"),
        )
    )
    register_parting(Parting("own-words", 30, _foretell, _leave_as_it_is))


def _serves_a_city(held: frozenset[Held]) -> bool:
    return any(one.city_id is not None for one in held)


def _foretell(person: User) -> Iterator[Consequence]:
    if any(
        model._default_manager.filter(written_by=person).exists()
        for model in (CityText, Offer, Priority, RoleMailbox)
    ):
        yield Consequence(Fate.STAYS, _("What you wrote on the page of a city: it is the city’s"))


def _leave_as_it_is(_person: User) -> None:
    """What a city said stays; whose hand it was is told by her function."""
