"""The page for those who work for a city and were not invited, and the domains that let them in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from hamshahr.commons.accounts.doors import for_those_who, open_to_all
from hamshahr.commons.accounts.models import User
from hamshahr.commons.translation.languages import active_language
from hamshahr.domains.network.people.forms import DomainForm, JoinForm
from hamshahr.domains.network.people.joining import ask_to_join
from hamshahr.domains.network.people.mail_domains import (
    add_mail_domain,
    mail_domains_of,
    remove_mail_domain,
)
from hamshahr.domains.network.people.naming import NotFit
from hamshahr.domains.network.permissions import KEEP_MAIL_DOMAINS, visible_to
from hamshahr.kernel.callers import network_of
from hamshahr.kernel.token_buckets import TokenBuckets

_METHODS = ["GET", "HEAD", "POST"]
# A workshop of ten behind one address; a machine gets one letter written in ten minutes
_asking = TokenBuckets(10, 1 / 600)


@open_to_all
@never_cache
@require_http_methods(_METHODS)
def join(request: HttpRequest) -> HttpResponse:
    """Say one's address at work; the answer is the same for every address."""
    form = JoinForm(request.POST if request.method == "POST" else None)
    status = 422 if form.errors else 200
    if form.is_valid():
        network = network_of(request)
        if network and _asking.take(network):
            status = 429
            form.add_error(None, _("Too many have asked from here. Please try again later."))
        else:
            ask_to_join(email=form.cleaned_data["email"], language=active_language())
            return redirect(f"{reverse('network:join')}?sent")
    context = {"form": form, "is_sent": "sent" in request.GET}
    return render(request, "network/people/join.html", context, status=status)


@require_http_methods(_METHODS)
@for_those_who(KEEP_MAIL_DOMAINS, of_city="slug")
def domains(request: HttpRequest, by: User, slug: str) -> HttpResponse:
    """The mail domains of a city, and another one."""
    city = get_object_or_404(visible_to(by), slug=slug)
    form = DomainForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            add_mail_domain(city=city, domain=form.cleaned_data["domain"], by=by)
        except NotFit as error:
            form.add_error("domain", str(error))
        else:
            return redirect("network:people-domains", slug)
    context = {
        "form": form,
        "place": city.name_in(active_language()),
        "domains": mail_domains_of(city),
        "back": reverse("network:people", args=[slug]),
        "slug": slug,
    }
    status = 422 if form.errors else 200
    return render(request, "network/people/domains.html", context, status=status)


@require_POST
@for_those_who(KEEP_MAIL_DOMAINS, of_city="slug")
def remove_domain(request: HttpRequest, by: User, slug: str, pk: int) -> HttpResponse:  # noqa: ARG001 - Django's form
    """Take a domain from a city."""
    city = get_object_or_404(visible_to(by), slug=slug)
    remove_mail_domain(mail_domain=get_object_or_404(mail_domains_of(city), pk=pk), by=by)
    return redirect("network:people-domains", slug)
