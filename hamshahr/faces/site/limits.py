"""What one network may ask for at once, where answering costs: searches, pictures, forms.

Reading is not limited, nor is a page that is kept for all. The buckets are large enough for an
office whose people share one address. Each worker counts for itself, so that with four workers
four times as much gets through at most; nothing is written down.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from hamshahr.faces.site.error_pages import too_many
from hamshahr.kernel.token_buckets import TokenBuckets


@dataclass(frozen=True)
class Limit:
    """So many at once, and so many a second after that."""

    at_once: float
    a_second: float


LIMITS = {
    # A search takes a twentieth of a second of one core: two a second leave the rest to others.
    "search": Limit(120, 2),
    # Drawn anew each time they are not kept by whoever asks
    "picture": Limit(60, 1),
    # Sixty people of one administration, after a workshop; a machine sends two a minute.
    "form": Limit(60, 1 / 30),
}
# Pages that search when the address holds a text
SEARCHES = frozenset({"site:search", "api-1:search"})
# Pages that draw a picture, by the last part of their name
PICTURES = frozenset({"card", "sharing_picture"})
# An ordinary household or office has that much of the new address space
_IPV6_NETWORK = 64

# Where a proxy of one's own stands, unless it is listed (RFC 1918, RFC 4193): this machine, its
# private network. Python's own is_private takes in more.
_NEARBY = [
    ip_network("127.0.0.0/8"),
    ip_network("::1/128"),
    ip_network("10.0.0.0/8"),
    ip_network("172.16.0.0/12"),
    ip_network("192.168.0.0/16"),
    ip_network("fc00::/7"),
]

_View = Callable[..., HttpResponseBase]


class LimitsMiddleware:
    """Answers 429 where a network asks for more than its share."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        factor = settings.LIMIT_FACTOR
        self._buckets = {
            kind: TokenBuckets(limit.at_once * factor, limit.a_second * factor)
            for kind, limit in LIMITS.items()
            if factor
        }

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: _View, _args: tuple[Any, ...], _kwargs: Mapping[str, Any]
    ) -> HttpResponse | None:
        """Count the deed before it is done; Django calls this when it knows the page."""
        buckets = self._buckets.get(deed(request))
        if buckets is None:
            return None
        network = network_of(request)
        wait = buckets.take(network) if network else 0
        return too_many(request, wait) if wait else None


def deed(request: HttpRequest) -> str:
    """Return which limit a request falls under; empty where under none."""
    if request.method not in {"GET", "HEAD", "OPTIONS"}:
        return "form"
    page = request.resolver_match.view_name if request.resolver_match else ""
    if page in SEARCHES and request.GET.get("q", "").strip():
        return "search"
    return "picture" if page.rpartition(":")[2] in PICTURES else ""


def network_of(request: HttpRequest) -> str:
    """Return the network that a request comes from; empty for this machine itself.

    What X-Forwarded-For says is believed of a proxy alone, where there is one, and only as far as
    the proxy saw it: the last address that is no proxy of ours. What stands before it, anybody
    may have written.
    """
    near = _address(request.META.get("REMOTE_ADDR", ""))
    if settings.SECURE_PROXY_SSL_HEADER and (near is None or _is_proxy(near)):
        told = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        for hop in reversed([_address(one) for one in told]):
            near = hop or near
            if hop is None or not _is_listed(hop):
                break
    if near is None or near.is_loopback:
        return ""
    width = 32 if near.version == 4 else _IPV6_NETWORK
    return str(ip_network((near, width), strict=False))


def _address(said: str) -> IPv4Address | IPv6Address | None:
    bare = said.strip()
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        found = ip_address(bare)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found


def _is_proxy(address: IPv4Address | IPv6Address) -> bool:
    """Tell whether a proxy of ours may stand there: a listed one, else one in our own network."""
    if settings.PROXIES:
        return _is_listed(address)
    return any(address in network for network in _NEARBY)


def _is_listed(address: IPv4Address | IPv6Address) -> bool:
    return any(address in ip_network(network) for network in settings.PROXIES)
