"""Answering with a sharing picture: anybody may ask, so the work is bounded.

A picture is known by the version of what it says. Who has that version already is told so without
drawing; the last ones drawn are kept in memory; one is drawn at a time, a few may wait for it, and
everybody else is told to come back. Nothing is kept on disk, so nothing there goes out of date.
"""

from functools import lru_cache
from threading import BoundedSemaphore

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _

from hamshahr.design.pictures.card import Card, draw

# What a link in one newsletter asks for; some 60 KB each.
REMEMBERED = 64
# Of the threads of a worker, so many may wait for a picture; the others answer pages.
WAITING = 3
# A picture takes a twentieth of that.
PATIENCE_SECONDS = 2.0
COME_BACK_SECONDS = 5
# A picture asked for without its version may be out of date for so long.
FRESH_SECONDS = 300
YEAR_SECONDS = 365 * 24 * 3600

_waiting = BoundedSemaphore(WAITING + 1)
_drawing = BoundedSemaphore(1)
_drawn = lru_cache(maxsize=REMEMBERED)(draw)


def card_response(request: HttpRequest, card: Card) -> HttpResponseBase:
    """Answer with the picture: 200, 304 for who has it, 503 while too many are asked for.

    ``?v=`` is the version that the asker was told; with it the answer may be kept for a year.
    """
    version = card.version()
    etag = f'"{version}"'
    answer: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if answer is None:
        picture = _picture(card)
        if picture is None:
            return _busy()
        answer = HttpResponse(picture, content_type="image/png")
        answer["Content-Disposition"] = "inline"
    answer["ETag"] = etag
    lasting = request.GET.get("v") == version
    patch_cache_control(
        answer,
        public=True,
        max_age=YEAR_SECONDS if lasting else FRESH_SECONDS,
        **({"immutable": True} if lasting else {}),
    )
    return answer


def _picture(card: Card) -> bytes | None:
    """Draw the picture or remember it; none where too many are being asked for."""
    if not _waiting.acquire(blocking=False):
        return None
    try:
        if not _drawing.acquire(timeout=PATIENCE_SECONDS):
            return None
        try:
            return _drawn(card)
        finally:
            _drawing.release()
    finally:
        _waiting.release()


def _busy() -> HttpResponse:
    answer = HttpResponse(
        _("Too many pictures are being drawn. Please come back in a moment."),
        status=503,
        content_type="text/plain; charset=utf-8",
    )
    answer["Retry-After"] = str(COME_BACK_SECONDS)
    answer["Cache-Control"] = "no-store"
    return answer
