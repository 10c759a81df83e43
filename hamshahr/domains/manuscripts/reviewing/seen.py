"""What somebody saw when she opened a page: so that nobody decides on a text she did not read.

A page carries the number of the last change that it shows. From it the text that was seen can be
put together again, and held against the text as it stands.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet

from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.manuscripts.models import FieldChange, Manuscript
from hamshahr.domains.manuscripts.saving import content_of


class ChangedMeanwhile(Exception):
    """The text is not what she saw: ``before`` is what she saw, ``now`` what stands."""

    def __init__(self, before: Content, now: Content) -> None:
        super().__init__("changed")
        self.before, self.now = before, now


def last_change(manuscript: Manuscript) -> int:
    """Return the number of the last change of a manuscript; 0 where nothing was written."""
    found = FieldChange.objects.filter(manuscript=manuscript).aggregate(last=Max("pk"))
    return found["last"] or 0


def text_at(manuscript: Manuscript, change: int) -> Content:
    """Return what a manuscript told when ``change`` was its last one."""
    return _told(FieldChange.objects.filter(manuscript=manuscript, pk__lte=change))


def texts_on(
    manuscript: Manuscript, moments: Collection[datetime], *, paths: Collection[str]
) -> dict[datetime, Content]:
    """Return what these paths told at each of some moments, in one query."""
    # What tells whether an item was there, and which number a source had
    wanted = {*paths, *(path.partition(".")[0] for path in paths), "sources"}
    found = FieldChange.objects.filter(manuscript=manuscript, path__in=wanted)
    told: dict[datetime, dict[str, Any]] = {moment: {} for moment in moments}
    rows = found.order_by("version").values_list("path", "value", "changed_at")
    for path, value, changed_at in rows.iterator() if told else ():
        for moment, values in told.items():
            if changed_at <= moment:
                values[path] = value
    return {moment: Content(values).tidied() for moment, values in told.items()}


def text_now(manuscript: Manuscript) -> Content:
    """Return what a manuscript tells, without what was taken out."""
    return content_of(manuscript).tidied()


def require_seen(manuscript: Manuscript, change: int) -> Content:
    """Return the text of a held manuscript; raise ``ChangedMeanwhile`` where it was not seen."""
    before, now = text_at(manuscript, change), text_now(manuscript)
    if before.digest() != now.digest():
        raise ChangedMeanwhile(before, now)
    return now


def _told(changes: QuerySet[FieldChange]) -> Content:
    latest = changes.order_by("path", "-version").distinct("path")
    return Content(dict(latest.values_list("path", "value"))).tidied()
