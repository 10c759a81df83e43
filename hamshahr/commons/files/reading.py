"""Who may read a file: whoever may read one of the things that hold it."""

from dataclasses import dataclass
from uuid import UUID

from hamshahr.commons.accounts.cities import with_former
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import held_by, is_system
from hamshahr.commons.files.holders import may_read_holder
from hamshahr.commons.files.models import Attachment, StoredFile

# A file is held by a draft, its revisions and what cites it. Past this many holders nobody is let
# in by the rest: a question to each would be a page's worth of time.
_MOST_HOLDERS = 50


@dataclass(frozen=True)
class Readable:
    """A file that somebody may read; ``is_public``: so may everybody."""

    file: StoredFile
    is_public: bool


def readable_file(pk: UUID, by: User | None) -> Readable | None:
    """Return a file; ``None`` where there is none, and where ``by`` may not read it.

    What nothing holds yet is read by who added it and by the people of its city.
    """
    file = StoredFile.objects.filter(pk=pk).first()
    if file is None:
        return None
    held = list(
        Attachment.objects.filter(file=file)
        .order_by("-attached_at")
        .values_list("kind", "holder")[:_MOST_HOLDERS]
    )
    if any(may_read_holder(kind, holder, None) for kind, holder in held):
        return Readable(file, is_public=True)
    if by is None:
        return None
    let_in = (
        any(may_read_holder(kind, holder, by) for kind, holder in held)
        if held
        else _is_of_theirs(file, by)
    )
    return Readable(file, is_public=False) if let_in else None


def _is_of_theirs(file: StoredFile, by: User) -> bool:
    if is_system(by) or file.uploaded_by_id == by.pk:
        return True
    if file.owner is None:
        return False
    served = {one.city_id for one in held_by(by) if one.city_id is not None}
    return file.owner in with_former(served)
