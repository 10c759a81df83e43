"""The register of members at the desk: look through it, admit, and keep a member's sheet."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.paginator import EmptyPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamshahr.commons.accounts.doors import for_those_who
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.translation.languages import active_language
from hamshahr.domains.network.actions import add_city_from_facts
from hamshahr.domains.network.admitting import (
    CannotBeSo,
    admit_member,
    change_standing,
    end_seat,
    give_seat,
    record_fee,
)
from hamshahr.domains.network.member_register import RegisterFilter, member_of, register
from hamshahr.domains.network.models import BoardSeat, Fee, Membership
from hamshahr.domains.network.permissions import KEEP_REGISTER
from hamshahr.faces.desk.member_forms import (
    AdmissionForm,
    FeeForm,
    RegisterForm,
    SeatForm,
    StandingForm,
)
from hamshahr.faces.desk.member_sheets import member_rows, member_sheet

ROWS = 50


@require_safe
@for_those_who(KEEP_REGISTER)
def members(request: HttpRequest, by: User) -> HttpResponse:
    """The register, narrowed to what waits or to a standing."""
    form = RegisterForm(request.GET)
    if not form.is_valid():
        raise Http404
    said = form.cleaned_data
    language = active_language()
    wanted = RegisterFilter(said["standing"], said["waits"], said["name"])
    try:
        page = Paginator(register(wanted, language, by=by), ROWS).page(said["page"] or 1)
    except EmptyPage as error:
        raise Http404 from error
    context = {"form": form, "page": page, "rows": member_rows(page.object_list, language)}
    return render(request, "desk/members.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(KEEP_REGISTER)
def admit(request: HttpRequest, by: User) -> HttpResponse:
    """Admit a city: find it among the known ones, and say since when."""
    form = AdmissionForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and form.city is not None:
        city = add_city_from_facts(city=form.city, by=system_actor())
        try:
            admit_member(city=city, since=form.cleaned_data["since"], by=by)
        except CannotBeSo as error:
            field = "since" if error.why == "in the future" else "name"
            form.add_error(field, _why(error))
        else:
            return redirect("desk:member", slug=city.slug)
    return _with_form(request, "desk/admit.html", {"form": form}, form)


@require_safe
@for_those_who(KEEP_REGISTER)
def member(request: HttpRequest, by: User, slug: str) -> HttpResponse:
    """A member's sheet: how it stands, who serves it, what it has paid, where it sits."""
    return _sheet(request, _member(slug, by))


@require_POST
@for_those_who(KEEP_REGISTER)
def standing(request: HttpRequest, by: User, slug: str) -> HttpResponse:
    """Change how a member stands."""

    def act(held: Membership, said: dict[str, Any]) -> None:
        change_standing(
            membership=held,
            standing=Membership.Standing(said["standing"]),
            from_day=said["from_day"],
            reason=said["reason"],
            by=by,
        )

    return _kept(request, by, slug, StandingForm, act, "from_day")


@require_POST
@for_those_who(KEEP_REGISTER)
def fee(request: HttpRequest, by: User, slug: str) -> HttpResponse:
    """Record the fee of a year."""

    def act(held: Membership, said: dict[str, Any]) -> None:
        record_fee(
            membership=held,
            year=said["year"],
            state=Fee.State(said["state"]),
            paid_on=said["paid_on"],
            by=by,
        )

    return _kept(request, by, slug, FeeForm, act, "year")


@require_POST
@for_those_who(KEEP_REGISTER)
def seat(request: HttpRequest, by: User, slug: str) -> HttpResponse:
    """Give a member a seat on the board."""

    def act(held: Membership, said: dict[str, Any]) -> None:
        give_seat(
            membership=held,
            seat=BoardSeat.Seat(said["seat"]),
            starts=said["starts"],
            ends=said["ends"],
            by=by,
        )

    return _kept(request, by, slug, SeatForm, act, "starts")


@require_POST
@for_those_who(KEEP_REGISTER)
def seat_end(request: HttpRequest, by: User, slug: str) -> HttpResponse:  # noqa: ARG001 - Django's form
    """End the seat that a member holds today."""
    held = _member(slug, by)
    for each in held.seats.filter(ends__isnull=True):
        end_seat(seat=each, by=by)
    return redirect(f"{reverse('desk:member', args=[slug])}#seats")


def _kept(
    request: HttpRequest,
    by: User,
    slug: str,
    kind: type[forms.Form],
    act: Callable[[Membership, dict[str, Any]], None],
    blamed: str,
) -> HttpResponse:
    """Do what a form of the sheet asks; where it cannot be, show the sheet with what was typed."""
    held = _member(slug, by)
    form = kind(request.POST)
    if form.is_valid():
        try:
            act(held, form.cleaned_data)
        except CannotBeSo as error:
            form.add_error(blamed, _why(error))
        else:
            return redirect("desk:member", slug=slug)
    return _sheet(request, held, form)


def _sheet(request: HttpRequest, held: Membership, wrong: forms.Form | None = None) -> HttpResponse:
    sheet = member_sheet(held, active_language(), wrong=wrong)
    return _with_form(request, "desk/member.html", {"sheet": sheet, "form": wrong}, wrong)


def _with_form(
    request: HttpRequest, template: str, context: dict[str, Any], form: forms.Form | None
) -> HttpResponse:
    return render(request, template, context, status=422 if form and form.errors else 200)


def _member(slug: str, by: User) -> Membership:
    found = member_of(slug, by=by)
    if found is None:
        raise Http404
    return found


def _why(error: CannotBeSo) -> str:
    return {
        "in the future": _("This day is still to come. Record it when it has come."),
        "a member already": _("This city is a member already."),
        "before it was a member": _("The city was not a member then."),
        "so already": _("The member stands so already."),
        "not admitted": _("The city is not a member."),
        "ends before it begins": _("The seat would end before it begins."),
        "a seat already": _("The city has a seat on the board in that time already."),
    }[error.why]
