"""The page of the made-up people, each with a button that signs in as her."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hamshahr.commons.accounts.demonstration import (
    made_up_people,
    only_in_a_demonstration,
    require_demonstration,
)
from hamshahr.commons.accounts.doors import open_to_all
from hamshahr.commons.accounts.entering.arrival import first_page, let_in
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.naming import names_of
from hamshahr.commons.accounts.roles import SENTENCES, Role
from hamshahr.commons.translation.languages import active_language
from hamshahr.domains.network.models import Appointment
from hamshahr.domains.network.people.wording import place
from hamshahr.domains.network.permissions import running_appointments

PEOPLE_A_PAGE = 30


@dataclass(frozen=True)
class MadeUp:
    """Somebody made up, as the list shows her; ``roles`` is empty where she holds none now."""

    pk: UUID
    name: str
    roles: tuple[tuple[str, str, str], ...]  # what it is called, where, and what it is


@never_cache
@require_safe
@open_to_all
@only_in_a_demonstration
def people(request: HttpRequest) -> HttpResponse:
    """List the made-up people: who they are and what they hold."""
    here = made_up_people().filter(is_active=True)
    page = Paginator(here, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "people": _shown(list(page), active_language())}
    return render(request, "network/demonstration/people.html", context)


@never_cache
@require_POST
@open_to_all
@only_in_a_demonstration
def sign_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Sign in as somebody made up, without password or second factor."""
    person = get_object_or_404(made_up_people(), pk=pk, is_active=True)
    require_demonstration()
    let_in(request, person)
    return redirect(first_page(person))


def _shown(found: list[User], language: str) -> list[MadeUp]:
    """Word a page of people: three queries, however many they are."""
    names = names_of(found)
    held = defaultdict(list)
    for each in running_appointments().filter(person__in=found).select_related("city"):
        held[each.person_id].append(each)
    return [MadeUp(each.pk, names[each.pk], _roles(held[each.pk], language)) for each in found]


def _roles(held: Iterable[Appointment], language: str) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (str(Role(each.role).label), place(each.city, language), str(SENTENCES[Role(each.role)]))
        for each in held
    )
