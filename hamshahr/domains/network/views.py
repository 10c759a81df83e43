"""The pages of regions and cities."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from hamshahr.commons.accounts.doors import asker, for_those_who
from hamshahr.commons.accounts.models import User
from hamshahr.commons.deeds.answers import exported
from hamshahr.commons.deeds.pages import record_page
from hamshahr.commons.deeds.permissions import READ_RECORD
from hamshahr.commons.translation.languages import active_language
from hamshahr.domains.network.addresses import city_url
from hamshahr.domains.network.city_pages import city_page
from hamshahr.domains.network.permissions import (
    may_keep_page,
    visible_to,
)
from hamshahr.domains.network.queries import led_to
from hamshahr.domains.network.region_pages import region_list, region_page
from hamshahr.kernel.panels import shown_on
from hamshahr.kernel.public_pages import public_page


@require_safe
@public_page()
def regions(request: HttpRequest) -> HttpResponse:
    """The association's regions of the world."""
    return render(
        request, "network/regions.html", {"regions": region_list(active_language(), by=None)}
    )


@require_safe
@public_page()
def region(request: HttpRequest, code: str) -> HttpResponse:
    """One region: what later domains know of it."""
    page = region_page(code, active_language(), by=None)
    if page is None:
        raise Http404
    return render(request, "network/region.html", {"page": page})


@require_safe
@public_page()
def city(request: HttpRequest, slug: str) -> HttpResponse:
    """One city: who it is, where it lies, and what later domains know of it."""
    page = city_page(slug, active_language(), by=None)
    if page is None:
        return _led_on(slug)
    by = asker(request)  # nobody in particular keeps no page, and has no work on it
    context = {
        "page": page,
        "keeps": may_keep_page(by, page.city),
        "work": shown_on("work on a city", page, active_language(), by=by),
    }
    return render(request, "network/city.html", context)


def _led_on(slug: str) -> HttpResponse:
    """Lead from an address that a city had to the one it has. Raises ``Http404``."""
    city = led_to(slug, by=None)
    if city is None:
        raise Http404
    return redirect(city_url(city.slug), permanent=True)


@require_safe
@for_those_who(READ_RECORD, of_city="slug")
def record(request: HttpRequest, by: User, slug: str) -> HttpResponse:
    """What was done for a city."""
    found = get_object_or_404(visible_to(by), slug=slug)
    page = record_page(request.GET, active_language(), by=by, of=str(found.pk))
    named = {
        "name": found.name_in(active_language()),
        "url": reverse("network:city", args=[slug]),
    }
    context = {
        "page": page,
        "city": named,
        "export_url": reverse("network:record-export", args=[slug]),
    }
    return render(request, "network/record.html", context, status=page.status)


@require_POST
@for_those_who(READ_RECORD, of_city="slug")
def record_export(request: HttpRequest, by: User, slug: str) -> HttpResponseBase:
    """A file of what the address asks for, within one city."""
    return exported(request, by=by, of=str(get_object_or_404(visible_to(by), slug=slug).pk))
