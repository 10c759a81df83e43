"""The pages of regions and cities."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hamshahr.commons.translation.languages import active_language
from hamshahr.domains.network.city_pages import city_page
from hamshahr.domains.network.region_pages import region_list, region_page
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
        raise Http404
    return render(request, "network/city.html", {"page": page})
