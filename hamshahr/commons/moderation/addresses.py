"""Where a page is reported, and where its case is read."""

from collections.abc import Callable
from uuid import UUID

from django.urls import reverse

from hamshahr.commons.moderation.models import Ground

_case_url: Callable[[UUID], str] | None = None


def report_url(kind: str, code: str, *, ground: Ground | None = None) -> str:
    """Return the address at which a thing is reported; ``ground`` is chosen there beforehand."""
    address = reverse("moderation:report", args=[kind, code])
    return f"{address}?about={ground}" if ground else address


def read_cases_at(url: Callable[[UUID], str]) -> None:
    """Register where a case is read: a face knows, which commons do not."""
    global _case_url
    _case_url = url


def case_url(case: UUID) -> str:
    """Return the address at which a case is read in the active language."""
    return _case_url(case) if _case_url is not None else "/"
