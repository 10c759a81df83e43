"""Who may do what about accounts; one's own account everybody keeps herself."""

from django.utils.translation import gettext_lazy as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import Permission, allows, declare
from hamshahr.commons.accounts.roles import Role

REQUIRE_SECOND_FACTOR = declare(
    Permission(
        "accounts.require_second_factor",
        _("Say which roles need a second factor to sign in."),
        everywhere=frozenset({Role.ADMINISTRATOR}),
    )
)


def may_require_second_factor(by: User | None) -> bool:
    return allows(by, REQUIRE_SECOND_FACTOR)
