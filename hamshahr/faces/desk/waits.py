"""What waits for the office besides reports: silent members, missing focal points, dead ends."""

from collections.abc import Callable
from datetime import date, datetime

from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from hamshahr.commons.accounts.models import User
from hamshahr.commons.files.models import ScannerOutage
from hamshahr.commons.notifications.addresses import dead_mailboxes
from hamshahr.commons.notifications.models import MailAddress
from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.reading import number
from hamshahr.domains.experiences.broken_links import count_broken
from hamshahr.domains.experiences.importing.sheets.access import sheets_visible_to
from hamshahr.domains.experiences.models import SheetImport
from hamshahr.domains.network.member_register import (
    RegisterFilter,
    expired_invitations,
    register,
)
from hamshahr.domains.network.permissions import may_keep_register
from hamshahr.kernel.waiting import Waiting, register_waiting

# Given how many, the sentence with a place for their number
_Sentence = Callable[[int], str]


def register_waits() -> None:
    """Have the desk's home tell what waits for the office."""
    register_waiting("no-focal-point", _without_focal_point, position=20)
    register_waiting("expired-invitations", _expired_invitations, position=30)
    register_waiting("dead-mailboxes", _dead_mailboxes, position=40)
    register_waiting("silent", _silent, position=50)
    register_waiting("scanner", _scanner, position=5)
    register_waiting("sheets", _sheets, position=70)
    register_waiting("broken-links", _broken_links, position=60)


def mailboxes(*, by: User | None) -> QuerySet[MailAddress]:
    """Return the addresses that take no letters any more; nobody but the office sees any."""
    found = dead_mailboxes()
    return found if may_keep_register(by) else found.none()


def _scanner(by: User | None) -> Waiting | None:
    def sentence(count: int) -> str:
        return ngettext(
            "The virus scanner does not answer: %(count)s file was not taken. Tell who runs the "
            "machine",
            "The virus scanner does not answer: %(count)s files were not taken. Tell who runs the "
            "machine",
            count,
        )

    outage = ScannerOutage.objects.first() if may_keep_register(by) else None
    if outage is None:
        return None
    return _waiting(sentence, outage.refused, outage.since, reverse("desk:home"))


def _without_focal_point(by: User | None) -> Waiting | None:
    def sentence(count: int) -> str:
        return ngettext(
            "%(count)s member has no focal point", "%(count)s members have no focal point", count
        )

    return _members("no-focal-point", sentence, by)


def _silent(by: User | None) -> Waiting | None:
    def sentence(count: int) -> str:
        return ngettext(
            "%(count)s member has been silent for half a year",
            "%(count)s members have been silent for half a year",
            count,
        )

    return _members("silent", sentence, by)


def _members(what: str, sentence: _Sentence, by: User | None) -> Waiting | None:
    found = register(RegisterFilter(waits=what), "en", by=by).order_by()
    told = found.aggregate(count=Count("pk"), since=Min("since"))
    return _waiting(
        sentence, told["count"], told["since"], f"{reverse('desk:members')}?waits={what}"
    )


def _expired_invitations(by: User | None) -> Waiting | None:
    def sentence(count: int) -> str:
        return ngettext(
            "%(count)s invitation expired unanswered",
            "%(count)s invitations expired unanswered",
            count,
        )

    found = expired_invitations(by=by).order_by()
    told = found.aggregate(count=Count("pk"), since=Min("expires_at"))
    return _waiting(sentence, told["count"], told["since"], reverse("desk:invitations"))


def _dead_mailboxes(by: User | None) -> Waiting | None:
    def sentence(count: int) -> str:
        return ngettext(
            "%(count)s mailbox takes no letters any more",
            "%(count)s mailboxes take no letters any more",
            count,
        )

    told = mailboxes(by=by).order_by().aggregate(count=Count("pk"), since=Min("dead_since"))
    return _waiting(sentence, told["count"], told["since"], reverse("desk:mailboxes"))


def _broken_links(by: User | None) -> Waiting | None:
    def sentence(count: int) -> str:
        return ngettext(
            "%(count)s source cannot be reached", "%(count)s sources cannot be reached", count
        )

    if not may_keep_register(by):
        return None
    count, since = count_broken(by=by)
    return _waiting(sentence, count, since, reverse("desk:broken-links"))


def _sheets(by: User | None) -> Waiting | None:
    def sentence(count: int) -> str:
        return ngettext(
            "%(count)s sheet was tried and waits to be accepted",
            "%(count)s sheets were tried and wait to be accepted",
            count,
        )

    found = sheets_visible_to(by).filter(state=SheetImport.State.TRIED).order_by()
    told = found.aggregate(count=Count("pk"), since=Min("kept_at"))
    return _waiting(sentence, told["count"], told["since"], reverse("desk:sheets"))


def _waiting(
    sentence: _Sentence, count: int, since: date | datetime | None, url: str
) -> Waiting | None:
    if not count or since is None:
        return None
    if not isinstance(since, datetime):
        since = timezone.make_aware(datetime.combine(since, datetime.min.time()))
    return Waiting(
        sentence=sentence(count) % {"count": number(count, active_language())},
        url=url,
        count=count,
        since=since,
    )
