"""Where a manuscript stands with the editors, and what may follow: all of it is here.

Every deed holds the manuscript's row first, so that of two who decide at once the second finds
what the first decided.
"""

from datetime import datetime

from hamshahr.domains.manuscripts.models import Manuscript

_State = Manuscript.State

# What a state may be followed by. Writing on makes a draft of what is published (``saving``).
FOLLOWS: dict[_State, frozenset[_State]] = {
    _State.DRAFT: frozenset({_State.SUBMITTED, _State.WITHDRAWN}),
    _State.SUBMITTED: frozenset({_State.IN_REVIEW, _State.DRAFT}),
    _State.IN_REVIEW: frozenset({_State.PUBLISHED, _State.RETURNED, _State.DECLINED, _State.DRAFT}),
    _State.RETURNED: frozenset({_State.SUBMITTED, _State.WITHDRAWN}),
    _State.PUBLISHED: frozenset({_State.DRAFT}),
    _State.DECLINED: frozenset(),
    _State.WITHDRAWN: frozenset(),
}


class NotNow(Exception):
    """It does not stand where this could be done; ``state`` is where it stands."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


def hold(manuscript: Manuscript) -> Manuscript:
    """Return the manuscript as it stands, held until the transaction ends."""
    return (
        Manuscript.objects.select_for_update(of=("self",))
        .select_related("city", "editor", "experience")
        .get(pk=manuscript.pk)
    )


def move(manuscript: Manuscript, to: Manuscript.State, *, waiting_since: datetime | None) -> None:
    """Bring a held manuscript into another state, and save it; raise ``NotNow``."""
    require(manuscript, to)
    manuscript.state, manuscript.waiting_since = to, waiting_since
    manuscript.save(update_fields=["state", "waiting_since", "editor", "experience"])


def require(manuscript: Manuscript, to: Manuscript.State) -> None:
    """Raise ``NotNow`` where ``to`` cannot follow."""
    if to not in FOLLOWS[_State(manuscript.state)]:
        raise NotNow(manuscript.state)
