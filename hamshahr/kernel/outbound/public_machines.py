"""Which addresses of machines belong to the public internet.

After the IANA registries of special-purpose addresses, read narrowly: what is not surely public is
private. ``ipaddress.is_global`` alone calls some addresses global that lead to a machine inside.
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_NEVER_4 = tuple(
    ip_network(network)
    for network in (
        "0.0.0.0/8",  # "this network": Linux takes 0.0.0.0 for itself
        "100.64.0.0/10",  # behind a provider's translation; some clouds keep their metadata there
        "168.63.129.16/32",  # public by its letters, the metadata of a cloud by its use
        "192.0.0.0/24",  # protocol assignments
        "192.88.99.0/24",  # relays of 6to4, given up by RFC 7526
        "198.18.0.0/15",  # benchmarks
        "224.0.0.0/4",  # to many at once
        "240.0.0.0/4",  # reserved, and broadcast
    )
)
_UNICAST_6 = ip_network("2000::/3")  # all that was ever given out
_NEVER_6 = tuple(
    ip_network(network)
    for network in (
        "2001::/23",  # protocol assignments, Teredo among them: an IPv4 address is inside
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: an IPv4 address is inside
        "3fff::/20",  # documentation
    )
)
# What a network without IPv4 makes of an IPv4 address (RFC 6052)
_NAT64 = ip_network("64:ff9b::/96")
# The second half of an ISATAP address begins so, and an IPv4 address follows (RFC 5214)
_ISATAP = {0x00005EFE, 0x02005EFE}


def is_public(address: str) -> bool:
    """Tell whether ``address``, an IPv4 or IPv6 address in letters, is one of the open internet."""
    try:
        read = ip_address(address)
    except ValueError:
        return False
    return _is_public_4(read) if isinstance(read, IPv4Address) else _is_public_6(read)


def _is_public_4(address: IPv4Address) -> bool:
    return address.is_global and not any(address in network for network in _NEVER_4)


def _is_public_6(address: IPv6Address) -> bool:
    if address.scope_id is not None:
        return False
    if address in _NAT64:
        return _is_public_4(IPv4Address(int(address) & 0xFFFFFFFF))
    if address not in _UNICAST_6 or not address.is_global:
        return False
    if (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
        return False
    return not any(address in network for network in _NEVER_6)
