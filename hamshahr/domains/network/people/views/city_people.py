"""The page of a city's people, for its own, and what its keepers do there."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamshahr.commons.accounts.doors import for_those_who
from hamshahr.commons.accounts.models import User
from hamshahr.domains.network.people import keeping
from hamshahr.domains.network.people.houses import House, house_of
from hamshahr.domains.network.permissions import APPOINT_COLLEAGUES, SEE_COLLEAGUES, visible_to

_METHODS = ["GET", "HEAD", "POST"]


def _house(by: User, slug: str) -> House:
    return house_of(get_object_or_404(visible_to(by), slug=slug))


@require_safe
@for_those_who(SEE_COLLEAGUES, of_city="slug")
def people(request: HttpRequest, by: User, slug: str) -> HttpResponse:
    """Who serves the city, and who is invited."""
    return keeping.list_people(request, by, _house(by, slug), "network/people/city.html")


@require_http_methods(_METHODS)
@for_those_who(APPOINT_COLLEAGUES, of_city="slug")
def invite(request: HttpRequest, by: User, slug: str) -> HttpResponse:
    """Invite a colleague."""
    return keeping.invite_somebody(request, by, _house(by, slug))


@require_POST
@for_those_who(APPOINT_COLLEAGUES, of_city="slug")
def resend(request: HttpRequest, by: User, slug: str, pk: UUID) -> HttpResponse:  # noqa: ARG001 - Django's form
    """Send an invitation again."""
    return keeping.resend(by, _house(by, slug), pk)


@require_POST
@for_those_who(APPOINT_COLLEAGUES, of_city="slug")
def withdraw(request: HttpRequest, by: User, slug: str, pk: UUID) -> HttpResponse:  # noqa: ARG001 - Django's form
    """Take an invitation back."""
    return keeping.withdraw(by, _house(by, slug), pk)


@require_http_methods(_METHODS)
@for_those_who(APPOINT_COLLEAGUES, of_city="slug")
def end(request: HttpRequest, by: User, slug: str, pk: int) -> HttpResponse:
    """End an appointment; one's own is left among one's own pages."""
    return keeping.end(request, by, _house(by, slug), pk)


@require_POST
@for_those_who(APPOINT_COLLEAGUES, of_city="slug")
def deputy(request: HttpRequest, by: User, slug: str, pk: int) -> HttpResponse:  # noqa: ARG001 - Django's form
    """Name a colleague the deputy focal point."""
    return keeping.make_deputy(by, _house(by, slug), pk)


@require_http_methods(_METHODS)
@for_those_who(APPOINT_COLLEAGUES, of_city="slug")
def function(request: HttpRequest, by: User, slug: str, pk: int) -> HttpResponse:
    """Say what a colleague does."""
    return keeping.word_what_she_does(request, by, _house(by, slug), pk)
