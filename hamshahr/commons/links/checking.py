"""Links that are due are asked, and what is found is written down.

One process does it at a time, one link after the other, and of a host one link in a run: a run a
minute is the pause that its server gets.
"""

import random
import time
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from hamshahr.commons.links.judging import Judgment, judge
from hamshahr.commons.links.models import CheckedLink, Unreachable
from hamshahr.kernel.outbound.door import Door

State = CheckedLink.State
MOST = 30  # links in a run
RUN_SECONDS = 20.0  # letters wait for the same worker
_WEEK = timedelta(days=7)
# After the first failure, the second …: a third look not before the seventh day
_PAUSES = tuple(timedelta(days=days) for days in (2, 5, 7, 14, 28))
_FAILURES, _FAILED_FOR = 3, _WEEK  # make a link broken
# Longer by up to a fifth, so that what was checked together drifts apart; never shorter
_JITTER = 0.2


def check_due(*, through: Door, now: datetime | None = None) -> int:
    """Ask at what is due, within the bounds of a run; return how many links were asked."""
    now = now or timezone.now()
    ends = time.monotonic() + RUN_SECONDS
    judged: list[tuple[CheckedLink, Judgment]] = []
    for link in _due(now):
        if time.monotonic() > ends:
            break
        judged.append((link, judge(link.url, through=through, now=now)))
    if judged and not _reached_anybody(judged, through, now):
        return _put_off([link for link, _ in judged], now)
    for link, judgment in judged:
        record(link, judgment, now=now)
    return len(judged)


def _due(now: datetime) -> list[CheckedLink]:
    """Return what has waited longest, of each host one."""
    first = CheckedLink.objects.filter(due_at__lte=now).order_by("host", "due_at").distinct("host")
    return list(CheckedLink.objects.filter(pk__in=first.values("pk")).order_by("due_at")[:MOST])


def _reached_anybody(
    judged: list[tuple[CheckedLink, Judgment]], through: Door, now: datetime
) -> bool:
    """Tell whether our own line works: silence all around says more of us than of others.

    Where nobody answered, the page that was fine last is asked as a witness.
    """
    if not all(judgment.is_silence for _, judgment in judged):
        return True
    hosts = {link.host for link, _ in judged}
    fine = CheckedLink.objects.filter(state__in=(State.FINE, State.MOVED)).exclude(host__in=hosts)
    witness = fine.order_by("-checked_at").first()
    return witness is not None and not judge(witness.url, through=through, now=now).is_silence


def _put_off(links: list[CheckedLink], now: datetime) -> int:
    CheckedLink.objects.filter(pk__in=[link.pk for link in links]).update(
        due_at=now + timedelta(hours=1)
    )
    return len(links)


@transaction.atomic
def record(link: CheckedLink, judgment: Judgment, *, now: datetime) -> None:
    """Write down what was found at ``link``, when it is looked at next, and what pages say."""
    link.status, link.said = judgment.status, judgment.said
    link.final_url, link.checked_at = judgment.final_url, now
    link.state = judgment.state
    pause = _WEEK
    if judgment.state == State.FAILING:
        link.failures = min(link.failures + 1, 1000)
        link.first_failed_at = link.first_failed_at or now
        if link.failures >= _FAILURES and now - link.first_failed_at >= _FAILED_FOR:
            link.state = State.BROKEN
        pause = _PAUSES[min(link.failures, len(_PAUSES)) - 1]
    else:
        link.failures, link.first_failed_at = 0, None
    # Jitter keeps no secret
    link.due_at = now + pause * (1 + _JITTER * random.random())  # noqa: S311 - spreads work
    link.save()
    _tell_pages(link, now)
    if judgment.wait is not None:
        until = now + judgment.wait
        CheckedLink.objects.filter(host=link.host, due_at__lt=until).update(due_at=until)


def _tell_pages(link: CheckedLink, now: datetime) -> None:
    """Write only where something changes: each writing makes the pages that were kept stale."""
    if link.state == State.BROKEN and link.first_failed_at is not None:
        Unreachable.objects.update_or_create(
            link=link, defaults={"since": link.first_failed_at, "checked_at": now}
        )
    elif Unreachable.objects.filter(link=link).exists():
        Unreachable.objects.filter(link=link).delete()
