"""What somebody holds: her own page, and what she says there."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamshahr.commons.accounts.doors import for_the_signed_in
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.naming import called
from hamshahr.commons.accounts.permitting import Held, held_by
from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.translation.languages import active_language
from hamshahr.domains.network.appointing import LastAdministrator, end_appointment
from hamshahr.domains.network.models import Appointment
from hamshahr.domains.network.people.forms import FunctionForm
from hamshahr.domains.network.people.queries import appointments_of
from hamshahr.domains.network.people.serving import choose_to_be_shown, word_function
from hamshahr.domains.network.people.wording import own_appointment
from hamshahr.domains.network.permissions import running_appointments

APPOINTMENTS_A_PAGE = 20
_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@for_the_signed_in
def appointments(request: HttpRequest, by: User) -> HttpResponse:
    """What she holds and held, since when, and who vouched for her."""
    found = Paginator(appointments_of(by), APPOINTMENTS_A_PAGE)
    page = found.get_page(request.GET.get("page"))
    acts = held_by(by)
    context = {
        "page": page,
        "appointments": [
            own_appointment(
                held, active_language(), rests=Held(Role(held.role), held.city_id) not in acts
            )
            for held in page
        ],
        "said": request.GET.get("said", ""),
    }
    return render(request, "network/people/appointments.html", context)


@require_POST
@for_the_signed_in
def shown(request: HttpRequest, by: User, pk: int) -> HttpResponse:
    """Agree to be named on the city's public page, or take that back."""
    held = _running(by, pk)
    if held is None or held.city is None:
        return _back("gone")
    choose_to_be_shown(appointment=held, is_shown=request.POST.get("shown") == "yes", by=by)
    return _back("shown")


@require_http_methods(_METHODS)
@for_the_signed_in
def function(request: HttpRequest, by: User, pk: int) -> HttpResponse:
    """Say what she does in the city."""
    held = _running(by, pk)
    if held is None or held.city is None:
        return _back("gone")
    typed = request.POST if request.method == "POST" else None
    form = FunctionForm(typed, initial={"function": held.function})
    if form.is_valid():
        word_function(appointment=held, function=form.cleaned_data["function"], by=by)
        return _back("worded")
    context = {"form": form, "name": called(by), "back": reverse("network:appointments")}
    status = 422 if form.errors else 200
    return render(request, "network/people/function.html", context, status=status)


@require_http_methods(_METHODS)
@for_the_signed_in
def leave(request: HttpRequest, by: User, pk: int) -> HttpResponse:
    """Leave a role, after reading what that means."""
    held = _running(by, pk)
    if held is None:
        return _back("gone")
    status, is_last = 200, False
    if request.method == "POST":
        try:
            end_appointment(appointment=held, by=by)
        except LastAdministrator:
            status, is_last = 409, True
        else:
            return _back("left")
    context = {"held": own_appointment(held, active_language()), "is_last": is_last}
    return render(request, "network/people/leave.html", context, status=status)


def _running(by: User, pk: int) -> Appointment | None:
    """Return what she holds today; none alike for what is not hers, has ended or never was."""
    mine = running_appointments().filter(person=by).select_related("city", "vouched_by")
    return mine.filter(pk=pk).first()


def _back(said: str) -> HttpResponse:
    return redirect(f"{reverse('network:appointments')}?said={said}")
