"""Following the link of a letter, and answering. To look changes nothing."""

from dataclasses import dataclass
from enum import Enum

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.domains.experiences.confirming import confirm_still_so, note_changed
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.permissions import may_answer_for, visible_to
from hamshahr.domains.experiences.retiring import retire
from hamshahr.domains.experiences.revisions.standing import current_number
from hamshahr.domains.manuscripts.claiming.deeds_of_a_city import (
    ask_for_removal,
    begin_next_revision,
)
from hamshahr.domains.manuscripts.models import Check, Manuscript
from hamshahr.kernel.secret_links import digest_of, new_secret


class Closed(Enum):
    """Why a link answers nothing any more."""

    UNKNOWN = "unknown"
    ANSWERED = "answered"  # by her, or by a colleague for the same case
    EXPIRED = "expired"
    NEWER = "newer"  # the case says something else by now
    GONE = "gone"  # retired, hidden
    NOT_HERS = "not_hers"  # she does not answer for the city any more
    ANOTHER = "another"  # somebody else is signed in


class CannotAnswer(Exception):
    """Nothing was changed; ``why`` says what stands against it."""

    def __init__(self, why: Closed) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class Answered:
    """What came of an answer: where the next revision is written, or a report's secret."""

    check: Check
    manuscript: Manuscript | None = None
    report_secret: str = ""


def follow(secret: str, *, by: User | None) -> Check:
    """Return the open question behind a link, or raise ``CannotAnswer``; it changes nothing.

    ``by`` is who is signed in: nobody, or the one who was asked.
    """
    return _open(_checks().filter(_of(secret)).first(), by)


@transaction.atomic
def answer(
    *, secret: str, said: Check.Answer, words: str, language: str, by: User | None
) -> Answered:
    """Answer for the city as the person who was asked; once. Raises ``CannotAnswer``.

    ``words`` in ``language`` is why a case has ended, or is not the city's; unused otherwise.
    """
    found = _checks().filter(_of(secret)).first()
    if found is None:
        raise CannotAnswer(Closed.UNKNOWN)
    # The case first: two keepers with a link each answer one after the other
    Experience.objects.select_for_update().get(pk=found.experience_id)
    check = _open(_checks().get(pk=found.pk), by)
    check.answered_at, check.answer = timezone.now(), said
    check.save(update_fields=["answered_at", "answer"])
    case, person = check.experience, check.asked_of
    if said == Check.Answer.STILL_SO:
        confirm_still_so(experience=case, by=person)
    elif said == Check.Answer.ENDED:
        retire(experience=case, reason=words, language=language, by=person)
    else:
        return _to_be_looked_into(check, said, words)
    return Answered(check)


def _to_be_looked_into(check: Check, said: Check.Answer, words: str) -> Answered:
    case, person = check.experience, check.asked_of
    note_changed(experience=case, by=person)
    if said == Check.Answer.CHANGED:
        return Answered(check, begin_next_revision(experience=case, by=person))
    secret = new_secret()
    ask_for_removal(experience=case, words=words, secret=secret, by=person)
    return Answered(check, report_secret=secret)


def _open(check: Check | None, by: User | None) -> Check:
    if check is None:
        raise CannotAnswer(Closed.UNKNOWN)
    case = check.experience
    if by is not None and by.pk != check.asked_of_id:
        raise CannotAnswer(Closed.ANOTHER)
    if check.answered_at is not None or _answered_by_a_colleague(check):
        raise CannotAnswer(Closed.ANSWERED)
    if timezone.now() >= check.expires_at:
        raise CannotAnswer(Closed.EXPIRED)
    if not visible_to(None).filter(pk=case.pk).exists():
        raise CannotAnswer(Closed.GONE)
    if current_number(case) != check.number:
        raise CannotAnswer(Closed.NEWER)
    if not check.asked_of.is_active or not may_answer_for(check.asked_of, case):
        raise CannotAnswer(Closed.NOT_HERS)
    return check


def _answered_by_a_colleague(check: Check) -> bool:
    """Tell whether the case was confirmed or taken in hand since she was asked."""
    due = check.experience.next_check_on
    return due is None or due > timezone.localdate(check.asked_at)


def _of(secret: str) -> Q:
    digest = digest_of(secret)
    return Q(digest=digest) | Q(former_digest=digest)


def _checks() -> QuerySet[Check]:
    return Check.objects.select_related("experience__city", "experience__revision", "asked_of")
