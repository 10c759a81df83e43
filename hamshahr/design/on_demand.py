"""Answering with something that is drawn when asked for: anybody may ask, so the work is bounded.

What is drawn is known by the version of what it says. Who has that version already is told so
without drawing; the last ones drawn are kept in memory; one is drawn at a time, a few may wait for
it, and everybody else is told to come back. Nothing is kept on disk, so nothing there goes out of
date.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache
from threading import BoundedSemaphore
from typing import Generic, Protocol, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _

# Of the threads of a worker, so many may wait for a drawing; the others answer pages.
WAITING = 3
# A picture takes a twentieth of that, a print a fifth.
PATIENCE_SECONDS = 2.0
COME_BACK_SECONDS = 5
# What is asked for without its version may be out of date for so long.
FRESH_SECONDS = 300
YEAR_SECONDS = 365 * 24 * 3600


class Versioned(Hashable, Protocol):
    """What is to be drawn."""

    def version(self) -> str:
        """Return a name for this very drawing: the same as long as it would look the same."""
        ...


_Wanted = TypeVar("_Wanted", bound=Versioned)


class OnDemand(Generic[_Wanted]):
    """Draws one at a time, and remembers the last ``remembered``."""

    def __init__(
        self, draw: Callable[[_Wanted], bytes], *, media_type: str, remembered: int
    ) -> None:
        self._draw: Callable[[_Wanted], bytes] = lru_cache(maxsize=remembered)(draw)
        self._media_type = media_type
        self._waiting = BoundedSemaphore(WAITING + 1)
        self._drawing = BoundedSemaphore(1)

    def response(
        self, request: HttpRequest, wanted: _Wanted, *, name: str = ""
    ) -> HttpResponseBase:
        """Answer with the drawing: 200, 304 for who has it, 503 while too many are asked for.

        ``?v=`` is the version that the asker was told; with it the answer may be kept for a year.
        ``name`` is offered to who keeps the file.
        """
        version = wanted.version()
        etag = f'"{version}"'
        answer: HttpResponseBase | None = get_conditional_response(request, etag=etag)
        if answer is None:
            drawn = self._drawn(wanted)
            if drawn is None:
                return _busy()
            answer = HttpResponse(drawn, content_type=self._media_type)
            answer["Content-Disposition"] = f'inline; filename="{name}"' if name else "inline"
        answer["ETag"] = etag
        lasting = request.GET.get("v") == version
        patch_cache_control(
            answer,
            public=True,
            max_age=YEAR_SECONDS if lasting else FRESH_SECONDS,
            **({"immutable": True} if lasting else {}),
        )
        return answer

    def _drawn(self, wanted: _Wanted) -> bytes | None:
        """Draw it or remember it; none where too many are being asked for."""
        if not self._waiting.acquire(blocking=False):
            return None
        try:
            if not self._drawing.acquire(timeout=PATIENCE_SECONDS):
                return None
            try:
                return self._draw(wanted)
            finally:
                self._drawing.release()
        finally:
            self._waiting.release()


def _busy() -> HttpResponse:
    answer = HttpResponse(
        _("Too many pictures are being drawn. Please come back in a moment."),
        status=503,
        content_type="text/plain; charset=utf-8",
    )
    answer["Retry-After"] = str(COME_BACK_SECONDS)
    answer["Cache-Control"] = "no-store"
    return answer
