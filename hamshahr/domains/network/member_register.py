"""The association's register of members as its office reads it: who stands how, and what waits."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    CharField,
    DateTimeField,
    Exists,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.roles import Role
from hamshahr.domains.network.facts.folding import fold_name
from hamshahr.domains.network.models import (
    Appointment,
    BoardSeat,
    Fee,
    Invitation,
    Membership,
)
from hamshahr.domains.network.models.invitations import UNANSWERED
from hamshahr.domains.network.permissions import may_keep_register, running_appointments
from hamshahr.kernel.today import today

# Half a year without a sign-in of any of its people: longer than any holiday, shorter than a term
SILENT_AFTER = timedelta(days=183)
WAITS = ("no-focal-point", "silent", "fee")


@dataclass(frozen=True)
class RegisterFilter:
    """What narrows the register: a standing, something that waits, a part of a name."""

    standing: str = ""
    waits: str = ""
    name: str = ""


def register(wanted: RegisterFilter, language: str, *, by: User | None) -> QuerySet[Membership]:
    """Return the admitted members that fit, as readers of ``language`` sort the cities' names.

    Each carries ``has_focal_point``, ``last_seen`` (of any of its people; ``None``: never),
    ``fee_state`` of this year and ``seat`` of today; empty: none. Nobody but the office sees any.
    """
    if not may_keep_register(by):
        return Membership.objects.none()
    admitted = Membership.objects.filter(basis=Membership.Basis.ADMITTED)
    found = _told(admitted.filter(city__merged_into__isnull=True))
    if wanted.standing:
        found = found.filter(standing=wanted.standing)
    if wanted.waits:
        found = found.filter(_waiting(wanted.waits))
    if wanted.name:
        found = found.filter(city__found_by__contains=fold_name(wanted.name) or "\0")
    return found.order_by(f"city__sort_keys__{language}", "city__slug")


def member_of(slug: str, *, by: User | None) -> Membership | None:
    """Return an admitted member with what ``register`` tells of it, or ``None``."""
    return register(RegisterFilter(), "en", by=by).filter(city__slug=slug).first()


def _told(members: QuerySet[Membership]) -> QuerySet[Membership]:
    now = today()
    people = running_appointments().filter(city=OuterRef("city")).order_by()
    seen = people.values("city").annotate(last=Max("person__last_login")).values("last")
    fee = Fee.objects.filter(membership=OuterRef("pk"), year=now.year).values("state")
    seat = BoardSeat.objects.filter(_runs(now), membership=OuterRef("pk")).values("seat")
    return members.select_related("city").annotate(
        has_focal_point=Exists(people.filter(role=Role.FOCAL_POINT)),
        last_seen=Subquery(seen, output_field=DateTimeField(null=True)),
        fee_state=_or_empty(fee),
        seat=_or_empty(seat),
    )


def _runs(day: date) -> Q:
    return Q(starts__lte=day) & (Q(ends__isnull=True) | Q(ends__gt=day))


def _or_empty(found: QuerySet[Fee, Any] | QuerySet[BoardSeat, Any]) -> Coalesce:
    return Coalesce(
        Subquery(found[:1], output_field=CharField()), Value(""), output_field=CharField()
    )


def _waiting(what: str) -> Q:
    """Return the condition of what waits for the office; of active members alone."""
    active = Q(standing=Membership.Standing.ACTIVE)
    silent_since = today() - SILENT_AFTER
    conditions = {
        "no-focal-point": Q(has_focal_point=False),
        "silent": Q(since__lt=silent_since, has_focal_point=True)
        & (Q(last_seen__isnull=True) | Q(last_seen__date__lt=silent_since)),
        "fee": ~Q(fee_state__in=[Fee.State.PAID, Fee.State.WAIVED]),
    }
    return active & conditions[what]


# A city has a handful of people here; of more, the register shows those who came first
_MOST_PEOPLE = 200
_KEEPERS_FIRST = (Role.FOCAL_POINT, Role.DEPUTY_FOCAL_POINT, *Role)


def people_of(membership: Membership) -> list[Appointment]:
    """Return who serves a member today, its focal point first, then as roles are told."""
    serving = running_appointments().filter(city=membership.city_id).select_related("person")
    return sorted(
        serving.order_by("starts", "pk")[:_MOST_PEOPLE],
        key=lambda held: _KEEPERS_FIRST.index(Role(held.role)),
    )


def expired_invitations(*, by: User | None) -> QuerySet[Invitation]:
    """Return the invitations that nobody answered in time, the latest first.

    Nobody but the office sees any.
    """
    if not may_keep_register(by):
        return Invitation.objects.none()
    return (
        Invitation.objects.filter(UNANSWERED, expires_at__lte=timezone.now(), erased_at=None)
        .select_related("city", "invited_by")
        .order_by("-expires_at", "-pk")
    )
