"""What the pages about the people of a house do: the same for a city and for the association.

Each is a view behind a door of its caller, given the house. Deeds ask for themselves again.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.naming import names_of
from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.translation.languages import active_language, offered_languages
from hamshahr.domains.network.appointing import (
    CannotAppoint,
    LastAdministrator,
    end_appointment,
)
from hamshahr.domains.network.models import Appointment, Invitation
from hamshahr.domains.network.people.forms import FunctionForm, InviteForm
from hamshahr.domains.network.people.houses import House
from hamshahr.domains.network.people.inviting import (
    Answered,
    CannotInvite,
    CityIsClosed,
    Invited,
    InvitedAlready,
    RoleIsTaken,
    ServesAlready,
    TooManyInvitations,
    focal_point_of,
    invite,
    resend_invitation,
    withdraw_invitation,
)
from hamshahr.domains.network.people.listing import people_page
from hamshahr.domains.network.people.queries import invitations_to, served, serving
from hamshahr.domains.network.people.serving import may_word_function, name_deputy, word_function
from hamshahr.domains.network.people.wording import place

PEOPLE_A_PAGE = 50


def list_people(request: HttpRequest, by: User, house: House, template: str) -> HttpResponse:
    """Who serves here, who did, who is invited; ``template`` frames it for this kind of house."""
    shows_former = "former" in request.GET
    found = served(house.city) if shows_former else serving(house.city)
    page = Paginator(found, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    waiting = Paginator(invitations_to(house.city), PEOPLE_A_PAGE).get_page(
        request.GET.get("invitations")
    )
    shown = people_page(
        house,
        page,
        [] if shows_former else waiting,
        active_language(),
        shows_former=shows_former,
        by=by,
    )
    context = {
        "people": shown,
        "page": page,
        "waiting": waiting,
        "said": _said(request.GET.get("said", "")),
    }
    return render(request, template, context)


def invite_somebody(request: HttpRequest, by: User, house: House) -> HttpResponse:
    """Invite somebody to a role here."""
    roles = house.roles_given_by(by)
    if not roles:
        raise Http404
    typed = request.POST if request.method == "POST" else None
    form = InviteForm(
        roles,
        typed,
        is_city=house.city is not None,
        initial=_likely(house, roles),
    )
    status = 200
    if form.is_valid():
        said = form.cleaned_data
        try:
            invite(
                invited=Invited(
                    email=said["email"],
                    name=said["name"],
                    role=Role(said["role"]),
                    city=house.city,
                    language=said["language"],
                    function=said.get("function", ""),
                ),
                by=by,
            )
        except CannotInvite as error:
            status = 409
            form.add_error(None, why_not_invited(error))
        else:
            return _back(house, "invited")
    elif form.errors:
        status = 422
    context = {"form": form, "place": place(house.city, active_language()), "back": house.url()}
    return render(request, "network/people/invite.html", context, status=status)


def _likely(house: House, roles: list[Role]) -> dict[str, str]:
    """Return what most invitations here say: the role that is missing, the city's own language."""
    missing = house.city is not None and focal_point_of(house.city) is None
    role = Role.FOCAL_POINT if missing and Role.FOCAL_POINT in roles else roles[-1]
    offered = {each.code for each in offered_languages()}
    own = [code for code in house.languages if code in offered]
    return {"role": role, "language": own[0] if own else active_language()}


def resend(by: User, house: House, pk: UUID) -> HttpResponse:
    """Send an invitation again."""
    return _on_invitation(resend_invitation, "sent-again", by, house, pk)


def withdraw(by: User, house: House, pk: UUID) -> HttpResponse:
    """Take an invitation back."""
    return _on_invitation(withdraw_invitation, "withdrawn", by, house, pk)


def end(request: HttpRequest, by: User, house: House, pk: int) -> HttpResponse:
    """End an appointment, after saying what that means."""
    held = _appointment(house, pk)
    if Role(held.role) not in house.roles_given_by(by):
        raise Http404
    status, is_last = 200, False
    if request.method == "POST":
        try:
            end_appointment(appointment=held, by=by)
        except LastAdministrator:
            status, is_last = 409, True
        else:
            return _back(house, "ended")
    context = {
        "name": names_of([held.person])[held.person_id],
        "role": Role(held.role).label,
        "is_focal_point": held.role == Role.FOCAL_POINT,
        "is_last": is_last,
        "place": place(house.city, active_language()),
        "back": house.url(),
    }
    return render(request, "network/people/end.html", context, status=status)


def make_deputy(by: User, house: House, pk: int) -> HttpResponse:
    """Name a colleague the deputy focal point."""
    try:
        name_deputy(colleague=_appointment(house, pk), by=by)
    except CannotAppoint:
        return _back(house, "is-deputy")
    except PermissionDenied as error:
        raise Http404 from error
    return _back(house, "deputy")


def word_what_she_does(request: HttpRequest, by: User, house: House, pk: int) -> HttpResponse:
    """Say what somebody does in the city."""
    held = _appointment(house, pk)
    if not may_word_function(by, held):
        raise Http404
    typed = request.POST if request.method == "POST" else None
    form = FunctionForm(typed, initial={"function": held.function})
    if form.is_valid():
        word_function(appointment=held, function=form.cleaned_data["function"], by=by)
        return _back(house, "worded")
    context = {
        "form": form,
        "name": names_of([held.person])[held.person_id],
        "back": house.url(),
    }
    status = 422 if form.errors else 200
    return render(request, "network/people/function.html", context, status=status)


def _on_invitation(
    deed: Callable[..., Any], said: str, by: User, house: House, pk: UUID
) -> HttpResponse:
    found = get_object_or_404(Invitation, pk=pk, city=house.city)
    try:
        deed(invitation=found, by=by)
    except PermissionDenied as error:
        raise Http404 from error
    except Answered:
        return _back(house, "answered")
    except TooManyInvitations:
        return _back(house, "too-many")
    return _back(house, said)


def _appointment(house: House, pk: int) -> Appointment:
    """Return a running appointment of this house."""
    return get_object_or_404(serving(house.city), pk=pk)


def _back(house: House, said: str) -> HttpResponse:
    return redirect(f"{house.url()}?said={said}")


def why_not_invited(error: CannotInvite) -> str:
    """Return what whoever invites is told, in the language of the page."""
    return {
        InvitedAlready: _(
            "This address is invited to this role already. You can send the letter again."
        ),
        ServesAlready: _("Whoever has this address serves as that already."),
        CityIsClosed: _("The city’s membership is suspended or has ended, so nobody new comes in."),
        RoleIsTaken: _(
            "The city has a focal point, who hands over first, or whose appointment ends first."
        ),
        TooManyInvitations: _("Too many invitations were sent today. Try again tomorrow."),
    }[type(error)]


def _said(code: str) -> str:
    """Return what is told after a deed; empty for a code that nobody knows."""
    return {
        "invited": _("The invitation is on its way."),
        "sent-again": _("The letter is on its way again. The link of the former one is void."),
        "withdrawn": _("The invitation is withdrawn. Its link opens nothing any more."),
        "answered": _("It was answered or withdrawn meanwhile."),
        "too-many": _(
            "Not sent: the last letter is a few minutes old, or five were sent. A call may help."
        ),
        "ended": _("The appointment has ended."),
        "deputy": _("The deputy is named."),
        "is-deputy": _("This colleague is the deputy already."),
        "worded": _("Kept."),
        "handed-over": _("Everything was handed over."),
    }.get(code, "")
