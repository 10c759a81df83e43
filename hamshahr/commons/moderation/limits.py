"""How many reports one network may send.

Beside the limit on all forms (``faces.site.limits``), which lets a whole office through: reports
cost somebody's time. Counted in memory by each worker for itself.
"""

from functools import cache

from django.conf import settings
from django.http import HttpRequest

from hamshahr.kernel.callers import network_of
from hamshahr.kernel.token_buckets import TokenBuckets

# A careful reader who goes through a city's pages; after that one in five minutes
AT_ONCE = 10
A_SECOND = 1 / 300


def seconds_to_wait(request: HttpRequest) -> int:
    """Count a report; return 0, or how many seconds its network has to wait."""
    network = network_of(request)
    if not network or not settings.LIMIT_FACTOR:
        return 0
    return _buckets(settings.LIMIT_FACTOR).take(network)


@cache
def _buckets(factor: float) -> TokenBuckets:
    return TokenBuckets(AT_ONCE * factor, A_SECOND * factor)


def forget() -> None:
    """Begin to count anew."""
    _buckets.cache_clear()
