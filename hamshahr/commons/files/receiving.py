"""Files on their way in: taken by views that say so, and by no others.

A view that takes files says how large they may be, below its door::

    @for_the_signed_in
    @takes_files(most_bytes=MOST_BYTES[StoredFile.Kind.PICTURE])
    @require_POST
    def add_picture(request: HttpRequest, by: User) -> HttpResponse: ...

and finds them in ``request.FILES``. The door is asked before a byte is read; the form's token
before the view is. Whoever sends more than the view takes gets a page that says so (413).
"""

import tempfile
from collections.abc import Callable
from functools import wraps
from typing import IO, Any, Concatenate, ParamSpec

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from hamshahr.commons.accounts.models import User
from hamshahr.commons.files.keeping import incoming_folder
from hamshahr.commons.files.limits import MEGABYTE, too_large
from hamshahr.commons.files.refusing import FileRefused, disk_full, is_full
from hamshahr.kernel.sent_forms import page_of_the_form

_Given = ParamSpec("_Given")
_View = Callable[Concatenate[HttpRequest, User, _Given], HttpResponseBase]

# What the texts of a form take beside its files: the limit of forms without files, and headers
_BESIDE = MEGABYTE
# A browser that is answered before it has sent everything shows its own page of a broken line. So
# what is too large is read to its end and thrown away; up to here, for it takes a worker's time.
_MOST_THROWN_AWAY = 256 * MEGABYTE
_PIECE = 64 * 1024


def takes_files(
    *, most_bytes: int, most_files: int = 1
) -> Callable[[_View[_Given]], _View[_Given]]:
    """Let files through to a view, each of ``most_bytes`` at most."""

    def let_through(view: _View[_Given]) -> _View[_Given]:
        @csrf_exempt  # of the check before the door, which would read the form without a limit
        @wraps(view)
        def received(
            request: HttpRequest, by: User, /, *args: _Given.args, **kwargs: _Given.kwargs
        ) -> HttpResponseBase:
            length = _length_of(request)
            if length > most_files * most_bytes + _BESIDE:
                _throw_away(request, length)
                return answer_refused(request, too_large(most_bytes))
            files = _Files(request, most_bytes, most_files)
            request.upload_handlers = [files]
            stream = _Counted(request)

            def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
                refusal = _read_whole(request, stream, length) or files.refusal
                if refusal is not None:
                    return answer_refused(request, refusal)
                return view(request, by, *args, **kwargs)

            answer: HttpResponseBase = csrf_protect(checked)(request, *args, **kwargs)
            return answer

        return received

    return let_through


def answer_refused(request: HttpRequest, refused: FileRefused) -> HttpResponse:
    """Return the page, or for a script the JSON, that says why a file was not taken."""
    said = str(refused)
    if wants_json(request):
        return JsonResponse({"detail": said}, status=refused.status)
    shown = {"said": said, "form_url": page_of_the_form(request)}
    return render(request, "files/refused.html", shown, status=refused.status)


def wants_json(request: HttpRequest) -> bool:
    """Tell whether a script asks, which shows the answer itself."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


class _Files(FileUploadHandler):
    """Keeps files in nameless files on the disk of the data: none is left behind, ever.

    What cannot be kept is read on and thrown away, so that the rest of the form is read;
    ``refusal`` then says why.
    """

    def __init__(self, request: HttpRequest, most_bytes: int, most_files: int) -> None:
        super().__init__(request)
        self.refusal: FileRefused | None = None
        self._most_bytes, self._most_files = most_bytes, most_files
        self._count = 0
        self._open: IO[bytes] | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._count += 1
        if self._count > self._most_files:
            self._refuse(FileRefused(_("Too many files at once. Add them one by one."), status=413))
        try:
            # Closed by the request, or where it is refused
            self._open = tempfile.TemporaryFile(dir=incoming_folder())  # noqa: SIM115 - see above
        except OSError as error:
            self._refuse_where_full(error)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        assert self._open is not None
        if start + len(raw_data) > self._most_bytes:
            self._refuse(too_large(self._most_bytes))
        try:
            self._open.write(raw_data)
        except OSError as error:
            self._refuse_where_full(error)
        return None

    def file_complete(self, file_size: int) -> "UploadedFile[bytes] | None":
        if self._open is None:
            return None
        try:
            self._open.seek(0)  # writes what is left, which may fail
        except OSError as error:
            self._forget()
            self.refusal = disk_full()
            if not is_full(error):
                raise
            return None
        file, self._open = self._open, None
        return UploadedFile(
            file=file,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )

    def upload_interrupted(self) -> None:
        self._forget()

    def _refuse_where_full(self, error: OSError) -> None:
        if not is_full(error):
            raise error
        self._refuse(disk_full())

    def _refuse(self, refusal: FileRefused) -> None:
        self.refusal = refusal
        self._forget()
        raise SkipFile

    def _forget(self) -> None:
        if self._open is not None:
            file, self._open = self._open, None
            file.close()


class _Counted:
    """The body of a request, with how much of it came: who is cut off sends less than announced."""

    def __init__(self, request: HttpRequest) -> None:
        self._stream = request._stream
        self._came = 0
        request._stream = self  # type: ignore[assignment]  # it is only ever read from

    def read(self, *args: int) -> bytes:
        piece: bytes = self._stream.read(*args)
        self._came += len(piece)
        return piece

    def readline(self, *args: int) -> bytes:
        line: bytes = self._stream.readline(*args)
        self._came += len(line)
        return line

    def is_short(self, length: int) -> bool:
        return 0 < self._came < length


def _read_whole(request: HttpRequest, stream: _Counted, length: int) -> FileRefused | None:
    """Read the form, where its token has not had it read; return what is wrong if it broke off."""
    try:
        request.FILES  # noqa: B018 - asking for it is what reads it
    except (UnreadablePostError, MultiPartParserError):
        pass
    else:
        if not stream.is_short(length):
            return None
    return FileRefused(
        _("The connection was lost before the file was here, so it was not kept. Add it again."),
        status=400,
    )


def _length_of(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0  # Django reads nothing of such a request


def _throw_away(request: HttpRequest, length: int) -> None:
    if length > _MOST_THROWN_AWAY:
        return
    try:
        while request.read(_PIECE):
            pass
    except OSError:  # it was cut off: nobody waits for the answer
        return
