"""What somebody holds: her own page."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hamshahr.commons.accounts.doors import for_the_signed_in
from hamshahr.commons.accounts.models import User
from hamshahr.commons.translation.languages import active_language
from hamshahr.domains.network.people.queries import appointments_of
from hamshahr.domains.network.people.wording import own_appointment

APPOINTMENTS_A_PAGE = 20


@require_safe
@for_the_signed_in
def appointments(request: HttpRequest, by: User) -> HttpResponse:
    """What she holds and held, since when, and who vouched for her."""
    found = Paginator(appointments_of(by), APPOINTMENTS_A_PAGE)
    page = found.get_page(request.GET.get("page"))
    context = {
        "page": page,
        "appointments": [own_appointment(held, active_language()) for held in page],
        "said": request.GET.get("said", ""),
    }
    return render(request, "network/people/appointments.html", context)
