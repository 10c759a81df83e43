"""What the people of a city and the editors are told of a review."""

from collections.abc import Callable, Collection
from dataclasses import replace

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import Held, Permission, who_may
from hamshahr.commons.notifications.kinds import Frequency, NoticeKind, register_notice_kind
from hamshahr.commons.notifications.notifying import notify
from hamshahr.commons.notifications.said import Said
from hamshahr.commons.translation.languages import INTERFACE_LANGUAGES
from hamshahr.domains.experiences.permissions import PUBLISH, may_publish_for
from hamshahr.domains.manuscripts.models import Approval, Manuscript, ManuscriptField, Verdict
from hamshahr.domains.manuscripts.permissions import SUBMIT, WRITE
from hamshahr.domains.manuscripts.reviewing.hearing import still_theirs

_SUBMITTED, _CHANGED = "manuscripts.submitted", "manuscripts.changed"
_WITHDRAWN, _TAKEN_OVER = "manuscripts.withdrawn", "manuscripts.taken_over"
_ANSWERED, _TO_SUBMIT = "manuscripts.answered", "manuscripts.to_submit"
_ASKED, _BY_LINK = "manuscripts.asked", "manuscripts.answered_by_link"
_PUBLISHED, _RETURNED = "manuscripts.published", "manuscripts.returned"
_DECLINED = "manuscripts.declined"


def _for_who_may(permission: Permission) -> Callable[[frozenset[Held]], bool]:
    return lambda held: any(one.role in permission.roles for one in held)


def _kind(
    code: str,
    name: str | Promise,
    sentence: str | Promise,
    whom: Permission,
    *,
    at_once: bool = True,
    is_told_after: bool = False,
) -> NoticeKind:
    """``is_told_after``: to who had it in review, and has no longer."""
    declared = NoticeKind(
        code=code,
        name=name,
        sentence=sentence,
        frequency=Frequency.AT_ONCE if at_once else Frequency.DAILY,
        concerns=_for_who_may(whom),
    )
    return declared if is_told_after else replace(declared, may_still_see=still_theirs)


_KINDS = (
    _kind(_SUBMITTED, _("A city submits an experience"),
          _("%(city)s submitted “%(title)s”."), PUBLISH, at_once=False),
    _kind(_CHANGED, _("A city hands in changes of what I review"),
          _("%(city)s handed in changes of “%(title)s”."), PUBLISH),
    _kind(_ANSWERED, _("A city answers my questions"),
          _("%(city)s answered your questions about “%(title)s”."), PUBLISH),
    _kind(_WITHDRAWN, _("A city takes back what I review"),
          _("%(city)s took “%(title)s” back."), PUBLISH, is_told_after=True),
    _kind(_TAKEN_OVER, _("Another editor takes over a review of mine"),
          _("%(who)s took over the review of “%(title)s”: %(reason)s"), PUBLISH),
    _kind(_TO_SUBMIT, _("A colleague asks me to submit an experience"),
          _("%(who)s asks you to submit “%(title)s”."), SUBMIT),
    _kind(_ASKED, _("An editor asks about an experience of my city"),
          _("%(who)s asks about “%(title)s”. Questions: %(count)s."), WRITE),
    _kind(_BY_LINK, _("Somebody answers by link whether she approves an experience"),
          _("%(who)s, %(function)s, answered by link about “%(title)s”."), SUBMIT),
    _kind(_PUBLISHED, _("An experience of my city is published"),
          _("“%(title)s” is published."), WRITE),
    _kind(_RETURNED, _("An experience of my city is returned"),
          _("“%(title)s” was returned, to be changed: %(reason)s"), WRITE),
    _kind(_DECLINED, _("An experience of my city is declined"),
          _("“%(title)s” was declined: %(reason)s"), WRITE),
)  # fmt: skip


def declare() -> None:
    """Declare the kinds; called by the manifest."""
    for kind in _KINDS:
        register_notice_kind(kind)


def of_submission(manuscript: Manuscript, *, goes_on: bool, by: User) -> None:
    """Tell the editors what was submitted; while one reviews it, her alone."""
    if goes_on and manuscript.editor is not None:
        _tell(_CHANGED, manuscript, [manuscript.editor], _review(manuscript), by=by)
        return
    to = [each for each in who_may(PUBLISH) if may_publish_for(each, manuscript.city_id)]
    _tell(_SUBMITTED, manuscript, to, _review(manuscript), by=by)


def of_withdrawal(manuscript: Manuscript, editor: User, *, by: User) -> None:
    """Tell who reviewed it; the list of what waits is where she goes on."""
    _tell(_WITHDRAWN, manuscript, [editor], reverse("reviewing:queue"), by=by)


def of_take_over(manuscript: Manuscript, former: User, reason: str, *, by: User) -> None:
    """Tell who reviewed it before."""
    url = _review(manuscript)
    _tell(_TAKEN_OVER, manuscript, [former], url, by=by, who=by, reason=reason)


def of_ask_to_submit(manuscript: Manuscript, *, by: User) -> None:
    """Tell those who may submit for the city."""
    url = reverse("reviewing:submit", args=[manuscript.pk])
    _tell(_TO_SUBMIT, manuscript, who_may(SUBMIT, manuscript.city_id), url, by=by, who=by)


def of_questions(manuscript: Manuscript, count: int, *, by: User) -> None:
    """Tell the city's keepers and who wrote, once for all questions."""
    _tell(_ASKED, manuscript, _of_the_city(manuscript), _city(manuscript), by=by, who=by,
          count=count)  # fmt: skip


def of_answers(manuscript: Manuscript, editor: User, *, by: User) -> None:
    """Tell the editor that nothing is open any more."""
    _tell(_ANSWERED, manuscript, [editor], _review(manuscript), by=by)


def of_link_answer(approval: Approval) -> None:
    """Tell who asked, and the editor."""
    manuscript = approval.submission.manuscript
    who, function = approval.name, approval.function
    told = [(approval.asked_by, _city(manuscript)), (manuscript.editor, _review(manuscript))]
    for person, url in told:
        if person is not None:
            _tell(_BY_LINK, manuscript, [person], url, by=None, who=who, function=function)


def of_verdict(manuscript: Manuscript, verdict: Verdict, *, by: User) -> None:
    """Tell the city what was decided."""
    to = [*_of_the_city(manuscript), verdict.submission.submitted_by]
    if verdict.revision is not None:
        url = reverse("experiences:experience", args=[verdict.revision.experience.code])
        _tell(_PUBLISHED, manuscript, to, url, by=by)
        return
    kind = _RETURNED if verdict.kind == Verdict.Kind.RETURNED else _DECLINED
    _tell(kind, manuscript, to, _city(manuscript), by=by, reason=verdict.reason)


def _of_the_city(manuscript: Manuscript) -> list[User]:
    return [*who_may(SUBMIT, manuscript.city_id), manuscript.begun_by]


def _tell(
    kind: str, manuscript: Manuscript, to: Collection[User], url: str, *, by: User | None,
    **said: Said,
) -> None:  # fmt: skip
    title = ManuscriptField.objects.filter(manuscript=manuscript, path="title")
    words: dict[str, Said] = {
        "title": str(title.values_list("value", flat=True).first() or "—"),
        "city": {code: manuscript.city.name_in(code) for code in INTERFACE_LANGUAGES},
    }
    notify(kind=kind, to=to, about=manuscript.pk, url=url, said=words | said, by=by)


def _review(manuscript: Manuscript) -> str:
    return reverse("reviewing:review", args=[manuscript.pk])


def _city(manuscript: Manuscript) -> str:
    return reverse("reviewing:questions", args=[manuscript.pk])
