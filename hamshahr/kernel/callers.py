"""Where a request comes from: for limits, never to be kept as it is."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

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


def network_of(request: HttpRequest) -> str:
    """Return the network that a request comes from; empty for this machine itself."""
    return _around(request, four=32, six=_IPV6_NETWORK)


def neighbourhood_of(request: HttpRequest) -> str:
    """Return the network widened until it names no household (/24, /48); empty for this machine.

    This may be kept: it tells a town or a provider, and that two deeds came from far apart.
    """
    return _around(request, four=24, six=48)


def _around(request: HttpRequest, *, four: int, six: int) -> str:
    near = _caller(request)
    if near is None or near.is_loopback:
        return ""
    return str(ip_network((near, four if near.version == 4 else six), strict=False))


def _caller(request: HttpRequest) -> IPv4Address | IPv6Address | None:
    """Return the address that a request comes from.

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
    return near


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
