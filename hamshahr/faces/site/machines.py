"""The two files that machines look for on every site: robots.txt and security.txt."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from hamshahr.commons.accounts.doors import open_to_all
from hamshahr.commons.translation.languages import offered_languages
from hamshahr.kernel.addresses import public_address
from hamshahr.kernel.today import today

_TEXT = "text/plain; charset=utf-8"
# RFC 9116 advises less than a year; it moves on for as long as somebody runs the site
_HOLDS_FOR = timedelta(days=180)
# Where nothing is to be found: forms, the desk, the interface for programs
_NOT_FOR_ROBOTS = (
    "/api/",
    "/*/desk/",
    "/*/report/",
    "/*/account/",
    "/*/administrator/",
    "/*/design/",
)


@require_safe
@open_to_all
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's form
    """What search engines may read (RFC 9309): a demonstration is not for them."""
    if settings.DEMO:
        lines = ["User-agent: *", "Disallow: /"]
    else:
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in _NOT_FOR_ROBOTS)]
        lines += ["", f"Sitemap: {public_address(reverse('sitemap'))}"]
    return HttpResponse("\n".join([*lines, ""]), content_type=_TEXT)


@require_safe
@open_to_all
def security(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's form
    """Whom to tell of a weakness (RFC 9116); not there where nobody has said."""
    contact = settings.SECURITY_CONTACT
    if not contact:
        raise Http404
    expires = datetime.combine(today() + _HOLDS_FOR, time(), UTC)
    lines = [
        f"Contact: {contact if contact.startswith('https://') else f'mailto:{contact}'}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(each.code for each in offered_languages())}",
        f"Canonical: {public_address(reverse('security'))}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type=_TEXT)
