"""Handing over: what passes, to whom, and the list of what did."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamshahr.commons.accounts.doors import for_the_signed_in, for_those_who
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.naming import called
from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.translation.languages import active_language
from hamshahr.domains.network.models import City
from hamshahr.domains.network.people.forms import HandOverForm, SuccessorForm
from hamshahr.domains.network.people.hand_over_pages import hand_over_shown, what_would_pass
from hamshahr.domains.network.people.handing_over import (
    CannotSucceed,
    NoFocalPoint,
    hand_over,
    hand_overs_for,
    may_succeed,
)
from hamshahr.domains.network.people.houses import House, house_of
from hamshahr.domains.network.people.inviting import (
    CannotInvite,
    Invited,
    focal_point_of,
    invite,
)
from hamshahr.domains.network.people.keeping import why_not_invited
from hamshahr.domains.network.permissions import HAND_OVER, visible_to

_METHODS = ["GET", "HEAD", "POST"]
# A city whose colleagues are more than that types the successor's address instead
MOST_COLLEAGUES = 500


@require_http_methods(_METHODS)
@for_those_who(HAND_OVER, of_city="slug")
def prepare(request: HttpRequest, by: User, slug: str) -> HttpResponse:
    """Say to whom, see what passes, and hand over."""
    city = get_object_or_404(visible_to(by), slug=slug)
    focal = focal_point_of(city)
    if focal is None:
        return _page(request, by, city, None, None)
    people = list(may_succeed(city, focal).order_by("name")[:MOST_COLLEAGUES])
    if not people:
        return _page(request, by, city, focal, None)
    form = HandOverForm(people, request.POST if request.method == "POST" else None, focal=focal)
    status = 200
    if form.is_valid():
        try:
            done = hand_over(
                city=city,
                predecessor=focal,
                successor=form.successor,
                predecessor_stays=form.cleaned_data["stays"] == "yes",
                by=by,
            )
        except (CannotSucceed, NoFocalPoint):
            status = 409
            form.add_error(None, _("This has changed meanwhile. Look at the page again."))
        else:
            return redirect("network:hand-over", done.pk)
    elif form.errors:
        status = 422
    return _page(request, by, city, focal, form, status)


@require_http_methods(_METHODS)
@for_those_who(HAND_OVER, of_city="slug")
def invite_successor(request: HttpRequest, by: User, slug: str) -> HttpResponse:
    """Invite somebody who takes everything over when she accepts."""
    city = get_object_or_404(visible_to(by), slug=slug)
    house = house_of(city)
    if focal_point_of(city) != by:  # only she can promise what she keeps
        return redirect(house.url("hand-over"))
    form = SuccessorForm(
        request.POST if request.method == "POST" else None,
        initial={"language": active_language(), "stays": "no"},
    )
    status = 200
    if form.is_valid():
        said = form.cleaned_data
        invited = Invited(
            email=said["email"],
            name=said["name"],
            role=Role.FOCAL_POINT,
            city=city,
            language=said["language"],
            as_successor=True,
            predecessor_stays=said["stays"] == "yes",
        )
        try:
            invite(invited=invited, by=by)
        except CannotInvite as error:
            status = 409
            form.add_error(None, why_not_invited(error))
        else:
            return redirect(f"{house.url()}?said=invited")
    elif form.errors:
        status = 422
    context = {
        "form": form,
        "place": city.name_in(active_language()),
        "back": house.url("hand-over"),
    }
    return render(request, "network/people/invite_successor.html", context, status=status)


@require_safe
@for_the_signed_in
def done(request: HttpRequest, by: User, pk: UUID) -> HttpResponse:
    """What changed hands: for both, and for those who may hand over for the city."""
    found = get_object_or_404(hand_overs_for(by), pk=pk)
    shown = hand_over_shown(found, active_language(), by=by)
    return render(request, "network/people/handed_over.html", {"done": shown})


def _page(
    request: HttpRequest,
    by: User,
    city: City,
    focal: User | None,
    form: HandOverForm | None,
    status: int = 200,
) -> HttpResponse:
    house = house_of(city)
    context = {
        "form": form,
        "focal": called(focal) if focal else "",
        "is_own": focal == by,
        "place": city.name_in(active_language()),
        "things": what_would_pass(focal, city.pk, active_language(), by=by) if focal else [],
        "back": house.url(),
        "invite_url": _invite_url(house, focal, by),
    }
    return render(request, "network/people/hand_over.html", context, status=status)


def _invite_url(house: House, focal: User | None, by: User) -> str:
    """Return where she invites who is to take over; empty for who may invite nobody."""
    if focal == by:
        return house.url("invite-successor")
    return house.url("invite") if house.roles_given_by(by) else ""
