"""What somebody is told whose form was refused: why, as far as it is hers to know, and her text.

A role may end while its holder writes. The answer is the one for what is not there, so that it
tells nobody what is; but what she typed is shown to her, to be taken along.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone

from hamshahr.commons.accounts.doors import asker
from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.reading import day
from hamshahr.domains.network.people.queries import ended_lately
from hamshahr.domains.network.people.wording import place
from hamshahr.kernel.sent_forms import SentText, sent_form

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

    texts: tuple[SentText, ...]
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
        texts=sent_form(request).texts,
        ended=[
            EndedRole(
                str(Role(held.role).label),
                place(held.city, language),
                day(held.ends, language) if held.ends else "",
            )
            for held in ended_lately(by, since)
        ],
    )
