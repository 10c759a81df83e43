"""What nobody confirms, for the secretariat."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import Permission, allows, declare
from hamshahr.commons.accounts.roles import OFFICE
from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.reading import number
from hamshahr.domains.experiences.heads import heads
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.regions import ExperienceHead
from hamshahr.domains.manuscripts.asking_again.asking import waiting_for_the_office
from hamshahr.domains.manuscripts.claiming.listing import due, unconfirmed
from hamshahr.kernel.waiting import Waiting, register_waiting

KEEP_ASKING = declare(
    Permission(
        "manuscripts.keep_asking",
        _("See which experiences no city confirms, and write to the cities."),
        everywhere=OFFICE,
    )
)
A_PAGE = 50


@dataclass(frozen=True)
class OfficeList:
    heads: tuple[ExperienceHead, ...]
    page: Page[Experience]


def office_list(asked: int, language: str, *, by: User) -> OfficeList:
    """Return a page of what nobody confirms, the longest due first; the nearest page there is."""
    found = waiting_for_the_office().order_by("next_check_on", "pk")
    page = Paginator(found, A_PAGE).get_page(asked)
    ids = [case.pk for case in page.object_list]
    introduced = heads(ids, language, by=by)
    return OfficeList(tuple(introduced[pk] for pk in ids if pk in introduced), page)


def register_waits() -> None:
    """Have the desk tell the office, and keepers on theirs, what waits for their word."""
    register_waiting("unconfirmed", _for_the_office, position=45)
    register_waiting("to-claim", _to_claim, position=46)
    register_waiting("is-it-still-so", _to_confirm, position=47)


def _for_the_office(by: User | None) -> Waiting | None:
    if not allows(by, KEEP_ASKING):
        return None
    told = (
        waiting_for_the_office().order_by().aggregate(count=Count("pk"), since=Min("next_check_on"))
    )
    if not told["count"]:
        return None
    sentence = ngettext(
        "%(count)s experience is confirmed by nobody",
        "%(count)s experiences are confirmed by nobody",
        told["count"],
    )
    return _waiting(
        sentence, told["count"], _midnight(told["since"]), reverse("manuscripts:unanswered")
    )


def _to_claim(by: User | None) -> Waiting | None:
    told = unconfirmed(by=by).order_by().aggregate(count=Count("pk"), since=Min("published_at"))
    if not told["count"]:
        return None
    sentence = ngettext(
        "%(count)s compiled experience of your city waits to be confirmed",
        "%(count)s compiled experiences of your city wait to be confirmed",
        told["count"],
    )
    return _waiting(sentence, told["count"], told["since"], reverse("manuscripts:about-city"))


def _to_confirm(by: User | None) -> Waiting | None:
    told = due(by=by).order_by().aggregate(count=Count("pk"), since=Min("next_check_on"))
    if not told["count"]:
        return None
    sentence = ngettext(
        "Of %(count)s experience of your city it is to be said whether it is still so",
        "Of %(count)s experiences of your city it is to be said whether they are still so",
        told["count"],
    )
    return _waiting(
        sentence, told["count"], _midnight(told["since"]), reverse("manuscripts:about-city")
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def _waiting(sentence: str, count: int, since: datetime, url: str) -> Waiting:
    worded = sentence % {"count": number(count, active_language())}
    return Waiting(sentence=worded, url=url, count=count, since=since)
