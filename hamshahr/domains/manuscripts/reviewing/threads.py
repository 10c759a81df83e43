"""Questions with their answers, and what became of the words that they are about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.naming import names_of
from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.reading import day
from hamshahr.domains.experiences.content.showing import Names
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.experiences.naming import names_in
from hamshahr.domains.manuscripts.models import Manuscript, Question
from hamshahr.domains.manuscripts.reviewing.comparing import compare
from hamshahr.domains.manuscripts.reviewing.seen import texts_on
from hamshahr.domains.manuscripts.reviewing.told import field_url, label_of
from hamshahr.kernel.comparing import Pieces


@dataclass(frozen=True)
class Thread:
    """One question: asked, answered, settled; ``pieces`` shows what became of the words since."""

    pk: UUID
    path: str
    label: str
    url: str
    text: str
    who: str
    day: str
    is_sent: bool
    is_settled: bool
    answer: str
    answered: str
    pieces: Pieces


def threads(
    manuscript: Manuscript, now: Content, *, by: User, drafts: bool
) -> dict[str, list[Thread]]:
    """Return the questions by their path; with ``drafts`` those too that did not go out yet.

    What the text said when its questions were sent is read at once, however many sendings.
    """
    found = manuscript.questions.select_related("asked_by", "answered_by", "manuscript")
    questions = list(found if drafts else found.filter(sent_at__isnull=False))
    called = names_of({one.asked_by for one in questions} | _answerers(questions))
    sent = {one.sent_at for one in questions if one.sent_at}
    was = texts_on(manuscript, sent, paths={one.path for one in questions})
    names = names_in(
        now, active_language(), owner=manuscript.city_id, by=by, earlier=list(was.values())
    )
    since = {moment: _changed(manuscript, text, now, names) for moment, text in was.items()}
    by_path: dict[str, list[Thread]] = {}
    for one in questions:
        pieces = since[one.sent_at].get(one.path, ()) if one.sent_at else ()
        by_path.setdefault(one.path, []).append(_thread(one, called, pieces))
    return by_path


def _changed(
    manuscript: Manuscript, before: Content, now: Content, names: Names
) -> dict[str, Pieces]:
    code = manuscript.language
    found = compare(before, now, written_in=code, reader=active_language(), names=names)
    return {one.path: one.pieces for one in found}


def _answerers(questions: Sequence[Question]) -> set[User]:
    return {one.answered_by for one in questions if one.answered_by is not None}


def _thread(one: Question, called: Mapping[UUID, str], pieces: Pieces) -> Thread:
    reader = active_language()
    answered = ""
    if one.answered_at and one.answered_by_id:
        answered = f"{called[one.answered_by_id]} · {day(one.answered_at, reader)}"
    return Thread(
        pk=one.pk,
        path=one.path,
        label=label_of(one.path),
        url=field_url(one.manuscript, one.path),
        text=one.text,
        who=called[one.asked_by_id],
        day=day(one.sent_at or one.asked_at, reader),
        is_sent=one.sent_at is not None,
        is_settled=one.settled_at is not None,
        answer=one.answer,
        answered=answered,
        pieces=pieces,
    )
