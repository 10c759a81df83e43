"""Deeds on membership: admitting a city, its standing, its fees, its seat on the board."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from hamshahr.commons.accounts.models import User
from hamshahr.domains.network.models import BoardSeat, City, Fee, Membership, StandingChange
from hamshahr.domains.network.permissions import may_keep_register
from hamshahr.kernel.audit.actions import record
from hamshahr.kernel.today import today
from hamshahr.kernel.typed_texts import as_kept

Standing = Membership.Standing
Basis = Membership.Basis


class CannotBeSo(ValueError):
    """What was asked contradicts what is there; ``why`` names the rule, for the form to word."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@transaction.atomic
def admit_member(*, city: City, since: date, by: User) -> Membership:
    """Take a city into the association's own register, active from a day on, today at the latest.

    What public sources said of it stays with it. Raises ``PermissionDenied``, and ``CannotBeSo``:
    ``in the future``, ``a member already``.
    """
    _require(by)
    _require_past(since)
    membership, _made = Membership.objects.select_for_update().get_or_create(
        city=city, defaults={"basis": Basis.ADMITTED, "standing": Standing.ACTIVE, "since": since}
    )
    if not _made:
        if membership.basis == Basis.ADMITTED:
            raise CannotBeSo("a member already")
        membership.basis, membership.standing = Basis.ADMITTED, Standing.ACTIVE
        membership.since = since
        membership.save()
    _keep_change(membership, Standing.ACTIVE, since, "", by)
    _record(deed="network.admit_member", city=city, by=by)
    return membership


@transaction.atomic
def change_standing(
    *, membership: Membership, standing: Membership.Standing, from_day: date, reason: str, by: User
) -> None:
    """Suspend a member, take it back, or record that it left, from a day on, today at the latest.

    Its people's roles rest while it is suspended, and after it left: appointments stay as they
    are, and give nothing. Raises ``PermissionDenied``, and ``CannotBeSo``: ``in the future``,
    ``before it was a member``, ``so already``.
    """
    _require(by)
    _require_past(from_day)
    held = Membership.objects.select_for_update().select_related("city").get(pk=membership.pk)
    if held.since is None or from_day < held.since:
        raise CannotBeSo("before it was a member")
    if held.standing == standing:
        raise CannotBeSo("so already")
    held.standing = standing
    held.until = from_day if standing == Standing.LEFT else None
    held.save(update_fields=["standing", "until"])
    _keep_change(held, standing, from_day, reason, by)
    _record(deed="network.change_standing", city=held.city, by=by, standing=standing)


@transaction.atomic
def record_fee(
    *, membership: Membership, year: int, state: Fee.State, paid_on: date | None, by: User
) -> Fee:
    """Record how the fee of a year stands; said again, the last word holds.

    Raises ``PermissionDenied``, and ``CannotBeSo``: ``not admitted``, ``before it was a member``,
    ``in the future``.
    """
    _require(by)
    if membership.since is None:
        raise CannotBeSo("not admitted")
    if year < membership.since.year:
        raise CannotBeSo("before it was a member")
    if year > today().year + 1:  # next year's fee is sometimes paid before the year begins
        raise CannotBeSo("in the future")
    day = paid_on if state == Fee.State.PAID else None
    if day is not None:
        _require_past(day)
    fee, _made = Fee.objects.update_or_create(
        membership=membership, year=year, defaults={"state": state, "paid_on": day}
    )
    _record(deed="network.record_fee", city=membership.city, by=by, year=year, state=state)
    return fee


@transaction.atomic
def give_seat(
    *,
    membership: Membership,
    seat: BoardSeat.Seat,
    starts: date,
    ends: date | None,
    by: User,
) -> BoardSeat:
    """Give a member a seat on the board, from a day until before another, or until further.

    Raises ``PermissionDenied``, and ``CannotBeSo``: ``not admitted``, ``ends before it begins``,
    ``a seat already``.
    """
    _require(by)
    if membership.basis != Basis.ADMITTED or membership.standing == Standing.LEFT:
        raise CannotBeSo("not admitted")
    if ends is not None and ends <= starts:
        raise CannotBeSo("ends before it begins")
    try:
        with transaction.atomic():
            given = BoardSeat.objects.create(
                membership=membership, seat=seat, starts=starts, ends=ends
            )
    except IntegrityError as error:
        raise CannotBeSo("a seat already") from error
    _record(deed="network.give_seat", city=membership.city, by=by, seat=seat)
    return given


@transaction.atomic
def end_seat(*, seat: BoardSeat, by: User) -> None:
    """End a seat today; one that has ended stays so. Raises ``PermissionDenied``."""
    _require(by)
    held = BoardSeat.objects.select_for_update().get(pk=seat.pk)
    if held.ends is not None and held.ends <= today():
        return
    held.ends = max(today(), held.starts)
    held.save(update_fields=["ends"])
    _record(deed="network.end_seat", city=held.membership.city, by=by, seat=held.seat)


def _require(by: User) -> None:
    if not may_keep_register(by):
        raise PermissionDenied("The register of members is not yours to keep.")


def _require_past(day: date) -> None:
    if day > today():
        raise CannotBeSo("in the future")


def _keep_change(
    membership: Membership, standing: Membership.Standing, day: date, reason: str, by: User
) -> None:
    StandingChange.objects.create(
        membership=membership,
        standing=standing,
        from_day=day,
        reason=as_kept(reason),
        decided_by=by,
    )


def _record(*, deed: str, city: City, by: User, **details: object) -> None:
    record(by=by, deed=deed, object_type="city", object_id=city.pk, body=city.pk, **details)
