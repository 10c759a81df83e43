"""Who may do what with experiences: for one, and as a list.

What is published and not hidden anybody may see in lists, and what is retired anybody may read at
its address; the rest only the system sees. What a moderator hid she reads at her desk, by
``reported.py``; what a city is writing is no experience yet.
"""

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import (
    Permission,
    allows,
    cities_allowed,
    declare,
    held_by,
)
from hamshahr.commons.accounts.roles import CITY_ROLES, KEEPERS, OFFICE, Role
from hamshahr.commons.moderation.permissions import may_decide_for
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.network.models import Membership

PUBLISH = declare(
    Permission(
        "experiences.publish",
        _("Review what cities tell, and publish it, except of one’s own city."),
        everywhere=frozenset({Role.EDITOR}),
    )
)
READ_MEMBERS_LAYER = declare(
    Permission(
        "experiences.read_members_layer",
        _("Read what cities tell members only."),
        own_city=CITY_ROLES,
        everywhere=OFFICE | {Role.EDITOR, Role.TRANSLATOR, Role.MODERATOR},
    )
)
IMPORT_SHEETS = declare(
    Permission(
        "experiences.import_sheets",
        _("Bring experiences in from a spreadsheet."),
        everywhere=OFFICE | {Role.EDITOR},
    )
)
ANSWER_FOR = declare(
    Permission(
        "experiences.answer_for",
        _("Confirm what the library says about the city, and say whether it is still so."),
        own_city=KEEPERS,
    )
)
RETIRE = declare(
    Permission(
        "experiences.retire",
        _("Say of an experience that it is no longer so, and take that back."),
        own_city=KEEPERS,
        everywhere=frozenset({Role.EDITOR}),
    )
)
_AT_ITS_ADDRESS = (Experience.State.PUBLISHED, Experience.State.RETIRED)


def may_see(by: User | None, experience: Experience) -> bool:
    if _is_system(by):
        return True
    return experience.state == Experience.State.PUBLISHED and experience.hidden_at is None


def visible_to(by: User | None) -> QuerySet[Experience]:
    """Return the experiences that ``may_see`` allows; the two are tested to agree."""
    if _is_system(by):
        return Experience.objects.all()
    return Experience.objects.filter(state=Experience.State.PUBLISHED, hidden_at__isnull=True)


def visible_where(by: User | None) -> str:
    """Return the same as a condition in SQL on ``experience``, for statements written by hand."""
    if _is_system(by):
        return "TRUE"
    return "experience.state = 'published' AND experience.hidden_at IS NULL"


def may_read(by: User | None, experience: Experience) -> bool:
    """Tell whether a case is read at its address: what is retired says so there."""
    if _is_system(by):
        return True
    return experience.state in _AT_ITS_ADDRESS and experience.hidden_at is None


def readable_by(by: User | None) -> QuerySet[Experience]:
    """Return the experiences that ``may_read`` allows."""
    if _is_system(by):
        return Experience.objects.all()
    return Experience.objects.filter(state__in=_AT_ITS_ADDRESS, hidden_at__isnull=True)


def readable_where(by: User | None) -> str:
    """Return the same as a condition in SQL on ``experience``."""
    if _is_system(by):
        return "TRUE"
    return "experience.state IN ('published', 'retired') AND experience.hidden_at IS NULL"


def may_publish_for(by: User, city_id: UUID) -> bool:
    """Tell whether ``by`` reviews and publishes for a city: never for one that she serves."""
    if _is_system(by):
        return True
    return allows(by, PUBLISH, city_id) and all(held.city_id != city_id for held in held_by(by))


def may_answer_for(by: User | None, experience: Experience) -> bool:
    """Tell whether ``by`` speaks for the city of a published case: its keepers do."""
    return _is_there(experience) and allows(by, ANSWER_FOR, experience.city_id)


def answered_for_by(by: User | None) -> QuerySet[Experience]:
    """Return the experiences that ``may_answer_for`` allows."""
    cities = cities_allowed(by, ANSWER_FOR)
    there = visible_to(None).filter(city__merged_into__isnull=True)
    return there if cities.everywhere else there.filter(city__in=cities.ids)


def retiring_as(by: User, experience: Experience) -> Role | None:
    """Return the role in which ``by`` may retire a case: a keeper of its city, or an editor.

    Who serves the city in any other role may not, though she be an editor.
    """
    held = held_by(by)
    own = {one.role for one in held if one.city_id == experience.city_id}
    if own:
        return next(iter(sorted(own & RETIRE.own_city)), None)
    return next((one.role for one in held if one.role in RETIRE.everywhere), None)


def may_read_members_layers(by: User | None) -> bool:
    """Tell whether ``by`` is somebody of a member city, or of the association.

    A city that was not admitted here, whose membership is suspended or that has left, reads as
    everybody does: that public sources call it a member admits nobody.
    """
    cities = cities_allowed(by, READ_MEMBERS_LAYER)
    if cities.everywhere or not cities.ids:
        return cities.everywhere
    of_hers = Membership.objects.filter(city__in=cities.ids)
    return of_hers.filter(standing=Membership.Standing.ACTIVE).exists()


def may_hide(by: User | None, experience: Experience) -> bool:
    """Who decides on reports hides, and shows again: no experience of a city she serves."""
    return may_decide_for(by, experience.city_id)


def may_import(by: User) -> bool:
    return allows(by, IMPORT_SHEETS)


def may_remove_starter(by: User) -> bool:
    return _is_system(by)


def _is_there(experience: Experience) -> bool:
    """Tell whether a case is published and not hidden, of a city that leads to no other."""
    return may_see(None, experience) and experience.city.merged_into_id is None


def _is_system(by: User | None) -> bool:
    return by is not None and by.kind == User.Kind.SYSTEM
