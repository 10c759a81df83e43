"""The pages of a person's notices, put together."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.utils.functional import Promise

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import held_by
from hamshahr.commons.notifications.actions import wishes_of
from hamshahr.commons.notifications.addresses import health_of
from hamshahr.commons.notifications.forms import FrequenciesForm
from hamshahr.commons.notifications.kinds import NoticeKind, kinds
from hamshahr.commons.notifications.models import MailAddress
from hamshahr.commons.notifications.reading_notices import ROWS, Row, notices_of, rows_of


@dataclass(frozen=True)
class NoticesPage:
    """A page of somebody's notices. ``newer``, ``older``: page numbers, 0 where there is none."""

    rows: Sequence[Row]
    unread: bool
    newer: int
    older: int


@dataclass(frozen=True)
class SettingsPage:
    """What somebody hears about, and whether letters reach her."""

    form: FrequenciesForm
    always: Sequence[str | Promise]  # kinds that cannot be silenced
    trouble: MailAddress | None


def notices_page(by: User, number: str) -> NoticesPage:
    """Return the page of that number; the nearest that there is, where there is none such."""
    page = Paginator(notices_of(by), ROWS).get_page(number)
    rows = rows_of(list(page.object_list))
    return NoticesPage(
        rows=rows,
        unread=any(row.unread for row in rows),
        newer=page.previous_page_number() if page.has_previous() else 0,
        older=page.next_page_number() if page.has_next() else 0,
    )


def settings_page(by: User, form: FrequenciesForm | None = None) -> SettingsPage:
    health = health_of(by.email)
    return SettingsPage(
        form=form or FrequenciesForm(offered_to(by), wishes_of(by)),
        always=[kind.name for kind in kinds() if not kind.silenceable],
        trouble=health if health is not None and health.dead_since else None,
    )


def offered_to(by: User) -> list[NoticeKind]:
    """Return the kinds about which a person may choose: those that concern her roles."""
    held = held_by(by)
    return [kind for kind in kinds() if kind.silenceable and kind.concerns(held)]
