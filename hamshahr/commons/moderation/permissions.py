"""Who may do what with reports: for one case, and as a list.

Anybody may report. Nobody decides about a page of a city that she serves herself, whatever else
she is.
"""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import (
    Permission,
    allows,
    cities_allowed,
    declare,
    held_by,
)
from hamshahr.commons.accounts.roles import KEEPERS, Role
from hamshahr.commons.moderation.models import Case

_MODERATORS = frozenset({Role.MODERATOR, Role.SECRETARY_GENERAL})

READ_REPORTS = declare(
    Permission(
        "moderation.read_reports",
        _("Read what was reported of pages, without who reported it."),
        own_city=KEEPERS,
        everywhere=_MODERATORS,
    )
)
ANSWER_REPORTS = declare(
    Permission(
        "moderation.answer_reports",
        _("Say for the city what there is to say to reports of its pages."),
        own_city=KEEPERS,
    )
)
DECIDE = declare(
    Permission(
        "moderation.decide",
        _("Decide on reports: correct, hide or keep a page, except those of one’s own city."),
        everywhere=_MODERATORS,
    )
)


def may_read(by: User | None, case: Case) -> bool:
    return allows(by, READ_REPORTS, case.owner)


def readable_by(by: User | None) -> QuerySet[Case]:
    """Return the cases that ``may_read`` allows."""
    return _of(by, READ_REPORTS)


def may_answer(by: User | None, case: Case) -> bool:
    return case.owner is not None and allows(by, ANSWER_REPORTS, case.owner)


def answerable_by(by: User | None) -> QuerySet[Case]:
    """Return the cases that ``may_answer`` allows."""
    return _of(by, ANSWER_REPORTS).filter(owner__isnull=False)


def may_decide(by: User | None, case: Case) -> bool:
    return may_decide_for(by, case.owner)


def may_decide_for(by: User | None, owner: UUID | None) -> bool:
    """Tell whether ``by`` may decide on a page of a city (``None``: of none)."""
    return allows(by, DECIDE, owner) and owner not in _own_cities(by)


def decidable_by(by: User | None) -> QuerySet[Case]:
    """Return the cases that ``may_decide`` allows."""
    of_others = Q(owner__isnull=True) | ~Q(owner__in=_own_cities(by))
    return _of(by, DECIDE).filter(of_others)


def _of(by: User | None, permission: Permission) -> QuerySet[Case]:
    cities = cities_allowed(by, permission)
    if cities.everywhere:
        return Case.objects.all()
    return Case.objects.filter(owner__in=cities.ids)


def _own_cities(by: User | None) -> frozenset[UUID]:
    return frozenset(held.city_id for held in held_by(by) if held.city_id is not None)
