"""The ways in that somebody has, for herself to read: which and since when, never a secret."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy

from hamshahr.commons.accounts.models import AddressChange
from hamshahr.commons.accounts.own_data.parts import PersonalData, register_personal_data, rows_of


def declare() -> None:
    """Declare the parts that the sign-in library keeps, and the wish for another address."""
    for part in _parts():
        register_personal_data(part)


def _parts() -> Iterator[PersonalData]:
    from allauth.account.models import EmailAddress
    from allauth.mfa.models import Authenticator
    from allauth.socialaccount.models import SocialAccount
    from allauth.usersessions.models import UserSession

    yield PersonalData(
        "sessions",
        gettext_lazy("Your sessions"),
        rows_of(UserSession, "user", "created_at", "last_seen_at", "ip", "user_agent"),
        covers=("usersessions.UserSession.user",),
    )
    yield PersonalData(
        "second-factors",
        gettext_lazy("Your passkeys and second factors"),
        rows_of(Authenticator, "user", "type", "created_at", "last_used_at"),
        covers=("mfa.Authenticator.user",),
    )
    said = ("provider", "uid", "date_joined", "last_login", "extra_data")
    yield PersonalData(
        "organisation",
        gettext_lazy("Your sign-in by your organisation"),
        rows_of(SocialAccount, "user", *said),
        covers=("socialaccount.SocialAccount.user",),
    )
    yield PersonalData(
        "addresses",
        gettext_lazy("Addresses that the sign-in knows of you"),
        rows_of(EmailAddress, "user", "email", "verified", "primary"),
        covers=("account.EmailAddress.user", "account.EmailAddress.email"),
    )
    yield PersonalData(
        "address-changes",
        gettext_lazy("Addresses that you wished for"),
        rows_of(AddressChange, "person", "email", "expires_at", "used_at"),
        covers=("accounts.AddressChange.person", "accounts.AddressChange.email"),
    )
