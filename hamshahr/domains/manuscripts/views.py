"""What a city writes: its list, how one begins, how far one is, and giving it up."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hamshahr.commons.accounts.doors import for_those_who
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import cities_allowed
from hamshahr.domains.experiences.content.form import STEPS
from hamshahr.domains.manuscripts.actions import (
    begin_manuscript,
    grow_manuscript,
    withdraw_manuscript,
)
from hamshahr.domains.manuscripts.models import Manuscript
from hamshahr.domains.manuscripts.permissions import READ, WRITE, may_write
from hamshahr.domains.manuscripts.queries import of_her_cities, of_her_city, untouched
from hamshahr.domains.manuscripts.writing.addresses import step_url
from hamshahr.domains.manuscripts.writing.forms import BeginForm
from hamshahr.domains.manuscripts.writing.pages import heads, overview
from hamshahr.domains.network.models import City

MANUSCRIPTS_A_PAGE = 20


@require_safe
@for_those_who(READ)
def manuscripts(request: HttpRequest, by: User) -> HttpResponse:
    """What her cities are writing, the last changed first."""
    listed = Paginator(of_her_cities(by), MANUSCRIPTS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "listed": listed,
        "lines": heads(list(listed)),
        "may_begin": bool(cities_allowed(by, WRITE)),
    }
    return render(request, "manuscripts/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(WRITE)
def begin(request: HttpRequest, by: User) -> HttpResponse:
    """Begin to tell an experience. What was begun and never written in is taken up again."""
    cities = list(City.objects.filter(pk__in=cities_allowed(by, WRITE).ids).order_by("slug"))
    if not cities:
        raise Http404
    form = BeginForm(cities, request.POST if request.method == "POST" else None)
    if form.is_valid():
        city = next(one for one in cities if str(one.pk) == form.cleaned_data["city"])
        code = form.cleaned_data["language"]
        begun = untouched(city=city, language=code, by=by) or begin_manuscript(
            city=city, language=code, by=by
        )
        return redirect(step_url(begun, STEPS[0]))
    status = 422 if form.errors else 200
    return render(request, "manuscripts/begin.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(READ)
def show(request: HttpRequest, by: User, pk: UUID) -> HttpResponse:
    """The steps of a manuscript; its full form, once it is asked for."""
    manuscript = _asked(pk, by)
    if request.method == "POST":
        if not may_write(by, manuscript):
            raise Http404
        grow_manuscript(manuscript=manuscript, by=by)
        return redirect(f"{reverse('manuscripts:overview', args=[pk])}#further")
    page = overview(manuscript, by=by)
    return render(request, "manuscripts/overview.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(WRITE)
def withdraw(request: HttpRequest, by: User, pk: UUID) -> HttpResponse:
    """Give a manuscript up, after a question; everything that was written is kept."""
    manuscript = _asked(pk, by)
    if manuscript.experience_id is not None or not may_write(by, manuscript):
        raise Http404
    if manuscript.state in Manuscript.REVIEWABLE:
        return redirect("reviewing:questions", pk)  # its submission is taken back there
    if request.method == "POST":
        withdraw_manuscript(manuscript=manuscript, by=by)
        return redirect("manuscripts:list")
    return render(request, "manuscripts/withdraw.html", {"head": heads([manuscript])[0]})


def _asked(pk: UUID, by: User) -> Manuscript:
    found = of_her_city(pk, by=by)
    if found is None:
        raise Http404
    return found
