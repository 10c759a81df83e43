"""The pages that the link of an invitation opens. To look at them changes nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hamshahr.commons.accounts.doors import asker, open_to_all
from hamshahr.commons.accounts.entering.arrival import let_in
from hamshahr.commons.translation.languages import active_language
from hamshahr.domains.network.models import Invitation
from hamshahr.domains.network.people.accepting import (
    AnotherPerson,
    CannotAccept,
    CityClosed,
    InviterLeft,
    NotValid,
    RoleTaken,
    accept_as,
    accept_with_new_account,
    account_of,
    decline,
    follow,
)
from hamshahr.domains.network.people.forms import DeclineForm, NewcomerForm
from hamshahr.domains.network.people.wording import invitation_shown
from hamshahr.kernel.secret_pages import keeps_its_address

_METHODS = ["GET", "HEAD", "POST"]
# What stands against it, by the name that the template knows, and how the answer is numbered
_REFUSED: dict[type[CannotAccept], tuple[str, int]] = {
    AnotherPerson: ("another", 403),
    InviterLeft: ("inviter", 409),
    RoleTaken: ("taken", 409),
    CityClosed: ("closed", 409),
}


@open_to_all
@never_cache
@keeps_its_address
@sensitive_post_parameters("password")
@require_http_methods(_METHODS)
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Show an invitation to whoever holds its link, and let her accept it."""
    followed = follow(secret)
    if followed is None or not followed.is_open:
        return _closed(request, secret)
    found, by = followed.invitation, asker(request)
    owner = account_of(found)
    if by is not None:
        if by != owner:
            return _refused(request, found, "another", 403)
        return _by_its_person(request, found, secret)
    if owner is not None:
        onward = urlencode({"next": request.path})
        context = {
            "invitation": invitation_shown(found, secret, active_language()),
            "sign_in_url": f"{reverse('accounts:sign-in')}?{onward}",
            "is_closed": not owner.is_active,
        }
        return render(request, "network/people/invitation.html", context)
    return _by_a_newcomer(request, found, secret)


@open_to_all
@never_cache
@keeps_its_address
@require_http_methods(_METHODS)
def decline_invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Decline an invitation, with a reason if she wishes."""
    followed = follow(secret)
    if followed is None or not followed.is_open:
        return _closed(request, secret)
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            decline(secret=secret, reason=form.cleaned_data["reason"])
        except NotValid:
            return _closed(request, secret)
        return redirect("network:decline-invitation", secret)
    context = {
        "form": form,
        "invitation": invitation_shown(followed.invitation, secret, active_language()),
    }
    status = 422 if form.errors else 200
    return render(request, "network/people/decline.html", context, status=status)


def _by_its_person(request: HttpRequest, found: Invitation, secret: str) -> HttpResponse:
    """Whose address was invited is signed in: one button."""
    by = asker(request)
    assert by is not None
    if request.method == "POST":
        try:
            accept_as(secret=secret, by=by)
        except CannotAccept as error:
            return _answer(request, error, found, secret)
        return _onward()
    context = {"invitation": invitation_shown(found, secret, active_language()), "is_hers": True}
    return render(request, "network/people/invitation.html", context)


def _by_a_newcomer(request: HttpRequest, found: Invitation, secret: str) -> HttpResponse:
    """The address has no account: name and password."""
    form = NewcomerForm(
        found.email,
        request.POST if request.method == "POST" else None,
        initial={"name": found.name},
    )
    if form.is_valid():
        try:
            given = accept_with_new_account(
                secret=secret,
                name=form.cleaned_data["name"],
                password=None if form.wants_passkey else form.cleaned_data["password"],
            )
        except CannotAccept as error:
            return _answer(request, error, found, secret)
        let_in(request, given.person)
        return redirect("mfa_add_webauthn") if form.wants_passkey else _onward()
    context = {"invitation": invitation_shown(found, secret, active_language()), "form": form}
    status = 422 if form.errors else 200
    return render(request, "network/people/invitation.html", context, status=status)


def _onward() -> HttpResponse:
    """Lead on to what she holds now, and what her role needs next."""
    return redirect(f"{reverse('network:appointments')}?said=accepted")


def _answer(
    request: HttpRequest, error: CannotAccept, found: Invitation, secret: str
) -> HttpResponse:
    if isinstance(error, NotValid):
        return _closed(request, secret)
    why, status = _REFUSED[type(error)]
    return _refused(request, found, why, status)


def _refused(request: HttpRequest, found: Invitation, why: str, status: int) -> HttpResponse:
    context = {"why": why, "shown": invitation_shown(found, "-", active_language())}
    return render(request, "network/people/invitation_refused.html", context, status=status)


def _closed(request: HttpRequest, secret: str) -> HttpResponse:
    """Say why a link opens nothing; whoever came in by it is led on."""
    followed, by, why = follow(secret), asker(request), "unknown"
    if followed is not None:
        if by is not None and followed.invitation.accepted_by == by:
            return _onward()
        why = "replaced" if followed.is_former else str(followed.state)
    return render(request, "network/people/invitation_closed.html", {"why": why}, status=410)
