"""The pages for readers."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from hamshahr.commons.accounts.doors import open_to_all
from hamshahr.commons.translation.languages import active_language
from hamshahr.design.pictures.serving import card_response
from hamshahr.faces.site import sitemap
from hamshahr.faces.site.arriving import home_page
from hamshahr.faces.site.asked import PARAMETERS, Asked
from hamshahr.faces.site.directory import directory_page
from hamshahr.faces.site.directory_asked import PARAMETERS as DIRECTORY_PARAMETERS
from hamshahr.faces.site.directory_asked import DirectoryAsked
from hamshahr.faces.site.feed import feed as feed_of
from hamshahr.faces.site.frame import Frame
from hamshahr.faces.site.roles import roles_page
from hamshahr.faces.site.searching import search_page
from hamshahr.faces.site.sharing import site_card
from hamshahr.kernel.addresses import public_address
from hamshahr.kernel.public_pages import public_page


@require_safe
@public_page()
def home(request: HttpRequest) -> HttpResponse:
    """Arriving."""
    return render(request, "site/home.html", {"page": home_page(active_language())})


@require_safe
@public_page(*PARAMETERS)
def search(request: HttpRequest) -> HttpResponse:
    """Finding experiences: all of them, or those that fit a query."""
    page, status = search_page(Asked.read(request.GET), active_language(), by=None)
    template = "site/_results.html" if _wants_fragment(request) else "site/search.html"
    answer = render(request, template, {"page": page}, status=status)
    patch_vary_headers(answer, ["HX-Request", "HX-History-Restore-Request"])
    return answer


@require_safe
@public_page(*PARAMETERS)
def feed(request: HttpRequest) -> HttpResponse:
    """Following a list: its newest experiences, as a feed."""
    return feed_of(Asked.read(request.GET), active_language())


@require_safe
@public_page(*DIRECTORY_PARAMETERS)
def cities(request: HttpRequest) -> HttpResponse:
    """The directory of cities, as a list or as a map."""
    page, status = directory_page(DirectoryAsked.read(request.GET), active_language(), by=None)
    return render(request, "site/directory.html", {"page": page}, status=status)


@require_safe
@public_page()
def about(request: HttpRequest) -> HttpResponse:
    """What this is, how it ranks, where its library comes from."""
    return render(request, "site/about.html")


@require_safe
@public_page()
def roles(request: HttpRequest) -> HttpResponse:
    """Who may do what: roles and permissions, as the product itself asks for them."""
    return render(request, "site/roles.html", {"page": roles_page()})


@require_safe
@open_to_all
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The parts of the sitemap, for search engines."""
    locations = [public_address(reverse("sitemap-part", args=part)) for part in sitemap.parts()]
    return render(request, "site/sitemap_index.xml", {"locations": locations}, "application/xml")


@require_safe
@open_to_all
def sitemap_part(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """One part of the sitemap."""
    addresses = sitemap.part(kind, number)
    if not addresses:
        raise Http404
    return render(request, "site/sitemap_part.xml", {"addresses": addresses}, "application/xml")


@require_safe
@open_to_all
def card(request: HttpRequest) -> HttpResponseBase:
    """The picture that a shared link shows where its page has none of its own."""
    around = Frame(request)
    return card_response(request, site_card(around.language, around.association))


def _wants_fragment(request: HttpRequest) -> bool:
    """Tell whether htmx asks for the results alone; going back it asks for the whole page."""
    asked = request.headers
    return "HX-Request" in asked and "HX-History-Restore-Request" not in asked
