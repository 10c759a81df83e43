"""Why a file is not taken, in a sentence that says what to do."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

# How a disk, or the share of it that is ours, says that it is full
_FULL = {errno.ENOSPC, errno.EDQUOT}


class FileRefused(ValueError):
    """A file that is not taken; its text is a sentence in the active language.

    ``status`` is what a view answers with: 422 for what is wrong with the file, 413 for its size,
    503 and 507 for what is wrong here, where the same file may be taken later.
    """

    def __init__(self, sentence: str, *, status: int = 422) -> None:
        super().__init__(sentence)
        self.status = status


def is_full(error: OSError) -> bool:
    """Tell whether the disk is full."""
    return error.errno in _FULL


def disk_full() -> FileRefused:
    return FileRefused(
        _(
            "The disk of this site is full, so the file was not kept. Nothing else is lost: try "
            "again later, and tell the secretariat."
        ),
        status=507,
    )


@contextmanager
def said_when_full() -> Iterator[None]:
    """Raise ``FileRefused`` in place of the error of a full disk."""
    try:
        yield
    except OSError as error:
        if is_full(error):
            raise disk_full() from error
        raise
