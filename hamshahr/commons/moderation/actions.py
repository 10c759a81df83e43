"""Deeds on reports: report a page, take a case in hand, speak for the city, decide."""

from datetime import timedelta

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import is_system
from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.moderation import notices, telling
from hamshahr.commons.moderation.models import (
    FEWEST_CHARACTERS,
    MOST_CHARACTERS,
    URGENT,
    Case,
    CityWord,
    Decision,
    Ground,
    Report,
)
from hamshahr.commons.moderation.permissions import may_answer, may_decide
from hamshahr.commons.moderation.registry import Subject, reportable
from hamshahr.commons.moderation.tickets import key_of
from hamshahr.kernel.audit.actions import record
from hamshahr.kernel.typed_texts import as_kept

# More than this about one page is not readers any more.
MOST_WAITING_A_CASE = 50
# An address stays for questions about the decision, and goes when the time to object has passed.
# The longest that we found for such objections is six months (Regulation (EU) 2022/2065, Art. 20).
ADDRESS_KEPT_FOR = timedelta(days=183)


class TooManyWait(Exception):
    """So many reports of this page wait already that another would not be read."""


class TakenAlready(Exception):
    """This form was sent before: what it said is kept once."""


class ChangedMeanwhile(Exception):
    """Somebody else decided on this case since it was read."""


class CannotBeDone(ValueError):
    """A decision that does not fit its case, or words too short or too long."""


@transaction.atomic
def report(
    *,
    subject: Subject,
    ground: Ground,
    words: str,
    email: str,
    language: str,
    secret: str,
) -> Report:
    """Keep what somebody reports of a page; anybody may. Raises ``TooManyWait``, ``TakenAlready``.

    ``secret`` is that of the form's ticket. Who reports is not asked, signed in or not: the city
    that is concerned must never learn it, so the record says no more than that a reader did.
    """
    words = _bearable(words)
    case = _case_of(subject)
    key = key_of(secret)
    if Report.objects.filter(key=key).exists():
        raise TakenAlready
    if case.reports.filter(decision__isnull=True).count() >= MOST_WAITING_A_CASE:
        raise TooManyWait
    made = Report.objects.create(
        case=case,
        ground=ground,
        words=words,
        email=email,
        language=language,
        made_at=timezone.now(),
        key=key,
    )
    case.owner = subject.owner  # which another city may have become since
    _have_wait(case, made)
    record(
        by=system_actor(),
        deed="moderation.report",
        object_type=case.kind,
        object_id=case.object_id,
        report=made.pk,
        ground=ground,
    )
    telling.of_arrival(made, subject)
    notices.of_report(case, made)
    return made


@transaction.atomic
def take_in_hand(*, case: Case, by: User) -> None:
    """Say that ``by`` looks into a case that waits, whoever had it in hand before."""
    if not may_decide(by, case):
        raise PermissionDenied("Only a moderator takes a case in hand, and none of her own city.")
    case = _held(case)
    if case.state == Case.State.DECIDED or case.taken_by_id == by.pk:
        return
    case.state, case.taken_by = Case.State.IN_HAND, by
    case.save(update_fields=["state", "taken_by"])
    _record(case, by=by, deed="moderation.take_in_hand")


@transaction.atomic
def speak_for_city(*, case: Case, words: str, by: User) -> CityWord:
    """Keep what the city says to what was reported of its page."""
    if not may_answer(by, case):
        raise PermissionDenied("Only who keeps a city's page speaks for it.")
    words = _bearable(words)
    said = CityWord.objects.create(case=case, words=words, said_by=by)
    _record(case, by=by, deed="moderation.speak_for_city", word=said.pk)
    return said


@transaction.atomic
def decide(
    *,
    case: Case,
    verdict: Decision.Verdict,
    ground: Ground | None,
    reason: str,
    keeps_title: bool,
    based_on: int,
    by: User,
) -> Decision:
    """Decide on a case, or decide anew: hide the page, leave it, or show it again.

    ``based_on`` is the number of the decision that ``by`` had before her (0: none). ``ground``
    belongs to what is hidden, as does ``keeps_title``. All that waited is answered with
    ``reason``. Raises ``ChangedMeanwhile``, ``CannotBeDone``.
    """
    if not may_decide(by, case):
        raise PermissionDenied("Only a moderator decides, and on no page of her own city.")
    reason = _bearable(reason)
    hides = verdict == Decision.Verdict.HIDDEN
    if hides != (ground is not None) or (keeps_title and not hides):
        raise CannotBeDone("A ground, and a title to keep, belong to what is hidden alone.")
    case = _held(case)
    last = case.decisions.first()
    if based_on != (last.number if last else 0):
        raise ChangedMeanwhile
    decision = Decision.objects.create(
        case=case,
        number=based_on + 1,
        verdict=verdict,
        ground=ground or "",
        reason=reason,
        keeps_title=keeps_title,
        decided_by=by,
    )
    _hide_or_show(case, hides=hides, by=by)
    _close(case, decision, last, by)
    return decision


def erase_addresses(*, by: User) -> int:
    """Erase the addresses of reports whose answer is older than ``ADDRESS_KEPT_FOR``; how many."""
    if not is_system(by):
        raise PermissionDenied("Only the system erases what is due to be erased.")
    since = timezone.now() - ADDRESS_KEPT_FOR
    due = Report.objects.filter(decision__decided_at__lt=since).exclude(email="")
    with transaction.atomic():
        count = due.update(email="")
        if count:
            record(
                by=by,
                deed="moderation.erase_addresses",
                object_type="reports",
                object_id="all",
                count=count,
            )
    return count


def _case_of(subject: Subject) -> Case:
    """Return the page's case, made with its first report and held until the deed is done."""
    made, _ = Case.objects.get_or_create(
        kind=subject.kind,
        object_id=subject.object_id,
        defaults={
            "code": subject.code,
            "owner": subject.owner,
            "waiting_since": timezone.now(),
        },
    )
    return _held(made)


def _have_wait(case: Case, made: Report) -> None:
    case.is_urgent = case.is_urgent or made.ground in URGENT
    case.waiting_since = case.waiting_since or made.made_at
    if case.state == Case.State.DECIDED:
        case.state, case.taken_by = Case.State.OPEN, None
    case.save()


def _held(case: Case) -> Case:
    return Case.objects.select_for_update().get(pk=case.pk)


def _hide_or_show(case: Case, *, hides: bool, by: User) -> None:
    if hides == case.is_hidden:
        return
    kind = reportable(case.kind)
    deed = None if kind is None else kind.hide if hides else kind.show_again
    if deed is None:
        raise CannotBeDone(f"What is reported as {case.kind!r} is not hidden.")
    try:
        deed(case.object_id, by)
    except ObjectDoesNotExist as error:
        raise CannotBeDone("It is no longer there.") from error
    case.is_hidden = hides


def _close(case: Case, decision: Decision, last: Decision | None, by: User) -> None:
    """Answer what waits; where nothing does, those whom the decision before had answered."""
    waiting = list(case.reports.filter(decision__isnull=True))
    Report.objects.filter(pk__in=[each.pk for each in waiting]).update(decision=decision)
    case.state, case.taken_by = Case.State.DECIDED, by
    case.is_urgent, case.waiting_since = False, None
    case.save()
    _record(
        case,
        by=by,
        deed="moderation.decide",
        number=decision.number,
        verdict=decision.verdict,
    )
    before = list(last.answered.all()) if last and not waiting else []
    telling.of_decision(decision, waiting or before)
    notices.of_decision(case, decision, by)


def _record(case: Case, *, by: User, deed: str, **details: object) -> None:
    """Record a deed on a case, for the people of its city to read."""
    record(
        by=by,
        deed=deed,
        object_type=case.kind,
        object_id=case.object_id,
        body=case.owner,
        **details,
    )


def _bearable(words: str) -> str:
    """Return words as they are kept; raises ``CannotBeDone`` for too few and too many."""
    words = as_kept(words)
    if not FEWEST_CHARACTERS <= len(words) <= MOST_CHARACTERS:
        raise CannotBeDone(
            f"Between {FEWEST_CHARACTERS} and {MOST_CHARACTERS:,} characters are kept."
        )
    return words
