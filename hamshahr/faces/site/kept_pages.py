"""A page as it is kept: its bytes, packed and not, and the tag that tells whether it changed."""

import gzip
import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

# May be kept by anybody, and must be asked about each time: a change is seen at once.
ANYBODY_WHO_ASKS_AGAIN = "public, max-age=0, must-revalidate"
# What each answer says anew, or its server does
_SAID_ANEW = {"content-length", "content-encoding", "etag", "set-cookie", "date", "last-modified"}
# The usual compromise: half a millisecond for a page, once for all who read it
_LEVEL = 6
_TAG = re.compile(r'"[\x21\x23-\x7e\x80-\xff]*"')
# Different headers of browsers that are in use at one time
_BROWSERS = 256


@dataclass(frozen=True)
class KeptPage:
    """A whole answer. ``tag`` is drawn from the bytes, so that all processes give the same."""

    body: bytes
    packed: bytes
    tag: str
    headers: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, response: HttpResponse) -> "KeptPage":
        """Keep what a view answered.

        It is packed for all readers alike. That gives away nothing (BREACH): no secret stands in
        it, and what an address brings in is shown only to those who ask for that very address.
        """
        response["Cache-Control"] = ANYBODY_WHO_ASKS_AGAIN
        patch_vary_headers(response, ["Accept-Encoding"])
        headers = [(name, value) for name, value in response.items()
                   if name.lower() not in _SAID_ANEW]  # fmt: skip
        digest = blake2b(response.content, digest_size=12).hexdigest()
        # Without a time in it, equal pages are packed to equal bytes
        packed = gzip.compress(response.content, _LEVEL, mtime=0)
        return cls(response.content, packed, digest, tuple(headers))

    @property
    def weight(self) -> int:
        """Return how much memory it takes, in bytes."""
        return len(self.body) + len(self.packed) + sum(len(n) + len(v) for n, v in self.headers)

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Return the page, or word that the reader has it already (304)."""
        packed = takes_gzip(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        known = names(request.META.get("HTTP_IF_NONE_MATCH", ""), self.tag)
        if known:
            response = HttpResponse(status=304)
            del response["Content-Type"]
        else:
            response = HttpResponse(self.packed if packed else self.body)
            response["Content-Length"] = str(len(response.content))
            if packed:
                response["Content-Encoding"] = "gzip"
        for name, value in self.headers:
            if not known or name.lower() != "content-type":
                response[name] = value
        response["ETag"] = f'"{self.tag}-gzip"' if packed else f'"{self.tag}"'
        return response


def names(if_none_match: str, tag: str) -> bool:
    """Tell whether the header names the page by its tag, packed or not; ``*`` names any page.

    Tags are compared weakly, as RFC 9110 has it for this header. There is no date to compare:
    If-Modified-Since says nothing here, with or without a tag beside it.
    """
    if not if_none_match:
        return False
    if if_none_match.strip() == "*":
        return True
    return not {f'"{tag}"', f'"{tag}-gzip"'}.isdisjoint(_TAG.findall(if_none_match))


@lru_cache(maxsize=_BROWSERS)
def takes_gzip(accept_encoding: str) -> bool:
    """Tell whether a reader's browser unpacks gzip."""
    weights: dict[str, float] = {}
    for part in accept_encoding.lower().split(","):
        coding, _, parameter = part.partition(";")
        try:
            weights[coding.strip()] = float(parameter.strip().removeprefix("q=") or 1)
        except ValueError:
            weights[coding.strip()] = 0.0
    return weights.get("gzip", weights.get("*", 0.0)) > 0
