"""Where no view takes files, one that comes anyway is refused before it is kept anywhere."""

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class NoFiles(FileUploadHandler):
    """Refuses the request (400) at the first piece of a file."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:  # noqa: ARG002 - Django's form
        raise RequestDataTooBig("This form takes no files.")

    def file_complete(self, file_size: int) -> "UploadedFile[bytes] | None":  # noqa: ARG002 - Django's form
        return None
