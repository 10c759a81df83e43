"""The association's offices at the desk: who holds which, who is invited, and ending them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamshahr.commons.accounts.doors import for_those_who
from hamshahr.commons.accounts.models import User
from hamshahr.domains.network.people import keeping
from hamshahr.domains.network.people.houses import House
from hamshahr.domains.network.permissions import APPOINT_TO_OFFICES

ASSOCIATION = House(None, "desk:offices")


@require_safe
@for_those_who(APPOINT_TO_OFFICES)
def offices(request: HttpRequest, by: User) -> HttpResponse:
    """Who holds which office, and who is invited to one."""
    return keeping.list_people(request, by, ASSOCIATION, "desk/offices.html")


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(APPOINT_TO_OFFICES)
def invite(request: HttpRequest, by: User) -> HttpResponse:
    """Invite somebody to an office."""
    return keeping.invite_somebody(request, by, ASSOCIATION)


@require_POST
@for_those_who(APPOINT_TO_OFFICES)
def resend(request: HttpRequest, by: User, pk: UUID) -> HttpResponse:  # noqa: ARG001 - Django's form
    """Send an invitation again."""
    return keeping.resend(by, ASSOCIATION, pk)


@require_POST
@for_those_who(APPOINT_TO_OFFICES)
def withdraw(request: HttpRequest, by: User, pk: UUID) -> HttpResponse:  # noqa: ARG001 - Django's form
    """Take an invitation back."""
    return keeping.withdraw(by, ASSOCIATION, pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(APPOINT_TO_OFFICES)
def end(request: HttpRequest, by: User, pk: int) -> HttpResponse:
    """End somebody's office; the last administrator's cannot be ended."""
    return keeping.end(request, by, ASSOCIATION, pk)
