"""How much is taken: of one file, of one person in a day, of one city."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Count, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.files.models import StoredFile
from hamshahr.commons.files.refusing import FileRefused
from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.reading import number

MEGABYTE = 2**20

# A photograph of a telephone has 3 to 12 MB; a bye-law as scanned, some 20.
MOST_BYTES = {
    StoredFile.Kind.PICTURE: 15 * MEGABYTE,
    StoredFile.Kind.DOCUMENT: 25 * MEGABYTE,
}
# A few hundred experiences with pictures and documents. The whole disk is the operator's to watch.
MOST_BYTES_OF_A_CITY = 2048 * MEGABYTE
# A day of hard work; more is a program, or somebody who takes this for a disk.
MOST_FILES_A_DAY = 200
MOST_BYTES_A_DAY = 500 * MEGABYTE
_A_DAY = timedelta(days=1)


def require_size(size: int, kind: StoredFile.Kind) -> None:
    """Raise ``FileRefused`` for a file that is empty or too large."""
    if size == 0:
        raise FileRefused(_("The file is empty. Choose it again, or another one."))
    if size > MOST_BYTES[kind]:
        raise too_large(MOST_BYTES[kind])


def too_large(most: int) -> FileRefused:
    """Return the refusal of a file of more than ``most`` bytes."""
    return FileRefused(
        _(
            "The file is too large: at most %(most)s MB are taken. Make it smaller, or split it "
            "into parts."
        )
        % {"most": megabytes(most)},
        status=413,
    )


def require_room(*, by: User, owner: UUID | None, size: int) -> None:
    """Raise ``FileRefused`` where the person has added enough for today, or the city is full."""
    since = timezone.now() - _A_DAY
    today = StoredFile.objects.filter(uploaded_by=by, uploaded_at__gt=since).aggregate(
        files=Count("pk"), bytes=Sum("bytes", default=0)
    )
    if today["files"] >= MOST_FILES_A_DAY or today["bytes"] + size > MOST_BYTES_A_DAY:
        raise FileRefused(
            _("You have added as many files as one person may in a day. Go on tomorrow."),
            status=413,
        )
    if owner is None:
        return
    kept = StoredFile.objects.filter(owner=owner).aggregate(bytes=Sum("bytes", default=0))
    if kept["bytes"] + size > MOST_BYTES_OF_A_CITY:
        raise FileRefused(
            _(
                "Your city has filled the %(most)s MB that each city has for its files. Remove "
                "what nobody needs any more, then add this one."
            )
            % {"most": megabytes(MOST_BYTES_OF_A_CITY)},
            status=413,
        )


def megabytes(size: int) -> str:
    """Return a number of bytes as whole megabytes, in the active language's digits."""
    return number(size // MEGABYTE, active_language())
