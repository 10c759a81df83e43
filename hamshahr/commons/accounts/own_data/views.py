"""A person's own data: what is kept, and all of it in a file."""

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from hamshahr.commons.accounts.doors import for_the_signed_in
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.own_data.bundle import own_bundle
from hamshahr.commons.accounts.own_data.parts import personal_data
from hamshahr.commons.accounts.surely import shows_again_who_she_is
from hamshahr.commons.translation.languages import active_language


@require_http_methods(["GET", "HEAD", "POST"])
@for_the_signed_in
@shows_again_who_she_is
def own_data(request: HttpRequest, by: User) -> HttpResponseBase:
    """Name the parts; take them along."""
    if request.method != "POST":
        return render(request, "accounts/own_data/page.html", {"parts": personal_data()})
    return FileResponse(
        own_bundle(by=by, language=active_language()),
        as_attachment=True,
        filename=f"hamshahr-{localdate():%Y-%m-%d}.zip",
        content_type="application/zip",
    )
