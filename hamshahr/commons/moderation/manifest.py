"""What moderation plugs into the other commons."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext_lazy

from hamshahr.commons.accounts.cities import KeptOfCity, register_kept_of_city
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.own_data.parts import (
    PersonalData,
    Row,
    register_personal_data,
    rows_of,
)
from hamshahr.commons.moderation import deeds, notices
from hamshahr.commons.moderation.models import Case, CityWord, Decision, Report


def _reports(person: User) -> Iterator[Row]:
    """Reports need no account: they are hers by the address that she left."""
    found = Report.objects.filter(email__iexact=person.email).order_by("pk")
    yield from found.values("case__kind", "case__code", "ground", "words", "made_at")


def _move_cases(gone: UUID, kept: UUID) -> None:
    Case.objects.filter(owner=gone).update(owner=kept)


def register() -> None:
    deeds.declare()
    notices.register()
    register_kept_of_city(
        KeptOfCity(
            "cases",
            gettext_lazy("Reports of its pages"),
            ("moderation.Case.owner",),
            lambda city: Case.objects.filter(owner=city).count(),
            _move_cases,
        )
    )
    for part in (
        PersonalData(
            "reports",
            gettext_lazy("What you reported and left your address with"),
            _reports,
            covers=("moderation.Report.email",),
        ),
        PersonalData(
            "reports-in-hand",
            gettext_lazy("Reports that you took in hand"),
            rows_of(Case, "taken_by", "kind", "code", "state"),
            covers=("moderation.Case.taken_by",),
        ),
        PersonalData(
            "decisions-on-reports",
            gettext_lazy("What you decided about reports"),
            rows_of(
                Decision, "decided_by", "case__kind", "case__code", "verdict", "reason",
                "decided_at",
            ),
            covers=("moderation.Decision.decided_by",),
        ),
        PersonalData(
            "words-of-a-city",
            gettext_lazy("What you said to reports for your city"),
            rows_of(CityWord, "said_by", "case__kind", "case__code", "words", "said_at"),
            covers=("moderation.CityWord.said_by",),
        ),
    ):  # fmt: skip
        register_personal_data(part)
