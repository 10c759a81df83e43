"""The record of who did what, at the desk: read, searched, taken along."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from hamshahr.commons.accounts.doors import for_those_who
from hamshahr.commons.accounts.models import User
from hamshahr.commons.deeds.answers import exported
from hamshahr.commons.deeds.pages import record_page
from hamshahr.commons.deeds.permissions import READ_WHOLE_RECORD
from hamshahr.commons.translation.languages import active_language


@require_safe
@for_those_who(READ_WHOLE_RECORD)
def audit(request: HttpRequest, by: User) -> HttpResponse:
    """A page of the record."""
    page = record_page(request.GET, active_language(), by=by)
    context = {"page": page, "export_url": reverse("desk:audit-export")}
    return render(request, "desk/audit.html", context, status=page.status)


@require_POST
@for_those_who(READ_WHOLE_RECORD)
def export(request: HttpRequest, by: User) -> HttpResponseBase:
    """A file of what the address asks for."""
    return exported(request, by=by)
