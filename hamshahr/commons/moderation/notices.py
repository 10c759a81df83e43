"""What moderators and the people of a city are told of reports.

No title is in it, for a title may be what is to go; the reader is led to the case.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import Held, Permission, who_may
from hamshahr.commons.moderation.addresses import case_url
from hamshahr.commons.moderation.models import URGENT, Case, Decision, Report
from hamshahr.commons.moderation.permissions import ANSWER_REPORTS, DECIDE
from hamshahr.commons.moderation.wording import GROUNDS, VERDICTS
from hamshahr.commons.notifications.kinds import Frequency, NoticeKind, register_notice_kind
from hamshahr.commons.notifications.notifying import notify
from hamshahr.commons.translation.languages import INTERFACE_LANGUAGES

_WAITS, _URGENT = "moderation.report_waits", "moderation.urgent_report_waits"
_OF_CITY, _DECIDED = "moderation.city_page_reported", "moderation.city_page_decided"


def of_report(case: Case, report: Report) -> None:
    """Tell those who decide, and those who keep the city's page, that a page was reported."""
    said = {"ground": _in_each(GROUNDS[report.ground])}
    waits = _URGENT if report.ground in URGENT else _WAITS
    for kind, to in ((waits, DECIDE), (_OF_CITY, ANSWER_REPORTS)):
        notify(
            kind=kind,
            to=who_may(to, case.owner),
            about=case.pk,
            url=case_url(case.pk),
            said=said,
            by=None,
        )


def of_decision(case: Case, decision: Decision, by: User) -> None:
    """Tell those who keep the city's page what was decided about it."""
    notify(
        kind=_DECIDED,
        to=who_may(ANSWER_REPORTS, case.owner),
        about=case.pk,
        url=case_url(case.pk),
        said={"verdict": _in_each(VERDICTS[decision.verdict])},
        by=by,
    )


def register() -> None:
    """Declare the kinds; called by the manifest."""
    for kind in (
        NoticeKind(
            code=_WAITS,
            name=_("A page was reported"),
            sentence=_("A page was reported: %(ground)s"),
            concerns=lambda held: _one_of(held, DECIDE),
        ),
        NoticeKind(
            code=_URGENT,
            name=_("A page was reported that may harm somebody"),
            sentence=_("A page was reported that may harm somebody: %(ground)s"),
            frequency=Frequency.AT_ONCE,
            concerns=lambda held: _one_of(held, DECIDE),
        ),
        NoticeKind(
            code=_OF_CITY,
            name=_("A page of my city was reported"),
            sentence=_("A page of your city was reported: %(ground)s"),
            concerns=lambda held: _one_of(held, ANSWER_REPORTS),
        ),
        NoticeKind(
            code=_DECIDED,
            name=_("It was decided about a page of my city"),
            sentence=_("It was decided about a page of your city: %(verdict)s"),
            concerns=lambda held: _one_of(held, ANSWER_REPORTS),
        ),
    ):
        register_notice_kind(kind)


def _one_of(held: frozenset[Held], permission: Permission) -> bool:
    return any(one.role in permission.roles for one in held)


def _in_each(words: str | Promise) -> Mapping[str, str]:
    """Return words in every language of the interface: each reader has her own."""
    said = {}
    for code in INTERFACE_LANGUAGES:
        with override(code):
            said[code] = str(words)
    return said
