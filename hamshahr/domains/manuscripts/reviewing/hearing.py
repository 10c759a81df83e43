"""Who may still hear of a manuscript: asked for many notices in two questions."""

from collections.abc import Collection, Sequence
from uuid import UUID

from hamshahr.commons.notifications.models import Notice
from hamshahr.domains.experiences.permissions import PUBLISH
from hamshahr.domains.manuscripts.models import Manuscript
from hamshahr.domains.manuscripts.permissions import READ
from hamshahr.domains.network.permissions import running_appointments


def still_theirs(notices: Sequence[Notice]) -> Collection[UUID]:
    """Return the notices whose person may see the manuscript today, as ``may_see`` has it."""
    about = Manuscript.objects.filter(pk__in={UUID(notice.about) for notice in notices})
    there = {pk: (city, state) for pk, city, state in about.values_list("pk", "city_id", "state")}
    held: dict[UUID, set[tuple[str, UUID | None]]] = {}
    people = running_appointments().filter(person__in={one.person_id for one in notices})
    for person, role, city in people.values_list("person_id", "role", "city_id"):
        held.setdefault(person, set()).add((role, city))
    return {
        notice.pk
        for notice in notices
        if UUID(notice.about) in there
        and _hears(held.get(notice.person_id, set()), *there[UUID(notice.about)])
    }


def _hears(held: set[tuple[str, UUID | None]], city_id: UUID, state: str) -> bool:
    here = {role for role, city in held if city == city_id}
    if here:
        return bool(here & READ.own_city)
    reviews = any(role in PUBLISH.everywhere for role, _city in held)
    return reviews and state in Manuscript.REVIEWABLE
