"""Who may do what in the association's own house: for one, and as a list."""

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import Permission, allows, declare, is_system
from hamshahr.commons.accounts.roles import ASSOCIATION_ROLES, Role
from hamshahr.domains.association.models import StatementRevision

COME_TO_THE_DESK = declare(
    Permission(
        "association.come_to_the_desk",
        _("Come to the desk of the association, and see what waits there for one’s own role."),
        everywhere=ASSOCIATION_ROLES,
    )
)
WRITE_STATEMENTS = declare(
    Permission(
        "association.write_statements",
        _("Write the imprint, the privacy statement and what else the association says of itself."),
        everywhere=frozenset({Role.ADMINISTRATOR, Role.SECRETARY_GENERAL}),
    )
)
TAKE_OUT_SECOND_FACTORS = declare(
    Permission(
        "association.take_out_second_factors",
        _("Take out the second factors of somebody who has lost them."),
        everywhere=frozenset({Role.ADMINISTRATOR}),
    )
)


def may_write_statements(by: User | None) -> bool:
    return allows(by, WRITE_STATEMENTS)


def may_see(by: User | None, revision: StatementRevision) -> bool:  # noqa: ARG001 - the form every domain shares
    """What holds, and what held, anybody may read: one can be asked what it said that day."""
    return True


def visible_to(by: User | None) -> QuerySet[StatementRevision]:  # noqa: ARG001 - the form every domain shares
    return StatementRevision.objects.all()


def may_invite_administrators(by: User) -> bool:
    return is_system(by)


def may_take_out_second_factors(by: User | None, person: User) -> bool:
    """An administrator may for everybody but herself, and whoever may use the machine for all."""
    return second_factors_removable_by(by).filter(pk=person.pk).exists()


def second_factors_removable_by(by: User | None) -> QuerySet[User]:
    """Return those who have second factors or recovery codes that ``by`` may take out."""
    if by is None or not allows(by, TAKE_OUT_SECOND_FACTORS):
        return User.objects.none()
    theirs = Exists(Authenticator.objects.filter(user=OuterRef("pk")))
    people = User.objects.filter(theirs, kind=User.Kind.PERSON, is_active=True)
    return people.exclude(pk=by.pk)
