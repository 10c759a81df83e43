"""Adding a picture or a document to a step."""

from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hamshahr.commons.accounts.doors import for_those_who
from hamshahr.commons.accounts.models import User
from hamshahr.commons.files.adding import ALTERNATIVE, FILE, answer_added
from hamshahr.commons.files.limits import MOST_BYTES
from hamshahr.commons.files.receiving import answer_refused, takes_files
from hamshahr.commons.files.refusing import FileRefused
from hamshahr.domains.experiences.content.checking import BadValue
from hamshahr.domains.experiences.content.form import step
from hamshahr.domains.manuscripts.permissions import WRITE, may_write
from hamshahr.domains.manuscripts.queries import of_her_city
from hamshahr.domains.manuscripts.writing.addresses import step_url
from hamshahr.domains.manuscripts.writing.files import GROUPS, keep_file


@for_those_who(WRITE)
@takes_files(most_bytes=max(MOST_BYTES.values()))
@require_POST
def add_file(request: HttpRequest, by: User, pk: UUID, key: str) -> HttpResponse:
    """Keep what was sent as a new item, and lead to it; a picture asks for its words in text."""
    manuscript = of_her_city(pk, by=by)
    if manuscript is None or key not in GROUPS or not may_write(by, manuscript):
        raise Http404
    at = step(key)
    try:
        sent = request.FILES.get(FILE)
        if not isinstance(sent, UploadedFile):
            raise FileRefused(_("Choose a file."))
        words = request.POST.get(ALTERNATIVE, "")
        file, item = keep_file(manuscript=manuscript, step=at, sent=sent, alternative=words, by=by)
    except FileRefused as refused:
        return answer_refused(request, refused)
    except BadValue as full:
        return answer_refused(request, FileRefused(str(full)))
    return answer_added(request, file, onward=f"{step_url(manuscript, at)}#{item}")
