"""Handing a file out: whole, with what keeps it from being a page of ours."""

import logging
from typing import IO

from django.http import FileResponse, Http404, HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header

from hamshahr.commons.files import keeping
from hamshahr.commons.files.models import Size, StoredFile
from hamshahr.commons.files.reading import Readable

_logger = logging.getLogger("hamshahr.files")
# A file never changes, but the page that holds it may be taken back: copies last a day.
_A_DAY = 24 * 3600
# Whatever a document holds, it is no page of ours: no script, no form, no frame, no request
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def hand_out(
    request: HttpRequest, found: Readable, *, width: int | None = None
) -> HttpResponseBase:
    """Answer with a file that was found readable; with ``width`` a picture in that width.

    Without, a document as it came, or a picture in its largest size. Raises ``Http404`` for a
    width that it is not kept in.
    """
    if width is None:
        return _handed_out(request, found, found.file.digest, found.file.bytes)
    kept = Size.objects.filter(file=found.file, width=width).first()
    if kept is None:
        raise Http404
    return _handed_out(request, found, kept.digest, kept.bytes)


def _handed_out(
    request: HttpRequest, found: Readable, digest: str, length: int
) -> HttpResponseBase:
    content = _content(found.file, digest)
    told = found.file
    answer = FileResponse(content, content_type=told.media_type)
    is_shown = told.kind == StoredFile.Kind.PICTURE  # which we have drawn ourselves
    disposition = content_disposition_header(as_attachment=not is_shown, filename=told.name)
    answer["Content-Disposition"] = disposition or "attachment"
    answer["Content-Length"] = str(length)
    answer["Content-Security-Policy"] = _POLICY
    answer["X-Content-Type-Options"] = "nosniff"
    answer["ETag"] = f'"{digest}"'
    if found.is_public:
        patch_cache_control(answer, public=True, max_age=_A_DAY, immutable=True)
    else:
        patch_cache_control(answer, private=True, no_store=True)
    if request.headers.get("If-None-Match") == answer["ETag"]:
        content.close()
        unchanged = HttpResponseNotModified()
        unchanged["ETag"], unchanged["Cache-Control"] = answer["ETag"], answer["Cache-Control"]
        return unchanged
    return answer


def _content(told: StoredFile, digest: str) -> IO[bytes]:
    try:
        return keeping.opened(digest)
    except FileNotFoundError:
        _logger.error("The content of the file %s is not in the storage.", told.pk)
        raise Http404 from None
