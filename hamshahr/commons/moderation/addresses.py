"""Where a page is reported: for the link at its foot."""

from django.urls import reverse

from hamshahr.commons.moderation.models import Ground


def report_url(kind: str, code: str, *, ground: Ground | None = None) -> str:
    """Return the address at which a thing is reported; ``ground`` is chosen there beforehand."""
    address = reverse("moderation:report", args=[kind, code])
    return f"{address}?about={ground}" if ground else address
