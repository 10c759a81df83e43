"""Reports at the desk, put together for its pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.naming import names_of
from hamshahr.commons.accounts.permitting import allows
from hamshahr.commons.moderation.models import Case, Decision, Report
from hamshahr.commons.moderation.permissions import may_answer, may_decide
from hamshahr.commons.moderation.queries import (
    Asked,
    can_be_hidden,
    cases,
    report_grounds,
    subjects_of,
    what_waits,
)
from hamshahr.commons.moderation.registry import Passage, Subject, reportable, reportables
from hamshahr.commons.moderation.wording import GROUNDS, STATES, VERDICTS
from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.reading import day, digits, number, waits
from hamshahr.domains.association.permissions import COME_TO_THE_DESK
from hamshahr.kernel.waiting import Waiting

CASES_A_PAGE = 20
REPORTS_A_PAGE = 20
# A case is decided a few times in its life; whoever needs more of them has the record
DECISIONS_SHOWN = 20
CITY_WORDS_SHOWN = 20
# For the narrowing: what waits longer than a week, two, a month
AGES = (7, 14, 30)


@dataclass(frozen=True)
class Choice:
    """A value to narrow the list by."""

    value: str
    label: str
    selected: bool


@dataclass(frozen=True)
class CaseRow:
    """A case in the list. ``subject``: none where the page is gone. ``waits``: empty: decided."""

    url: str
    kind: str
    code: str
    subject: Subject | None
    grounds: str
    state: str
    waits: str
    is_urgent: bool
    is_hidden: bool
    taken_by: str


@dataclass(frozen=True)
class ReportsPage:
    """The list of cases, and what narrows it. ``query`` is kept by the links to other pages."""

    rows: list[CaseRow]
    page: Page[Case]
    kinds: list[Choice]
    states: list[Choice]
    ages: list[Choice]
    query: str
    is_narrowed: bool
    has_desk: bool


@dataclass(frozen=True)
class SaidLine:
    """Something that somebody said, with its day."""

    head: str
    words: str
    by: str = ""


@dataclass(frozen=True)
class CasePage:
    """A case: what was reported, what the city says, what was decided, and the text beside it."""

    row: CaseRow
    reports: list[SaidLine]
    reports_page: Page[Report]
    city_words: list[SaidLine]
    decisions: list[SaidLine]
    passages: Sequence[Passage]  # none for whoever does not decide
    based_on: int
    may_decide: bool
    may_take: bool
    may_answer: bool
    can_be_hidden: bool
    has_desk: bool


def reports_page(asked: QueryDict, reader: str, *, by: User) -> ReportsPage:
    """Return the cases that ``by`` may read, narrowed by what an address asks."""
    wanted = _asked(asked)
    found = Paginator(cases(wanted, by=by), CASES_A_PAGE).get_page(asked.get("page"))
    given = {"kind": wanted.kind, "state": wanted.state, "age": str(wanted.older_than or "")}
    kinds = [(kind.kind, str(kind.name)) for kind in reportables()]
    states = [(value, str(label)) for value, label in STATES.items()]
    ages = [(str(days), _longer_than(days, reader)) for days in AGES]
    return ReportsPage(
        rows=_rows(list(found), reader),
        page=found,
        kinds=_choices(kinds, wanted.kind),
        states=_choices(states, wanted.state),
        ages=_choices(ages, given["age"]),
        query=urlencode({name: value for name, value in given.items() if value}),
        is_narrowed=any(given.values()),
        has_desk=allows(by, COME_TO_THE_DESK),
    )


def case_page(case: Case, reader: str, *, page: str | None, by: User) -> CasePage:
    """Return all that the page of a case shows to ``by``; who reported stands nowhere on it."""
    reports = Paginator(case.reports.order_by("-made_at", "-pk"), REPORTS_A_PAGE).get_page(page)
    decisions = list(case.decisions.select_related("decided_by")[:DECISIONS_SHOWN])
    city_words = case.city_words.select_related("said_by").order_by("-said_at", "-pk")
    decides = may_decide(by, case)
    kind = reportable(case.kind)
    row = _rows([case], reader)[0]
    said = list(city_words[:CITY_WORDS_SHOWN])
    called = names_of([*(one.decided_by for one in decisions), *(one.said_by for one in said)])
    shows_text = decides and kind is not None and row.subject is not None
    return CasePage(
        row=row,
        reports=[_report(report, reader) for report in reports],
        reports_page=reports,
        city_words=[
            SaidLine(day(each.said_at, reader), each.words, by=called[each.said_by_id])
            for each in said
        ],
        decisions=[_decision(each, called, reader) for each in decisions],
        passages=kind.passages(case.object_id, reader) if kind and shows_text else (),
        based_on=decisions[0].number if decisions else 0,
        may_decide=decides,
        may_take=decides and case.state != Case.State.DECIDED and case.taken_by_id != by.pk,
        may_answer=may_answer(by, case),
        can_be_hidden=can_be_hidden(case.kind),
        has_desk=allows(by, COME_TO_THE_DESK),
    )


def waiting(by: User | None) -> Waiting | None:
    """Return how many reported pages wait for a decision that ``by`` may take."""
    found = what_waits(by=by)
    if found.since is None:
        return None
    sentence = ngettext(
        "%(count)s reported page waits for a decision",
        "%(count)s reported pages wait for a decision",
        found.count,
    )
    return Waiting(
        sentence=sentence % {"count": number(found.count, active_language())},
        url=reverse("desk:reports"),
        count=found.count,
        since=found.since,
        urgent=found.urgent,
    )


def _asked(asked: QueryDict) -> Asked:
    """Read what narrows the list; what there is not narrows nothing."""
    kind, state, age = (asked.get(name, "") for name in ("kind", "state", "age"))
    return Asked(
        kind=kind if reportable(kind) else "",
        state=state if state in STATES else "",
        older_than=int(age) if age in {str(days) for days in AGES} else 0,
    )


def _choices(values: Sequence[tuple[str, str]], chosen: str) -> list[Choice]:
    return [Choice(value, label, value == chosen) for value, label in values]


def _rows(some: Sequence[Case], reader: str) -> list[CaseRow]:
    subjects, grounds = subjects_of(some, reader), report_grounds(some)
    called = names_of([case.taken_by for case in some if case.taken_by])
    return [
        CaseRow(
            url=reverse("desk:report", args=[case.pk]),
            kind=_kind_name(case.kind),
            code=case.code,
            subject=subjects.get((case.kind, case.object_id)),
            grounds=_(", ").join(_counted(*each, reader) for each in grounds.get(case.pk, [])),
            state=str(STATES[case.state]),
            waits=waits(case.waiting_since, reader),
            is_urgent=case.is_urgent,
            is_hidden=case.is_hidden,
            taken_by=called[case.taken_by.pk] if case.taken_by else "",
        )
        for case in some
    ]


def _kind_name(kind: str) -> str:
    known = reportable(kind)
    return str(known.name) if known else kind


def _counted(ground: str, count: int, reader: str) -> str:
    label = str(GROUNDS[ground])
    return label if count == 1 else f"{label} ({number(count, reader)})"


def _longer_than(days: int, reader: str) -> str:
    return ngettext("longer than %(days)s day", "longer than %(days)s days", days) % {
        "days": number(days, reader)
    }


def _report(report: Report, reader: str) -> SaidLine:
    answered = "" if report.decision_id else _("waits")
    parts = [
        digits(str(report.pk), reader),
        day(report.made_at, reader),
        str(GROUNDS[report.ground]),
    ]
    return SaidLine(
        head=" · ".join([*parts, answered] if answered else parts),
        words=report.words,
    )


def _decision(decision: Decision, called: Mapping[UUID, str], reader: str) -> SaidLine:
    said = str(VERDICTS[decision.verdict])
    if decision.ground:
        said = f"{said}: {GROUNDS[decision.ground]}"
    return SaidLine(
        head=f"{day(decision.decided_at, reader)} · {said}",
        words=decision.reason,
        by=called[decision.decided_by_id],
    )
