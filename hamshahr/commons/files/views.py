"""Files, handed out to who may read them."""

import logging
from typing import IO
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from hamshahr.commons.accounts.doors import asker, open_to_all
from hamshahr.commons.files import keeping
from hamshahr.commons.files.models import Size, StoredFile
from hamshahr.commons.files.reading import Readable, readable_file

_logger = logging.getLogger("hamshahr.files")
# A file never changes, but the page that holds it may be taken back: copies last a day.
_A_DAY = 24 * 3600
# Whatever a document holds, it is no page of ours: no script, no form, no frame, no request
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@open_to_all
@require_safe
def file(request: HttpRequest, pk: UUID, name: str) -> HttpResponseBase:
    """A document as it came, or a picture in its largest size. The name is for readers alone."""
    found = _found(request, pk, name)
    return _handed_out(request, found, found.file.digest, found.file.bytes)


@open_to_all
@require_safe
def size(request: HttpRequest, pk: UUID, width: int, name: str) -> HttpResponseBase:
    """A picture in one of the widths that it is kept in."""
    found = _found(request, pk, name)
    kept = Size.objects.filter(file=found.file, width=width).first()
    if kept is None:
        raise Http404
    return _handed_out(request, found, kept.digest, kept.bytes)


def _found(request: HttpRequest, pk: UUID, name: str) -> Readable:
    """Return the file; not there, not hers and under another name are the same 404."""
    found = readable_file(pk, asker(request))
    if found is None or found.file.name != name:
        raise Http404
    return found


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
