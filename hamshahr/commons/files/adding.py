"""The form by which a file is added, and the answer when it was.

A page includes ``files/adding.html`` with an ``Adding``; the view that its form is sent to::

    try:
        file = store(request.FILES["file"], kind=kind, by=by, owner=city.pk)
    except FileRefused as refused:
        return answer_refused(request, refused)
    attach(file, "manuscript", manuscript.pk)
    return answer_added(request, file, onward=page)

Without JavaScript it is a form like any other. With it, files can be dropped on it, their progress
is shown, sending can be given up, and the page hears of the answer by the event ``file-added``.
"""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from hamshahr.commons.files.examining import documents
from hamshahr.commons.files.limits import MOST_BYTES, megabytes, too_large
from hamshahr.commons.files.models import StoredFile
from hamshahr.commons.files.receiving import wants_json

FILE, ALTERNATIVE = "file", "alternative"  # the names of the form's fields
# What a screen reader says in one breath; a longer description belongs into the text
LONGEST_ALTERNATIVE = 400
_PICTURES = "image/jpeg,image/png,image/webp"


@dataclass(frozen=True)
class Adding:
    """A form for one file of a kind, that is sent to ``action``; ``id`` is its own on the page."""

    kind: StoredFile.Kind
    action: str
    id: str = "adding"

    @property
    def is_picture(self) -> bool:
        return self.kind == StoredFile.Kind.PICTURE

    @property
    def label(self) -> str:
        return _("Add a picture") if self.is_picture else _("Add a document")

    @property
    def hint(self) -> str:
        """What is taken, and how much of it."""
        most = megabytes(self.most_bytes)
        if self.is_picture:
            return _(
                "JPEG, PNG or WebP, at most %(most)s MB. Where and when it was taken is removed."
            ) % {"most": most}
        kinds = ", ".join(ending.upper() for ending in documents.MEDIA_TYPES)
        return _("%(kinds)s, at most %(most)s MB.") % {"kinds": kinds, "most": most}

    @property
    def accept(self) -> str:
        """What the browser offers, in the form of HTML's attribute."""
        if self.is_picture:
            return _PICTURES
        return ",".join(f".{ending}" for ending in documents.MEDIA_TYPES)

    @property
    def most_bytes(self) -> int:
        return MOST_BYTES[self.kind]

    @property
    def too_large(self) -> str:
        """What is said of a larger one before it is sent, as the server would after."""
        return str(too_large(self.most_bytes))

    @property
    def longest_alternative(self) -> int:
        return LONGEST_ALTERNATIVE


def answer_added(request: HttpRequest, file: StoredFile, *, onward: str) -> HttpResponse:
    """Lead on to the page that shows the file; a script is told of it in JSON instead."""
    if not wants_json(request):
        return redirect(onward)
    told = {"id": str(file.pk), "name": file.name, "url": file.url, "onward": onward}
    return JsonResponse(told, status=201)
