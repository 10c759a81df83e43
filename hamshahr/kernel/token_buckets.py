"""Limits that let people through and hold machines back: a bucket of tokens for each of them.

A bucket is full to begin with. Each deed takes a token out, and time puts them back one by one;
an empty bucket says how long to wait. Kept in memory and forgotten with the process.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from hashlib import blake2b
from math import ceil
from secrets import token_bytes
from threading import Lock

# As many as a busy day has readers; each takes some two hundred bytes. Who was not seen for the
# longest time goes first: his bucket is full again, or nearly so.
_MOST = 20_000


class TokenBuckets:
    """Buckets of one size, by name. Names are kept as a salted digest that nobody can turn back.

    ``size``: deeds at once; ``a_second``: how many come back each second.
    """

    def __init__(
        self, size: float, a_second: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._size = size
        self._a_second = a_second
        self._clock = clock
        self._salt = token_bytes(16)
        self._buckets: OrderedDict[bytes, tuple[float, float]] = OrderedDict()  # tokens, at
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._buckets)

    def take(self, name: str) -> int:
        """Take a token; return 0, or the whole seconds to wait where there is none."""
        key = blake2b(name.encode("utf-8", "replace"), key=self._salt, digest_size=16).digest()
        with self._lock:
            now = self._clock()
            tokens, since = self._buckets.pop(key, (self._size, now))
            tokens = min(self._size, tokens + (now - since) * self._a_second)
            wait = 0 if tokens >= 1 else max(1, ceil((1 - tokens) / self._a_second))
            self._buckets[key] = (tokens if wait else tokens - 1, now)
            if len(self._buckets) > _MOST:
                self._buckets.popitem(last=False)
            return wait
