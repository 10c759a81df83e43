"""What accounts keep of a person."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.own_data import ways_in
from hamshahr.commons.accounts.own_data.parts import (
    PersonalData,
    Row,
    register_personal_data,
    rows_of,
)
from hamshahr.commons.accounts.own_pages import OwnPage, register_own_page
from hamshahr.commons.accounts.preferences.models import Preferences


def declare() -> None:
    """Declare the page, and the parts that are accounts' own."""
    register_own_page(OwnPage("own-data", gettext_lazy("Your data"), "accounts:own-data", 60))
    register_personal_data(
        PersonalData(
            "account", gettext_lazy("Your account"), _account, covers=("accounts.User.email",)
        )
    )
    register_personal_data(
        PersonalData(
            "preferences",
            gettext_lazy("How you wish to read"),
            rows_of(Preferences, "person", "language", "calendar", "digits", "time_zone"),
            covers=("accounts.Preferences.person",),
        )
    )
    ways_in.declare()


def _account(person: User) -> Iterator[Row]:
    yield {
        "id": person.pk,
        "name": person.name,
        "email": person.email,
        "made_at": person.created_at,
        "last_sign_in": person.last_login,
    }
