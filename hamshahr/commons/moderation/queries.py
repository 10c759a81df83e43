"""Reads of cases and decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, F, Min, Q, QuerySet
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.moderation.models import Case, Decision, Report
from hamshahr.commons.moderation.permissions import decidable_by, readable_by
from hamshahr.commons.moderation.registry import Subject, reportable, reportables
from hamshahr.commons.moderation.tickets import key_of


@dataclass(frozen=True)
class Asked:
    """What narrows the list of cases; empty: nothing. ``older_than`` is in days of waiting."""

    kind: str = ""
    state: str = ""
    older_than: int = 0


def cases(asked: Asked, *, by: User | None) -> QuerySet[Case]:
    """Return the cases that ``by`` may read: what waits first, the urgent, the oldest."""
    found = readable_by(by).select_related("taken_by")
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.state:
        found = found.filter(state=asked.state)
    if asked.older_than:
        found = found.filter(waiting_since__lt=timezone.now() - timedelta(days=asked.older_than))
    return found.order_by(
        F("is_urgent").desc(), F("waiting_since").asc(nulls_last=True), F("id").desc()
    )


def get_for(pk: UUID, *, by: User | None) -> Case | None:
    """Return a case; none alike where it is not there or not for ``by``."""
    return readable_by(by).select_related("taken_by").filter(pk=pk).first()


def subjects_of(some: Sequence[Case], language: str) -> Mapping[tuple[str, UUID], Subject]:
    """Return what cases are about, those that still are, in a query or two for each kind."""
    found: dict[tuple[str, UUID], Subject] = {}
    for kind in reportables():
        ids = [case.object_id for case in some if case.kind == kind.kind]
        if ids:
            known = kind.known(ids, language)
            found |= {(kind.kind, pk): subject for pk, subject in known.items()}
    return found


def report_grounds(some: Sequence[Case]) -> Mapping[UUID, list[tuple[str, int]]]:
    """Return for each case what waits in it, or was last answered: grounds with their numbers."""
    rows = (
        Report.objects.filter(case__in=some)
        .values("case", "ground")
        .annotate(count=Count("pk"), first=Min("pk"))
        .order_by("case", "first")
    )
    found: dict[UUID, list[tuple[str, int]]] = {}
    for row in rows:
        found.setdefault(row["case"], []).append((row["ground"], row["count"]))
    return found


@dataclass(frozen=True)
class WhatWaits:
    """How many cases wait, how many of them urgently, and since when the oldest."""

    count: int
    urgent: int
    since: datetime | None


def what_waits(*, by: User | None) -> WhatWaits:
    """Return what waits for a decision that ``by`` may take; one query."""
    found = (
        decidable_by(by)
        .filter(waiting_since__isnull=False)
        .aggregate(
            count=Count("pk"),
            urgent=Count("pk", filter=Q(is_urgent=True)),
            since=Min("waiting_since"),
        )
    )
    return WhatWaits(found["count"], found["urgent"], found["since"])


def has_been_reported(kind: str, ids: Sequence[UUID]) -> frozenset[UUID]:
    """Return those of ``ids`` of which there is a case: somebody had a hand in them."""
    return frozenset(
        Case.objects.filter(kind=kind, object_id__in=list(ids)).values_list("object_id", flat=True)
    )


def sent_with(secret: str) -> Report | None:
    """Return the report that was sent with the secret of a form's ticket."""
    return Report.objects.select_related("decision", "case").filter(key=key_of(secret)).first()


def hiding_decision(kind: str, object_id: UUID) -> Decision | None:
    """Return the decision by which a thing is hidden now; ``None`` where it is not."""
    holding = Decision.objects.filter(case__kind=kind, case__object_id=object_id)
    last = holding.order_by("-number").first()
    return last if last is not None and last.verdict == Decision.Verdict.HIDDEN else None


def can_be_hidden(kind: str) -> bool:
    """Tell whether a kind of thing can be hidden at all."""
    found = reportable(kind)
    return found is not None and found.hide is not None
