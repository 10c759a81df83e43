"""The pages on which the association says who it is, and the one by which its office begins."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from hamshahr.commons.accounts.doors import open_to_all
from hamshahr.commons.accounts.entering.arrival import first_page, let_in
from hamshahr.commons.translation.languages import active_language
from hamshahr.domains.association.administrators import (
    LinkNotValid,
    become_administrator,
    is_valid,
)
from hamshahr.domains.association.forms import AdministratorForm
from hamshahr.domains.association.models import StatementRevision
from hamshahr.domains.association.pages import statement_page
from hamshahr.kernel.public_pages import public_page


@require_safe
@public_page()
def statement(request: HttpRequest, kind: str) -> HttpResponse:
    """One statement: imprint, privacy, terms, accessibility or contact."""
    if kind not in StatementRevision.Kind.values:
        raise Http404
    page = statement_page(StatementRevision.Kind(kind), active_language(), by=None)
    return render(request, "association/statement.html", {"page": page})


@never_cache
@open_to_all
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def administrator(request: HttpRequest, secret: str) -> HttpResponse:
    """Become administrator by a single-use link. To look at the page changes nothing."""
    if not is_valid(secret):
        return render(request, "association/link_not_valid.html", status=410)
    form = AdministratorForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            person = become_administrator(secret=secret, **form.cleaned_data)
        except LinkNotValid:
            return render(request, "association/link_not_valid.html", status=410)
        let_in(request, person)
        return redirect(first_page(person))
    status = 422 if form.errors else 200
    return render(request, "association/administrator.html", {"form": form}, status=status)
