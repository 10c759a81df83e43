"""What reviews plug into the commons."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.accounts.leaving.partings import (
    Consequence,
    Fate,
    Parting,
    register_parting,
)
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.own_data.parts import (
    PersonalData,
    Row,
    register_personal_data,
    rows_of,
)
from hamshahr.commons.accounts.own_pages import OwnPage, register_own_page
from hamshahr.commons.accounts.permitting import Held
from hamshahr.domains.manuscripts import files
from hamshahr.domains.manuscripts.models import Approval, Manuscript, Question, Submission, Verdict
from hamshahr.domains.manuscripts.permissions import FOLLOW_REVIEWS
from hamshahr.domains.manuscripts.reviewing import deeds, notices, queue
from hamshahr.domains.manuscripts.reviewing.by_link.erasing import erase
from hamshahr.kernel.waiting import register_waiting

_PARTS = (
    PersonalData(
        "submissions",
        _("What you submitted for your city, and agreed to"),
        rows_of(
            Submission, "submitted_by", "manuscript_id", "number", "licence", "agreed_text",
            "submitted_at",
        ),
        covers=("manuscripts.Submission.submitted_by",),
    ),
    PersonalData(
        "reviews",
        _("What you review"),
        rows_of(Manuscript, "editor", "pk", "city__slug", "state"),
        covers=("manuscripts.Manuscript.editor",),
    ),
    PersonalData(
        "questions-asked",
        _("Questions that you asked as an editor"),
        rows_of(Question, "asked_by", "manuscript_id", "path", "text", "asked_at"),
        covers=("manuscripts.Question.asked_by",),
    ),
    PersonalData(
        "questions-answered",
        _("Questions of editors that you answered"),
        rows_of(Question, "answered_by", "manuscript_id", "path", "answer", "answered_at"),
        covers=("manuscripts.Question.answered_by",),
    ),
    PersonalData(
        "verdicts",
        _("What you decided as an editor"),
        rows_of(
            Verdict, "decided_by", "submission__manuscript_id", "kind", "reason",
            "evidence_level", "evidence_reason", "decided_at",
        ),
        covers=("manuscripts.Verdict.decided_by",),
    ),
    PersonalData(
        "approvals-asked",
        _("Approvals by link that you asked for"),
        rows_of(Approval, "asked_by", "name", "function", "email", "asked_at", "approves"),
        covers=("manuscripts.Approval.asked_by",),
    ),
)  # fmt: skip


def register() -> None:
    deeds.declare()
    files.declare()
    notices.declare()
    register_waiting("submissions", queue.look_for_submissions, position=5)
    register_waiting("overdue-reviews", queue.look_for_overdue, position=6)
    register_own_page(OwnPage("reviews", _("Reviews"), "reviewing:queue", 8, shown_to=_follows))
    _register_own_data()
    register_parting(Parting("approvals", 25, _foretell, _carry_out))


def _follows(held: frozenset[Held]) -> bool:
    return any(one.role in FOLLOW_REVIEWS.roles for one in held)


def _register_own_data() -> None:
    for part in (*_PARTS, PersonalData(
        "approvals",
        _("What you were asked to approve by link"),
        _approvals,
        covers=("manuscripts.Approval.email",),
    )):  # fmt: skip
        register_personal_data(part)


def _of_her_address(person: User) -> QuerySet[Approval]:
    return Approval.objects.filter(~Q(email=""), email=person.email)


def _approvals(person: User) -> Iterator[Row]:
    found = _of_her_address(person).order_by("pk")
    yield from found.values("name", "function", "email", "asked_at", "answered_at", "approves")


def _foretell(person: User) -> Iterator[Consequence]:
    if _of_her_address(person).exists():
        yield Consequence(Fate.GOES, gettext("Your name and address in approvals by link"))


def _carry_out(person: User) -> None:
    erase(_of_her_address(person))
