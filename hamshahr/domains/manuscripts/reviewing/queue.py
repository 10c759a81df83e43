"""What waits for the editors: the list, and what the desk says of it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.naming import names_of
from hamshahr.commons.accounts.permitting import allows, held_by
from hamshahr.commons.accounts.roles import OFFICE
from hamshahr.commons.translation.languages import Language, active_language, language
from hamshahr.commons.translation.reading import number, waits
from hamshahr.domains.manuscripts.models import Manuscript, ManuscriptField
from hamshahr.domains.manuscripts.permissions import FOLLOW_REVIEWS, reviewable_by
from hamshahr.domains.manuscripts.reviewing.wording import STATES
from hamshahr.kernel.waiting import Waiting

REVIEWS_A_PAGE = 20
# A city that hears nothing for two weeks writes no second case
OVERDUE_AFTER = timedelta(days=14)


@dataclass(frozen=True)
class QueueRow:
    """A case that waits; ``title`` and ``url`` are empty for who may not review it."""

    title: str
    url: str
    written_in: Language
    city: str
    state: str
    waits: str
    is_overdue: bool
    editor: str
    is_revision: bool


@dataclass(frozen=True)
class QueuePage:
    """What waits, the oldest first."""

    rows: list[QueueRow]
    page: Page[Manuscript]


def waiting_reviews(*, by: User | None) -> QuerySet[Manuscript]:
    """Return what the editors have, the oldest first: to editors what they may review alone."""
    if not allows(by, FOLLOW_REVIEWS):
        return Manuscript.objects.none()
    found = reviewable_by(by) if not _of_the_office(by) else Manuscript.objects.filter(
        state__in=Manuscript.REVIEWABLE
    )  # fmt: skip
    return found.filter(waiting_since__isnull=False).order_by("waiting_since", "pk")


def queue_page(asked: str | None, *, by: User) -> QueuePage:
    """Return a page of what waits."""
    found = waiting_reviews(by=by).select_related("city", "editor")
    page = Paginator(found, REVIEWS_A_PAGE).get_page(asked)
    rows = list(page)
    hers = set(
        reviewable_by(by).filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True)
    )
    titles = _titles(hers)
    editors = names_of({row.editor for row in rows if row.editor})
    reader, since = active_language(), timezone.now() - OVERDUE_AFTER
    return QueuePage(
        rows=[
            QueueRow(
                title=titles.get(row.pk, ""),
                url=reverse("reviewing:review", args=[row.pk]) if row.pk in hers else "",
                written_in=language(row.language),
                city=row.city.name_in(reader),
                state=str(STATES[row.state]),
                waits=waits(row.waiting_since, reader),
                is_overdue=row.waiting_since is not None and row.waiting_since < since,
                editor=editors.get(row.editor_id, "") if row.editor_id else "",
                is_revision=row.experience_id is not None,
            )
            for row in rows
        ],
        page=page,
    )


def look_for_submissions(by: User | None) -> Waiting | None:
    """Tell an editor what nobody has taken up."""
    found = reviewable_by(by).filter(state=Manuscript.State.SUBMITTED)
    told = found.order_by().aggregate(count=Count("pk"), since=Min("waiting_since"))
    sentence = ngettext(
        "%(count)s submission waits for an editor",
        "%(count)s submissions wait for an editor",
        told["count"],
    )
    return _waiting(sentence, told)


def look_for_overdue(by: User | None) -> Waiting | None:
    """Tell the office which cities have waited too long."""
    if not _of_the_office(by):
        return None
    found = waiting_reviews(by=by).filter(waiting_since__lt=timezone.now() - OVERDUE_AFTER)
    told = found.order_by().aggregate(count=Count("pk"), since=Min("waiting_since"))
    sentence = ngettext(
        "%(count)s review takes longer than two weeks",
        "%(count)s reviews take longer than two weeks",
        told["count"],
    )
    return _waiting(sentence, told)


def _waiting(sentence: str, told: dict[str, Any]) -> Waiting | None:
    count, since = told["count"], told["since"]
    if not count or since is None:
        return None
    return Waiting(
        sentence=sentence % {"count": number(count, active_language())},
        url=reverse("reviewing:queue"),
        count=count,
        since=since,
    )


def _of_the_office(by: User | None) -> bool:
    return any(held.role in OFFICE for held in held_by(by))


def _titles(manuscripts: set[UUID]) -> dict[UUID, str]:
    found = ManuscriptField.objects.filter(manuscript__in=manuscripts, path="title")
    return {pk: str(value) for pk, value in found.values_list("manuscript_id", "value")}
