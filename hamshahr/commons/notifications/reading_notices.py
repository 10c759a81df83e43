"""What a person reads of her notices."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from hamshahr.commons.accounts.models import User
from hamshahr.commons.notifications.kinds import seen_of
from hamshahr.commons.notifications.models import MailAddress, Notice
from hamshahr.commons.notifications.said import names_in, sentence
from hamshahr.commons.translation.languages import active_language

ROWS = 20
# Beyond it a count tells nothing more, and need not be counted
MOST_COUNTED = 99


@dataclass(frozen=True)
class Row:
    """One notice, worded in the reader's language; ``sentence`` goes through ``isolating``."""

    id: UUID
    sentence: str
    url: str
    when: datetime
    unread: bool


@dataclass(frozen=True)
class Waiting:
    """What waits for somebody: unread notices (``MOST_COUNTED`` + 1: more), and whether her
    address is dead."""

    unread: int
    address_is_dead: bool

    @property
    def is_more(self) -> bool:
        return self.unread > MOST_COUNTED


def notices_of(by: User) -> QuerySet[Notice]:
    """Return a person's own notices, the newest first."""
    return Notice.objects.filter(person=by).order_by("-created_at", "-pk")


def rows_of(notices: Sequence[Notice]) -> list[Row]:
    """Word notices in the active language, without those whose person may not see the thing."""
    seen = seen_of(notices)
    names = names_in(seen)
    return [
        Row(
            notice.pk,
            sentence(notice, names),
            address_of(notice),
            notice.created_at,
            notice.read_at is None,
        )
        for notice in seen
    ]


def address_of(notice: Notice) -> str:
    """Return the path of the page that a notice leads to, in the active language."""
    return f"/{active_language()}/{notice.path}"


def waiting_for(by: User) -> Waiting:
    """Return what the frame of each page tells a person; one query."""
    dead = MailAddress.objects.filter(address=OuterRef("email"), dead_since__isnull=False)
    unread = Count("notices", filter=Q(notices__read_at__isnull=True))
    count, is_dead = (
        User.objects.filter(pk=by.pk)
        .annotate(unread=unread, dead=Exists(dead))
        .values_list("unread", "dead")
        .get()
    )
    return Waiting(min(count, MOST_COUNTED + 1), is_dead)
