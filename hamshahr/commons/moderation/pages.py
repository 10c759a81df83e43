"""What the public pages of moderation show, worded."""

from dataclasses import dataclass
from uuid import UUID

from hamshahr.commons.moderation.models import Case, Decision
from hamshahr.commons.moderation.queries import hiding_decision, sent_with, subjects_of
from hamshahr.commons.moderation.registry import Subject
from hamshahr.commons.moderation.wording import GROUNDS, HIDDEN_FOR, STATES, VERDICTS
from hamshahr.commons.translation.reading import day, digits


@dataclass(frozen=True)
class SentPage:
    """A report as its sender sees it. ``subject``: none where the page is gone or hidden."""

    reference: str
    day: str
    ground: str
    state: str
    verdict: str  # empty: not decided
    reason: str
    decided: str  # the day; empty: not decided
    left_address: bool
    subject: Subject | None


@dataclass(frozen=True)
class Tombstone:
    """What stands where a text was hidden: since when, for what kind of reason.

    ``title`` is empty where the title was to go, too.
    """

    day: str
    reason: str
    keeps_title: bool


def sent_page(secret: str, language: str) -> SentPage | None:
    """Return what became of the report that was sent with ``secret``; ``None``: none was."""
    report = sent_with(secret)
    if report is None:
        return None
    decision = _telling(report.case, report.decision)
    subject = subjects_of([report.case], language).get((report.case.kind, report.case.object_id))
    state = STATES[Case.State.DECIDED if decision else report.case.state]
    return SentPage(
        reference=digits(str(report.pk), language),
        day=day(report.made_at, language),
        ground=str(GROUNDS[report.ground]),
        state=str(state),
        verdict=str(VERDICTS[decision.verdict]) if decision else "",
        reason=decision.reason if decision else "",
        decided=day(decision.decided_at, language) if decision else "",
        left_address=bool(report.email),
        subject=None if report.case.is_hidden else subject,
    )


def tombstone(kind: str, object_id: UUID, language: str) -> Tombstone | None:
    """Return what stands in the place of a hidden thing; ``None`` where it is not hidden."""
    decision = hiding_decision(kind, object_id)
    if decision is None:
        return None
    return Tombstone(
        day=day(decision.decided_at, language),
        reason=str(HIDDEN_FOR[decision.ground]),
        keeps_title=decision.keeps_title,
    )


def _telling(case: Case, answer: Decision | None) -> Decision | None:
    """Return the decision that a sender reads: the last, if hers was answered at all."""
    return case.decisions.first() if answer is not None else None
