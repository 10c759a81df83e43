"""The verdict: publish what the city agreed to and the editor saw, return it, or decline it."""

from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import allows
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.experiences.models import Revision
from hamshahr.domains.experiences.publishing.action import Assessed, Told, publish_revision
from hamshahr.domains.manuscripts.models import (
    Approval,
    Manuscript,
    ManuscriptField,
    Submission,
    Verdict,
)
from hamshahr.domains.manuscripts.permissions import SUBMIT
from hamshahr.domains.manuscripts.reviewing import notices
from hamshahr.domains.manuscripts.reviewing.agreeing import agreed_with
from hamshahr.domains.manuscripts.reviewing.seen import require_seen
from hamshahr.domains.manuscripts.reviewing.states import NotNow, hold, move
from hamshahr.domains.manuscripts.reviewing.submitting import (
    NotReady,
    close_approvals,
    keep_submission,
    latest,
    record_deed,
    what_is_wrong,
)
from hamshahr.domains.manuscripts.reviewing.taking_up import require_reviewer
from hamshahr.kernel.typed_texts import as_kept

_State = Manuscript.State


class NoReason(ValueError):
    """A verdict without a reason."""


class NotAgreed(Exception):
    """Somebody who may not submit changed it since; ``paths`` wait for the city's word."""

    def __init__(self, paths: list[str]) -> None:
        super().__init__("not agreed")
        self.paths = paths


class RefusedByLink(Exception):
    """Somebody of the city whom it asked does not approve this text."""


@transaction.atomic
def publish(*, manuscript: Manuscript, seen: int, assessed: Assessed, by: User) -> Revision:
    """Publish exactly the text that the editor saw, if the city has agreed to all of it.

    What was changed during the review by who may submit carries the city's agreement on; a change
    by others waits for it. Raises ``NoReason``, ``ChangedMeanwhile``, ``NotAgreed``, ``NotReady``,
    ``RefusedByLink``, ``NotNow``, ``AnothersReview``, ``PermissionDenied``.
    """
    held = hold(manuscript)
    require_reviewer(held, by)
    assessed = replace(assessed, reason=as_kept(assessed.reason))
    if not assessed.reason:
        raise NoReason
    content = require_seen(held, seen)
    if found := list(what_is_wrong(held, content)):
        raise NotReady(found)
    submission = _agreed(held, content)
    if Approval.objects.filter(submission=submission, approves=False).exists():
        raise RefusedByLink
    revision = publish_revision(
        city=held.city,
        experience_id=held.experience_id,
        told=Told(
            content=content,
            language=submission.language,
            licence=submission.licence,
            rights_holder=submission.rights_holder,
            may_be_machine_translated=submission.may_be_machine_translated,
            note=submission.note,
        ),
        assessed=assessed,
        by=by,
    )
    held.experience = revision.experience
    _decide(
        held, submission, Verdict.Kind.PUBLISHED, by=by, revision=revision,
        evidence_level=assessed.level, evidence_reason=assessed.reason,
    )  # fmt: skip
    return revision


@transaction.atomic
def return_to_city(*, manuscript: Manuscript, reason: str, by: User) -> Verdict:
    """Give it back to be changed, with what is to change.

    Raises ``NoReason``, ``NotNow``, ``AnothersReview``, ``PermissionDenied``.
    """
    return _close(manuscript, Verdict.Kind.RETURNED, reason, by=by)


@transaction.atomic
def decline(*, manuscript: Manuscript, reason: str, by: User) -> Verdict:
    """Say that it is not for this library; the city may begin another.

    A case that is in the library is returned instead: its city goes on with it. Raises as
    ``return_to_city``.
    """
    return _close(manuscript, Verdict.Kind.DECLINED, reason, by=by)


def unagreed(manuscript: Manuscript, submission: Submission, now: Content) -> list[str]:
    """Return what somebody without a right to submit changed since; empty: the city agrees."""
    paths = Content(submission.content).changes_to(now)
    fields = ManuscriptField.objects.filter(manuscript=manuscript, path__in=paths)
    allowed: dict[User, bool] = {}
    found = []
    for field in fields.select_related("changed_by"):
        who = field.changed_by
        if who not in allowed:
            allowed[who] = allows(who, SUBMIT, manuscript.city_id)
        if not allowed[who]:
            found.append(field.path)
    return found


def _agreed(held: Manuscript, content: Content) -> Submission:
    """Return the submission of exactly this text, made of the last one where it was changed."""
    submission = latest(held)
    assert submission is not None
    if bytes(submission.digest) == content.digest():
        return submission
    if paths := unagreed(held, submission, content):
        raise NotAgreed(paths)
    changed = ManuscriptField.objects.filter(
        manuscript=held, path__in=Content(submission.content).changes_to(content)
    )
    last = changed.select_related("changed_by").order_by("-changed_at").first()
    whose = last.changed_by if last else submission.submitted_by
    return keep_submission(held, content, agreed_with(submission), by=whose)


def _close(manuscript: Manuscript, kind: Verdict.Kind, reason: str, *, by: User) -> Verdict:
    held = hold(manuscript)
    require_reviewer(held, by)
    reason = as_kept(reason)
    if not reason:
        raise NoReason
    submission = latest(held)
    if submission is None or (kind == Verdict.Kind.DECLINED and held.experience_id):
        raise NotNow(held.state)
    return _decide(held, submission, kind, by=by, reason=reason)


def _decide(
    held: Manuscript, submission: Submission, kind: Verdict.Kind, *, by: User, **said: object
) -> Verdict:
    made = Verdict.objects.create(
        submission=submission, kind=kind, decided_by=by, decided_at=timezone.now(), **said
    )
    held.questions.filter(sent_at=None).delete()
    close_approvals(held)
    move(held, _State(kind.value), waiting_since=None)
    record_deed(held, deed=_DEEDS[kind], by=by, number=submission.number)
    notices.of_verdict(held, made, by=by)
    return made


_DEEDS = {
    Verdict.Kind.PUBLISHED: "manuscripts.publish",
    Verdict.Kind.RETURNED: "manuscripts.return",
    Verdict.Kind.DECLINED: "manuscripts.decline",
}
