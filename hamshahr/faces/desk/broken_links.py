"""Sources that cannot be reached, of all cities or of one."""

from django.core.paginator import EmptyPage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hamshahr.commons.accounts.doors import for_those_who
from hamshahr.commons.accounts.models import User
from hamshahr.commons.translation.languages import active_language
from hamshahr.domains.experiences.broken_links import broken_links
from hamshahr.domains.network.permissions import KEEP_REGISTER, visible_to


@require_safe
@for_those_who(KEEP_REGISTER)
def broken(request: HttpRequest, by: User) -> HttpResponse:
    """A page of them; ``city`` in the address narrows it to one."""
    slug, number = request.GET.get("city", ""), request.GET.get("page", "1")
    city = get_object_or_404(visible_to(by), slug=slug) if slug else None
    try:
        found = broken_links(
            active_language(), by=by, city=city, number=int(number) if number.isdecimal() else 1
        )
    except EmptyPage as error:
        raise Http404 from error
    name = city.name_in(active_language()) if city else ""
    return render(request, "desk/broken_links.html", {"found": found, "city": name})
