"""What claiming and asking again plug into the commons, and into the pages of earlier domains."""

from collections.abc import Mapping
from typing import Protocol

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.own_data.parts import PersonalData, register_personal_data, rows_of
from hamshahr.commons.accounts.own_pages import OwnPage, register_own_page
from hamshahr.commons.accounts.permitting import Held
from hamshahr.domains.experiences.permissions import ANSWER_FOR
from hamshahr.domains.manuscripts.asking_again import notices, office
from hamshahr.domains.manuscripts.models import Check, Claim
from hamshahr.kernel.panels import Panel, register_panel


class _Page(Protocol):
    @property
    def head(self) -> "_Head": ...


class _Head(Protocol):
    @property
    def code(self) -> str: ...


def register() -> None:
    """Called by the manifest of the domain."""
    notices.declare()
    office.register_waits()
    register_own_page(
        OwnPage("about-city", _("About your city"), "manuscripts:about-city", 8, shown_to=_answers)
    )
    register_panel(
        page="experience", panel=Panel("claim", "manuscripts/claim/panel.html", _for_its_city, 50)
    )
    register_personal_data(
        PersonalData(
            "claims",
            _("Compiled experiences that you confirmed for your city"),
            rows_of(Claim, "claimed_by", "revision__experience__code", "agreed_text", "claimed_at"),
            covers=("manuscripts.Claim.claimed_by",),
        )
    )
    register_personal_data(
        PersonalData(
            "checks",
            _("Whether experiences are still so: what you were asked, and answered"),
            rows_of(Check, "asked_of", "experience__code", "asked_at", "answered_at", "answer"),
            covers=("manuscripts.Check.asked_of",),
        )
    )


def _answers(held: frozenset[Held]) -> bool:
    return any(one.role in ANSWER_FOR.own_city for one in held)


def _for_its_city(page: _Page, _language: str, _by: User | None) -> Mapping[str, str]:
    """Lead whoever answers for the city from the page that everybody reads to her own."""
    return {"url": reverse("manuscripts:claim", args=[page.head.code])}
