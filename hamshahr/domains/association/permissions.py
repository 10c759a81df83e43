"""Who may do what in the association's own house: for one, and as a list."""

from django.db.models import Q, QuerySet

from hamshahr.commons.accounts.models import User
from hamshahr.domains.association.models import Appointment, StatementRevision
from hamshahr.kernel.today import today


def holds(by: User | None, role: Appointment.Role) -> bool:
    """Tell whether a person holds an office today."""
    if by is None or by.kind == User.Kind.SYSTEM or not by.is_active:
        return False
    return serving(role).filter(person=by).exists()


def serving(role: Appointment.Role) -> QuerySet[Appointment]:
    """Return the appointments to an office that run today."""
    now = today()
    running = Q(ends__isnull=True) | Q(ends__gte=now)
    return Appointment.objects.filter(running, role=role, starts__lte=now)


def may_write_statements(by: User | None) -> bool:
    return _is_system(by) or holds(by, Appointment.Role.ADMINISTRATOR)


def may_see(by: User | None, revision: StatementRevision) -> bool:  # noqa: ARG001 - the form every domain shares
    """What holds, and what held, anybody may read: one can be asked what it said that day."""
    return True


def visible_to(by: User | None) -> QuerySet[StatementRevision]:  # noqa: ARG001 - the form every domain shares
    return StatementRevision.objects.all()


def may_invite_administrators(by: User) -> bool:
    return _is_system(by)


def _is_system(by: User | None) -> bool:
    return by is not None and by.kind == User.Kind.SYSTEM
