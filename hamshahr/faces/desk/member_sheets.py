"""The register put together for the desk's pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.urls import reverse

from hamshahr.commons.accounts.naming import called
from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.translation.reading import day, gregorian
from hamshahr.domains.network.addresses import city_url
from hamshahr.domains.network.member_register import people_of
from hamshahr.domains.network.models import BoardSeat, Fee, Membership
from hamshahr.faces.desk.member_forms import FeeForm, SeatForm, StandingForm
from hamshahr.kernel.today import today

_MOST_YEARS = 12  # of fees and of seats: what somebody looks back on
_MOST_CHANGES = 20


@dataclass(frozen=True)
class MemberRow:
    """A member in the register; empty texts: nothing is known."""

    name: str
    url: str
    standing: str
    is_active: bool
    since: str
    has_focal_point: bool
    last_seen: str
    fee: str
    is_paid: bool
    seat: str


@dataclass(frozen=True)
class SheetLine:
    """Something dated on a member's sheet."""

    what: str
    when: str
    note: str = ""


@dataclass(frozen=True)
class MemberSheet:
    """All that the office keeps of one member."""

    row: MemberRow
    slug: str
    city_url: str
    people: list[SheetLine]
    changes: list[SheetLine]
    fees: list[SheetLine]
    seats: list[SheetLine]
    sits: bool
    standing_form: forms.Form
    fee_form: forms.Form
    seat_form: forms.Form


def member_rows(members: Iterable[Membership], language: str) -> list[MemberRow]:
    """Return members as the register shows them; they carry what ``register`` tells."""
    return [_row(each, language) for each in members]


def member_sheet(
    held: Membership, language: str, *, wrong: forms.Form | None = None
) -> MemberSheet:
    """Return the sheet of a member whom the reader may see; ``wrong``: a form shown back."""
    seats = list(held.seats.all()[:_MOST_YEARS])
    return MemberSheet(
        row=_row(held, language),
        slug=held.city.slug,
        city_url=city_url(held.city.slug),
        people=[
            SheetLine(called(each.person), day(each.starts, language), str(Role(each.role).label))
            for each in people_of(held)
        ],
        changes=[
            SheetLine(
                str(Membership.Standing(each.standing).label),
                day(each.from_day, language),
                each.reason,
            )
            for each in held.changes.all()[:_MOST_CHANGES]
        ],
        fees=[_fee(each, language) for each in held.fees.all()[:_MOST_YEARS]],
        seats=[_seat(each, language) for each in seats],
        sits=any(each.ends is None for each in seats),
        standing_form=_form(wrong, StandingForm, {"from_day": today()}),
        fee_form=_form(wrong, FeeForm, {"year": today().year}),
        seat_form=_form(wrong, SeatForm, {}),
    )


def _form(
    wrong: forms.Form | None, kind: type[forms.Form], initial: dict[str, object]
) -> forms.Form:
    return wrong if isinstance(wrong, kind) else kind(initial=initial)


def _row(held: Membership, language: str) -> MemberRow:
    told = vars(held)  # what the register's statement added
    return MemberRow(
        name=held.city.name_in(language),
        url=reverse("desk:member", args=[held.city.slug]),
        standing=str(Membership.Standing(held.standing).label),
        is_active=held.standing == Membership.Standing.ACTIVE,
        since=day(held.since, language) if held.since else "",
        has_focal_point=told["has_focal_point"],
        last_seen=day(told["last_seen"], language) if told["last_seen"] else "",
        fee=str(Fee.State(told["fee_state"]).label) if told["fee_state"] else "",
        is_paid=told["fee_state"] in {Fee.State.PAID, Fee.State.WAIVED},
        seat=str(BoardSeat.Seat(told["seat"]).label) if told["seat"] else "",
    )


def _fee(fee: Fee, language: str) -> SheetLine:
    paid = day(fee.paid_on, language) if fee.paid_on else ""
    return SheetLine(gregorian(fee.year, language), paid, str(Fee.State(fee.state).label))


def _seat(seat: BoardSeat, language: str) -> SheetLine:
    until = day(seat.ends, language) if seat.ends else ""
    name = str(BoardSeat.Seat(seat.seat).label)
    return SheetLine(name, day(seat.starts, language), until)
