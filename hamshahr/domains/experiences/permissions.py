"""Who may do what with experiences: for one, and as a list.

What is published and not hidden anybody may read; the rest only the system sees, until cities write
their own. What a moderator hid she reads at her desk, by ``reported.py``.
"""

from django.db.models import QuerySet

from hamshahr.commons.accounts.models import User
from hamshahr.commons.moderation.permissions import may_decide_for
from hamshahr.domains.experiences.models import Experience


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


def may_hide(by: User | None, experience: Experience) -> bool:
    """Who decides on reports hides, and shows again: no experience of a city she serves."""
    return may_decide_for(by, experience.city_id)


def may_import(by: User) -> bool:
    return _is_system(by)


def _is_system(by: User | None) -> bool:
    return by is not None and by.kind == User.Kind.SYSTEM
