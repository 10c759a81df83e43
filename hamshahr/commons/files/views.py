"""Files, handed out to who may read them."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from hamshahr.commons.accounts.doors import asker, open_to_all
from hamshahr.commons.files.handing_out import hand_out
from hamshahr.commons.files.reading import Readable, readable_file


@open_to_all
@require_safe
def file(request: HttpRequest, pk: UUID, name: str) -> HttpResponseBase:
    """A document as it came, or a picture in its largest size. The name is for readers alone."""
    return hand_out(request, _found(request, pk, name))


@open_to_all
@require_safe
def size(request: HttpRequest, pk: UUID, width: int, name: str) -> HttpResponseBase:
    """A picture in one of the widths that it is kept in."""
    return hand_out(request, _found(request, pk, name), width=width)


def _found(request: HttpRequest, pk: UUID, name: str) -> Readable:
    """Return the file; not there, not hers and under another name are the same 404."""
    found = readable_file(pk, asker(request))
    if found is None or found.file.name != name:
        raise Http404
    return found
