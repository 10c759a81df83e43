"""Where the desk is found by those who have one, and what waits there."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.own_pages import OwnPage, register_own_page
from hamshahr.commons.accounts.permitting import Held
from hamshahr.commons.deeds.permissions import READ_WHOLE_RECORD
from hamshahr.commons.moderation.addresses import read_cases_at
from hamshahr.commons.moderation.permissions import READ_REPORTS
from hamshahr.domains.association.permissions import COME_TO_THE_DESK
from hamshahr.domains.network.permissions import APPOINT_TO_OFFICES, may_rename_and_merge
from hamshahr.domains.network.regions import CityPage
from hamshahr.faces.desk.reports import waiting
from hamshahr.faces.desk.waits import register_waits
from hamshahr.kernel.panels import Panel, register_panel
from hamshahr.kernel.waiting import register_waiting


def _has_one(held: frozenset[Held]) -> bool:
    return any(one.role in COME_TO_THE_DESK.roles for one in held)


def _reads_all(held: frozenset[Held]) -> bool:
    return any(one.role in READ_WHOLE_RECORD.roles for one in held)


def _reads_reports(held: frozenset[Held]) -> bool:
    return any(one.role in READ_REPORTS.roles for one in held)


def _city_work(page: CityPage, _language: str, by: User | None) -> Mapping[str, str] | None:
    """Lead whoever may from a city's page to where it is renamed, or made one with another."""
    if not may_rename_and_merge(by):
        return None
    return {
        "rename_url": reverse("desk:rename-city", args=[page.code]),
        "merge_url": reverse("desk:merge-city", args=[page.code]),
    }


def _gives_offices(held: frozenset[Held]) -> bool:
    return any(one.role in APPOINT_TO_OFFICES.roles for one in held)


def register() -> None:
    read_cases_at(lambda case: reverse("desk:report", args=[case]))
    register_waits()
    register_waiting("reports", waiting, position=10)
    register_own_page(OwnPage("reports", _("Reports"), "desk:reports", 15, shown_to=_reads_reports))
    register_panel(
        page="work on a city", panel=Panel("names", "desk/_city_work.html", _city_work, 10)
    )
    register_own_page(OwnPage("desk", _("Desk"), "desk:home", 1, shown_to=_has_one))
    register_own_page(OwnPage("record", _("Record"), "desk:audit", 15, shown_to=_reads_all))
    register_own_page(OwnPage("offices", _("Offices"), "desk:offices", 18, shown_to=_gives_offices))
