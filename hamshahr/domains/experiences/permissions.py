"""Who may do what with experiences: for one, and as a list.

What is published anybody may read; a draft only the system sees, until cities write their own.
"""

from django.db.models import QuerySet

from hamshahr.commons.accounts.models import User
from hamshahr.domains.experiences.models import Experience


def may_see(by: User | None, experience: Experience) -> bool:
    return experience.state == Experience.State.PUBLISHED or _is_system(by)


def visible_to(by: User | None) -> QuerySet[Experience]:
    """Return the experiences that ``may_see`` allows; the two are tested to agree."""
    if _is_system(by):
        return Experience.objects.all()
    return Experience.objects.filter(state=Experience.State.PUBLISHED)


def visible_where(by: User | None) -> str:
    """Return the same as a condition in SQL on ``experience``, for statements written by hand."""
    return "TRUE" if _is_system(by) else "experience.state = 'published'"


def may_import(by: User) -> bool:
    return _is_system(by)


def _is_system(by: User | None) -> bool:
    return by is not None and by.kind == User.Kind.SYSTEM
