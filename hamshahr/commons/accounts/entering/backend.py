"""Who may sign in at all: people whose account is open."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from hamshahr.commons.accounts.demonstration import is_somebody
from hamshahr.commons.accounts.models import User


class PersonBackend(AuthenticationBackend):
    """The library's backend, for people alone: nobody signs in as the system."""

    def user_can_authenticate(self, user: Any) -> bool:
        """Tell whether an account is open; asked at each request, too."""
        return isinstance(user, User) and is_somebody(user) and user.is_active
