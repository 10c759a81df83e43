"""Who may do what with manuscripts: for one, and as a list."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import (
    Permission,
    allows,
    cities_allowed,
    declare,
    held_by,
    is_system,
)
from hamshahr.commons.accounts.roles import CITY_ROLES, KEEPERS, OFFICE, Role
from hamshahr.domains.experiences.permissions import PUBLISH, may_publish_for
from hamshahr.domains.manuscripts.models import Manuscript

READ = declare(
    Permission(
        "manuscripts.read",
        _("Read what the city is writing."),
        own_city=CITY_ROLES,
    )
)
WRITE = declare(
    Permission(
        "manuscripts.write",
        _("Write experiences for the city."),
        own_city=KEEPERS | {Role.DEPUTY_MAYOR, Role.EXPERT},
    )
)
SUBMIT = declare(
    Permission(
        "manuscripts.submit",
        _("Submit an experience for the city, and agree to its licence."),
        own_city=KEEPERS | {Role.DEPUTY_MAYOR},
    )
)
FOLLOW_REVIEWS = declare(
    Permission(
        "manuscripts.follow_reviews",
        _("See what waits for an editor, how long, and who has it."),
        everywhere=OFFICE | {Role.EDITOR},
    )
)


def may_see(by: User | None, manuscript: Manuscript) -> bool:
    """Its city's people always; editors of no role in the city, from its submission on."""
    if by is None:
        return False
    if is_system(by) or allows(by, READ, manuscript.city_id):
        return True
    return may_review(by, manuscript)


def visible_to(by: User | None) -> QuerySet[Manuscript]:
    """Return the manuscripts that ``may_see`` allows."""
    if by is None:
        return Manuscript.objects.none()
    if is_system(by):
        return Manuscript.objects.all()
    return Manuscript.objects.filter(_of_her_cities(by) | _reviewable(by))


def may_write(by: User | None, manuscript: Manuscript) -> bool:
    return (
        by is not None
        and manuscript.state in Manuscript.WRITABLE
        and allows(by, WRITE, manuscript.city_id)
    )


def writable_by(by: User | None) -> QuerySet[Manuscript]:
    """Return the manuscripts that ``may_write`` allows."""
    if by is None:
        return Manuscript.objects.none()
    writable = Manuscript.objects.filter(state__in=Manuscript.WRITABLE)
    cities = cities_allowed(by, WRITE)
    return writable if cities.everywhere else writable.filter(city__in=cities.ids)


def may_review(by: User | None, manuscript: Manuscript) -> bool:
    return (
        by is not None
        and manuscript.state in Manuscript.REVIEWABLE
        and may_publish_for(by, manuscript.city_id)
    )


def reviewable_by(by: User | None) -> QuerySet[Manuscript]:
    """Return the manuscripts that ``may_review`` allows."""
    return Manuscript.objects.none() if by is None else Manuscript.objects.filter(_reviewable(by))


def _of_her_cities(by: User) -> Q:
    return Q(city__in=cities_allowed(by, READ).ids)


def _reviewable(by: User) -> Q:
    if not is_system(by) and not cities_allowed(by, PUBLISH).everywhere:
        return Q(pk__in=[])
    own = [] if is_system(by) else [held.city_id for held in held_by(by) if held.city_id]
    return Q(state__in=Manuscript.REVIEWABLE) & ~Q(city__in=own)
