"""Where a request comes from."""

from django.conf import settings
from django.http import HttpRequest


def caller_address(request: HttpRequest) -> str:
    """Return the network address of whoever asks: for limits, never to be kept as it is.

    Behind a proxy of ours (where https is ended) it is the last that the proxy added to
    ``X-Forwarded-For``; what a caller wrote there herself stands before it.
    """
    if getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if forwarded:
            return forwarded
    return str(request.META.get("REMOTE_ADDR", ""))
