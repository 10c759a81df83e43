"""The pages of a review, put together: one for the city, one for the editor."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.naming import called
from hamshahr.commons.accounts.permitting import allows
from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.reading import day, waits
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.manuscripts.models import Approval, Manuscript, Submission, Verdict
from hamshahr.domains.manuscripts.permissions import SUBMIT
from hamshahr.domains.manuscripts.reviewing.comparing import ChangedField
from hamshahr.domains.manuscripts.reviewing.deciding import unagreed
from hamshahr.domains.manuscripts.reviewing.seen import last_change, text_now
from hamshahr.domains.manuscripts.reviewing.submitting import latest, what_is_wrong
from hamshahr.domains.manuscripts.reviewing.threads import Thread, threads
from hamshahr.domains.manuscripts.reviewing.told import (
    Told,
    changes,
    field_url,
    label_in,
    label_of,
    told,
)
from hamshahr.domains.manuscripts.reviewing.wording import BY_LINK, STATES, VERDICTS

_State = Manuscript.State
# What a page tells of earlier verdicts and of approvals; a case has a few
_MOST_VERDICTS = 20
_MOST_APPROVALS = 20


@dataclass(frozen=True)
class MistakeLine:
    """What is to be mended, and where."""

    label: str
    text: str
    url: str


@dataclass(frozen=True)
class VerdictLine:
    """What was decided, when, and why."""

    verdict: str
    day: str
    who: str
    reason: str


@dataclass(frozen=True)
class ApprovalLine:
    """Who was asked to approve by link, and how that stands."""

    approval: Approval
    state: str
    day: str
    is_open: bool
    is_of_this_text: bool


@dataclass(frozen=True)
class ReviewedText:
    """A manuscript on a page: the text, where it stands, and what was handed in."""

    manuscript: Manuscript
    told: Told
    state: str
    city: str
    seen: int
    waits: str
    editor: str
    submission: Submission | None
    submitted: str
    changed: tuple[ChangedField, ...]  # since it was handed in
    threads: dict[str, list[Thread]]
    verdicts: list[VerdictLine]
    approvals: list[ApprovalLine]


@dataclass(frozen=True)
class SubmitPage:
    """The last page before a text is handed in."""

    text: ReviewedText
    mistakes: list[MistakeLine]
    may_submit: bool
    goes_on: bool  # an editor has it: changes are handed in after it
    has_news: bool
    is_first: bool


@dataclass(frozen=True)
class EditorsPage:
    """A review as its editor sees it."""

    text: ReviewedText
    is_hers: bool
    unsent: int
    unagreed: list[str]
    mistakes: list[MistakeLine]
    may_decline: bool
    agreed: list[str]


def submit_page(manuscript: Manuscript, *, by: User) -> SubmitPage:
    """Return the page on which a text is handed in."""
    now = text_now(manuscript)
    text = reviewed_text(manuscript, now, by=by, drafts=False)
    goes_on = manuscript.state in Manuscript.REVIEWABLE
    return SubmitPage(
        text=text,
        mistakes=mistake_lines(manuscript, now),
        may_submit=allows(by, SUBMIT, manuscript.city_id),
        goes_on=goes_on,
        has_news=not goes_on or bool(text.changed),
        is_first=text.submission is None and manuscript.experience_id is None,
    )


def editors_page(manuscript: Manuscript, *, by: User) -> EditorsPage:
    """Return a review as its editor, or one who may take it over, sees it."""
    now = text_now(manuscript)
    text = reviewed_text(manuscript, now, by=by, drafts=manuscript.editor_id == by.pk)
    waiting = unagreed(manuscript, text.submission, now) if text.submission else []
    return EditorsPage(
        text=text,
        is_hers=manuscript.editor_id == by.pk,
        unsent=sum(not one.is_sent for of_path in text.threads.values() for one in of_path),
        unagreed=[label_of(path) for path in waiting],
        mistakes=mistake_lines(manuscript, now),
        may_decline=manuscript.experience_id is None,
        agreed=text.submission.agreed_text.split("\n") if text.submission else [],
    )


def reviewed_text(manuscript: Manuscript, now: Content, *, by: User, drafts: bool) -> ReviewedText:
    """Return a manuscript with all that was asked and decided of it."""
    reader = active_language()
    submission = latest(manuscript)
    return ReviewedText(
        manuscript=manuscript,
        told=told(manuscript, now, by=by),
        state=str(STATES[manuscript.state]),
        city=manuscript.city.name_in(reader),
        seen=last_change(manuscript),
        waits=waits(manuscript.waiting_since, reader),
        editor=called(manuscript.editor) if manuscript.editor else "",
        submission=submission,
        submitted=day(submission.submitted_at, reader) if submission else "",
        changed=changes(manuscript, Content(submission.content), now, by=by) if submission else (),
        threads=threads(manuscript, now, by=by, drafts=drafts),
        verdicts=_verdicts(Verdict.objects.filter(submission__manuscript=manuscript)),
        approvals=_approvals(manuscript, submission),
    )


def mistake_lines(manuscript: Manuscript, now: Content) -> list[MistakeLine]:
    """Return what stands between a text and its submission, with the way to mend it."""
    return [
        MistakeLine(label_in(each.path, now), each.text, field_url(manuscript, each.path))
        for each in what_is_wrong(manuscript, now)
    ]


def _verdicts(found: QuerySet[Verdict]) -> list[VerdictLine]:
    latest_first = found.select_related("decided_by").order_by("-decided_at")
    return [
        VerdictLine(
            verdict=str(VERDICTS[one.kind]),
            day=day(one.decided_at, active_language()),
            who=called(one.decided_by),
            reason=one.reason or one.evidence_reason,
        )
        for one in latest_first[:_MOST_VERDICTS]
    ]


def _approvals(manuscript: Manuscript, submission: Submission | None) -> list[ApprovalLine]:
    found = Approval.objects.filter(submission__manuscript=manuscript, erased_at=None)
    now, lines = timezone.now(), []
    for one in found.order_by("-asked_at")[:_MOST_APPROVALS]:
        state = one.state_at(now)
        lines.append(
            ApprovalLine(
                approval=one,
                state=str(BY_LINK[state]),
                day=day(one.answered_at or one.asked_at, active_language()),
                is_open=state == Approval.State.OPEN,
                is_of_this_text=submission is not None and one.submission_id == submission.pk,
            )
        )
    return lines
