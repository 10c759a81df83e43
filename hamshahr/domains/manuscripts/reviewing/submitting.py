"""Submitting a manuscript, agreeing to later changes of it, taking a submission back."""

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import allows
from hamshahr.domains.experiences.content.checking import Mistake, mistakes
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.manuscripts.files import attach_to_manuscript, foreign_files
from hamshahr.domains.manuscripts.models import Approval, Manuscript, Submission
from hamshahr.domains.manuscripts.models.approvals import UNANSWERED
from hamshahr.domains.manuscripts.permissions import SUBMIT, may_write
from hamshahr.domains.manuscripts.reviewing import notices
from hamshahr.domains.manuscripts.reviewing.agreeing import Agreement
from hamshahr.domains.manuscripts.reviewing.seen import require_seen
from hamshahr.domains.manuscripts.reviewing.states import NotNow, hold, move
from hamshahr.kernel.audit.actions import record

_State = Manuscript.State


class NotReady(Exception):
    """Something is missing or wrong: ``mistakes`` says what, and where."""

    def __init__(self, found: list[Mistake]) -> None:
        super().__init__("not ready")
        self.mistakes = found


class NothingNew(Exception):
    """The editors have it already, word for word."""


@transaction.atomic
def submit(*, manuscript: Manuscript, seen: int, agreed: Agreement, by: User) -> Submission:
    """Hand a manuscript to the editors as it stands, with what is agreed to.

    While an editor has it, what was changed since is handed in after it, and she goes on. ``seen``
    is the last change that was on the page. Raises ``PermissionDenied``, ``ChangedMeanwhile``,
    ``NotReady``, ``NothingNew``, ``NotNow``.
    """
    held = hold(manuscript)
    if not allows(by, SUBMIT, held.city_id):
        raise PermissionDenied("Who keeps what is the city’s submits for it.")
    if held.state not in {_State.DRAFT, _State.RETURNED, *Manuscript.REVIEWABLE}:
        raise NotNow(held.state)
    content = require_seen(held, seen)
    if found := list(what_is_wrong(held, content)):
        raise NotReady(found)
    goes_on = held.state in Manuscript.REVIEWABLE
    last = latest(held)
    if goes_on and last is not None and bytes(last.digest) == content.digest():
        raise NothingNew
    made = keep_submission(held, content, agreed, by=by)
    if not goes_on:
        held.editor = None
        move(held, _State.SUBMITTED, waiting_since=made.submitted_at)
    notices.of_submission(held, goes_on=goes_on, by=by)
    return made


@transaction.atomic
def withdraw(*, manuscript: Manuscript, by: User) -> None:
    """Take a submission back: it is a draft again. Raises ``PermissionDenied``, ``NotNow``."""
    held = hold(manuscript)
    if not allows(by, SUBMIT, held.city_id):
        raise PermissionDenied("Who keeps what is the city’s takes it back.")
    if held.state not in Manuscript.REVIEWABLE:
        raise NotNow(held.state)
    editor, held.editor = held.editor, None
    close_approvals(held)
    held.questions.filter(sent_at=None).delete()
    move(held, _State.DRAFT, waiting_since=None)
    record_deed(held, deed="manuscripts.take_back", by=by)
    if editor is not None:
        notices.of_withdrawal(held, editor, by=by)


def ask_to_submit(*, manuscript: Manuscript, by: User) -> None:
    """Ask those who may submit to do it: the way of an expert. Raises ``PermissionDenied``."""
    if not may_write(by, manuscript):
        raise PermissionDenied("Only who writes it asks.")
    notices.of_ask_to_submit(manuscript, by=by)


def what_is_wrong(manuscript: Manuscript, content: Content) -> Iterator[Mistake]:
    """Yield what must be mended before a text is handed in or published."""
    yield from mistakes(content)
    yield from foreign_files(manuscript, content)


def latest(manuscript: Manuscript) -> Submission | None:
    """Return the submission that the editors have, or had last."""
    return Submission.objects.filter(manuscript=manuscript).order_by("-number").first()


def keep_submission(
    manuscript: Manuscript, content: Content, agreed: Agreement, *, by: User
) -> Submission:
    """Keep the text of a held manuscript for good; what was asked of the text before is void."""
    close_approvals(manuscript)
    last = latest(manuscript)
    made = Submission.objects.create(
        manuscript=manuscript,
        number=last.number + 1 if last else 1,
        language=manuscript.language,
        content=content.values,
        digest=content.digest(),
        note=agreed.note,
        licence=agreed.licence,
        rights_holder=agreed.rights_holder,
        may_be_machine_translated=agreed.may_be_machine_translated,
        agreed_text=agreed.words,
        submitted_by=by,
        submitted_at=timezone.now(),
    )
    attach_to_manuscript(manuscript, content)
    record_deed(
        manuscript, deed="manuscripts.submit", by=by, number=made.number, licence=made.licence
    )
    return made


def close_approvals(manuscript: Manuscript) -> None:
    """Let the links to earlier texts open no question any more."""
    waiting = Approval.objects.filter(UNANSWERED, submission__manuscript=manuscript)
    waiting.update(withdrawn_at=timezone.now())


def record_deed(manuscript: Manuscript, *, deed: str, by: User, **details: object) -> None:
    """Write the audit record of a deed on a manuscript."""
    record(
        by=by,
        deed=deed,
        object_type="manuscript",
        object_id=manuscript.pk,
        body=manuscript.city_id,
        **details,
    )
