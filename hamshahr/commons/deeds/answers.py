"""What both pages of the record, the desk's and a city's, answer."""

from uuid import UUID

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils.timezone import localdate

from hamshahr.commons.accounts.models import User
from hamshahr.commons.deeds.exporting import MEDIA_TYPES, Form, export_record
from hamshahr.commons.deeds.forms import RecordForm
from hamshahr.commons.deeds.pages import asked_of
from hamshahr.commons.translation.languages import active_language


def exported(request: HttpRequest, *, by: User, of: str = "") -> StreamingHttpResponse:
    """Answer with a file of what the address asks for; ``of``: within one city."""
    form = RecordForm(request.GET, of_one_city=bool(of))
    wanted = request.POST.get("form", "")
    if not form.is_valid() or wanted not in MEDIA_TYPES:
        raise Http404
    pieces = export_record(
        asked_of(form, of), Form(wanted), active_language(), by=by, of=UUID(of) if of else None
    )
    answer = StreamingHttpResponse(pieces, content_type=MEDIA_TYPES[Form(wanted)])
    name = f"record-{localdate():%Y-%m-%d}.{wanted}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
