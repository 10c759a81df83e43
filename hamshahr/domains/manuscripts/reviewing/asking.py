"""Questions: an editor asks field by field, the city answers, the editor is content or asks on."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.domains.experiences.content.form import spec_of
from hamshahr.domains.manuscripts.models import Manuscript, Question
from hamshahr.domains.manuscripts.models.reviews import LONGEST_QUESTION
from hamshahr.domains.manuscripts.permissions import may_write
from hamshahr.domains.manuscripts.reviewing import notices
from hamshahr.domains.manuscripts.reviewing.states import NotNow, hold
from hamshahr.domains.manuscripts.reviewing.submitting import latest, record_deed
from hamshahr.domains.manuscripts.reviewing.taking_up import require_reviewer
from hamshahr.kernel.typed_texts import as_kept

# More is no review any more: it is returned, with the reasons
MOST_QUESTIONS = 100


class NoWords(ValueError):
    """Nothing was said, or too much, or too often."""


@transaction.atomic
def write_question(*, manuscript: Manuscript, path: str, text: str, by: User) -> Question:
    """Write a question down; it goes out with the others. ``path`` empty: about the whole.

    What waits already, word for word, is not written twice. Raises ``PermissionDenied``,
    ``NotNow``, ``UnknownPath``, ``NoWords``.
    """
    held = hold(manuscript)
    require_reviewer(held, by)
    if path:
        spec_of(path)
    words = _clean(text)
    already = held.questions.filter(path=path, text=words, sent_at=None).first()
    if already is not None:
        return already
    if held.questions.count() >= MOST_QUESTIONS:
        raise NoWords
    submission = latest(held)
    if submission is None:
        raise NotNow(held.state)
    return Question.objects.create(
        manuscript=held,
        submission=submission,
        path=path,
        text=words,
        asked_by=by,
        asked_at=timezone.now(),
    )


@transaction.atomic
def drop_question(*, question: Question, by: User) -> None:
    """Take a question back before it went out. Raises ``PermissionDenied``, ``NotNow``."""
    held = hold(question.manuscript)
    require_reviewer(held, by)
    if not Question.objects.filter(pk=question.pk, sent_at=None).delete()[0]:
        raise NotNow(held.state)


@transaction.atomic
def send_questions(*, manuscript: Manuscript, by: User) -> int:
    """Send what was written down to the city, in one letter; return how many.

    Raises ``PermissionDenied``, ``NotNow``.
    """
    held = hold(manuscript)
    require_reviewer(held, by)
    sent = held.questions.filter(sent_at=None).update(sent_at=timezone.now())
    if sent:
        record_deed(held, deed="manuscripts.ask", by=by, count=sent)
        notices.of_questions(held, sent, by=by)
    return sent


@transaction.atomic
def answer_question(*, question: Question, text: str, by: User) -> None:
    """Answer for the city; what was answered may be bettered until the editor is content.

    Raises ``PermissionDenied``, ``NotNow``, ``NoWords``.
    """
    held = hold(question.manuscript)
    if not may_write(by, held):
        raise PermissionDenied("People of the city answer.")
    asked = _sent(held).filter(pk=question.pk, settled_at=None).first()
    if asked is None or held.state != Manuscript.State.IN_REVIEW:
        raise NotNow(held.state)
    is_first = asked.answered_at is None
    asked.answer, asked.answered_by, asked.answered_at = _clean(text), by, timezone.now()
    asked.save(update_fields=["answer", "answered_by", "answered_at"])
    record_deed(held, deed="manuscripts.answer", by=by, question=str(asked.pk))
    if is_first and held.editor is not None and not open_questions(held).exists():
        notices.of_answers(held, held.editor, by=by)


@transaction.atomic
def settle_question(*, question: Question, by: User) -> None:
    """Be content with an answer, or with the change. Raises ``PermissionDenied``, ``NotNow``."""
    held = hold(question.manuscript)
    require_reviewer(held, by)
    if not _sent(held).filter(pk=question.pk, settled_at=None).update(settled_at=timezone.now()):
        raise NotNow(held.state)


def open_questions(manuscript: Manuscript) -> QuerySet[Question]:
    """Return what the city has not answered and the editor has not settled."""
    return _sent(manuscript).filter(answered_at=None, settled_at=None)


def _sent(manuscript: Manuscript) -> QuerySet[Question]:
    return Question.objects.filter(manuscript=manuscript, sent_at__isnull=False)


def _clean(text: str) -> str:
    words = as_kept(text.replace("\x00", ""))
    if not words or len(words) > LONGEST_QUESTION:
        raise NoWords
    return words
