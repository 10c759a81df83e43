"""Reads of accounts."""

from hamshahr.commons.accounts.models import SYSTEM_ID, User


def system_actor() -> User:
    """Return the actor that signs what no person did."""
    return User.objects.get(pk=SYSTEM_ID)
