"""What somebody is told whose form was refused: why, as far as it is hers to know, and her text.

A role may end while its holder writes. The answer is the one for what is not there, so that it
tells nobody what is; but what she typed is shown to her, to be taken along.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.utils import timezone

from hamshahr.commons.accounts.doors import asker
from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.reading import day
from hamshahr.domains.network.people.queries import ended_lately
from hamshahr.domains.network.people.wording import place

# Shorter texts are choices and numbers, which nobody misses
_SHORTEST = 12
_MOST = 20
# Never shown again, whatever form they stood in
_SECRET = ("password", "csrf", "code", "token", "secret")
# Who lost a role longer ago knows it
_LATELY = timedelta(days=30)


@dataclass(frozen=True)
class EndedRole:
    """An appointment of hers that ended lately, worded."""

    role: str
    place: str
    when: str


@dataclass(frozen=True)
class RefusedForm:
    """What she typed, and what she held until lately."""

    texts: list[str]
    ended: list[EndedRole]


def refused_form(request: HttpRequest) -> RefusedForm | None:
    """Return what to tell who sent a form; ``None`` where it was none, or a stranger's."""
    if request.method != "POST":
        return None
    by = asker(request)
    if by is None:
        return None
    language = active_language()
    since = timezone.localdate() - _LATELY
    return RefusedForm(
        texts=_typed(request),
        ended=[
            EndedRole(
                str(Role(held.role).label),
                place(held.city, language),
                day(held.ends, language) if held.ends else "",
            )
            for held in ended_lately(by, since)
        ],
    )


def _typed(request: HttpRequest) -> list[str]:
    """Return the texts of the form, long ones alone, and no secret; none of one with a file."""
    try:
        form = request.POST
    except SuspiciousOperation:  # files, where none are taken
        return []
    return [
        text
        for name, values in form.lists()
        if not any(word in name.lower() for word in _SECRET)
        for text in values
        if len(text.strip()) >= _SHORTEST
    ][:_MOST]
