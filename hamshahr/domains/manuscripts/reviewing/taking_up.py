"""Taking a submission up: one editor answers for a review, and another may take it over."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from hamshahr.commons.accounts.models import User
from hamshahr.domains.manuscripts.models import Manuscript
from hamshahr.domains.manuscripts.permissions import may_review
from hamshahr.domains.manuscripts.reviewing import notices
from hamshahr.domains.manuscripts.reviewing.states import NotNow, hold, move
from hamshahr.domains.manuscripts.reviewing.submitting import record_deed
from hamshahr.kernel.typed_texts import as_kept


class AnothersReview(Exception):
    """Another editor reviews it; ``editor`` is she."""

    def __init__(self, editor: User | None) -> None:
        super().__init__("another editor reviews it")
        self.editor = editor


@transaction.atomic
def take_up(*, manuscript: Manuscript, by: User, reason: str = "") -> Manuscript:
    """Become the editor of a submission, with a reason where another has it.

    Raises ``PermissionDenied`` (also for who serves the city), ``NotNow``, ``AnothersReview``.
    """
    held = hold(manuscript)
    if held.state not in Manuscript.REVIEWABLE:
        raise NotNow(held.state)
    if not may_review(by, held):
        raise PermissionDenied("Editors review, and none a case of a city that she serves.")
    former = held.editor
    if former == by:
        return held
    reason = as_kept(reason)
    if former is not None and not reason:
        raise AnothersReview(former)
    held.editor = by
    if held.state == Manuscript.State.SUBMITTED:
        move(held, Manuscript.State.IN_REVIEW, waiting_since=held.waiting_since)
    else:
        held.save(update_fields=["editor"])
    if former is None:
        record_deed(held, deed="manuscripts.take_up", by=by)
    else:
        record_deed(held, deed="manuscripts.take_over", by=by, former=str(former.pk))
        notices.of_take_over(held, former, reason, by=by)
    return held


def require_reviewer(held: Manuscript, by: User) -> None:
    """Ask of a held manuscript whether ``by`` is its editor, and still may be.

    Raises ``NotNow``, ``PermissionDenied``, ``AnothersReview``.
    """
    if held.state != Manuscript.State.IN_REVIEW:
        raise NotNow(held.state)
    if not may_review(by, held):
        raise PermissionDenied("Editors review, and none a case of a city that she serves.")
    if held.editor_id != by.pk:
        raise AnothersReview(held.editor)
