"""Pictures and documents of a manuscript: each becomes an item of its group.

The file is held by the manuscript until the case that it becomes holds it, too. Whoever may read
the manuscript may read its files.
"""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse

from hamshahr.commons.accounts.models import User
from hamshahr.commons.files.actions import attach
from hamshahr.commons.files.adding import Adding
from hamshahr.commons.files.models import StoredFile
from hamshahr.commons.files.storing import store
from hamshahr.domains.experiences.content.fields import Step
from hamshahr.domains.experiences.content.form import group, new_item_id
from hamshahr.domains.manuscripts.files import HOLDER
from hamshahr.domains.manuscripts.models import Manuscript
from hamshahr.domains.manuscripts.saving import save_field
from hamshahr.domains.manuscripts.writing.items import ADD, ItemDeed, do_to_item

# The group of a step that holds files, and which kind of them
GROUPS = {
    "pictures": ("pictures", StoredFile.Kind.PICTURE),
    "documents": ("documents", StoredFile.Kind.DOCUMENT),
    "members": ("members_documents", StoredFile.Kind.DOCUMENT),
}


def adding_at(manuscript: Manuscript, step: Step) -> Adding | None:
    """Return the form by which a file is added to a step; ``None`` where there are no files."""
    if step.key not in GROUPS:
        return None
    action = reverse("manuscripts:add-file", args=[manuscript.pk, step.key])
    return Adding(GROUPS[step.key][1], action)


def keep_file(
    *, manuscript: Manuscript, step: Step, sent: "UploadedFile[bytes]", alternative: str, by: User
) -> tuple[StoredFile, str]:
    """Keep a file as a new item of the step's group; return it with the id of its item.

    Raises ``FileRefused``, ``BadValue`` where the group is full, and ``PermissionDenied``.
    """
    key, kind = GROUPS[step.key]
    item = new_item_id()
    file = store(sent, kind=kind, by=by, owner=manuscript.city_id)
    with transaction.atomic():
        attach(file, HOLDER, manuscript.pk)
        do_to_item(manuscript=manuscript, wanted=ItemDeed(ADD, group(key), item), by=by)
        is_picture = kind == StoredFile.Kind.PICTURE
        said = {"alt": alternative} if is_picture else {"title": file.name.rpartition(".")[0]}
        for field, value in {"file": str(file.pk), **said}.items():
            save_field(
                manuscript=manuscript, path=f"{key}.{item}.{field}", value=value, based_on=0, by=by
            )
    return file, item


def files_named(manuscript: Manuscript, ids: Collection[str]) -> Mapping[str, StoredFile]:
    """Return the files that a manuscript holds, of those named, by their ids."""
    found = StoredFile.objects.filter(
        pk__in=[UUID(each) for each in ids],
        attachments__kind=HOLDER,
        attachments__holder=manuscript.pk,
    )
    return {str(file.pk): file for file in found.prefetch_related("sizes")}


def holds(manuscript: Manuscript, file_id: str) -> bool:
    return bool(files_named(manuscript, [file_id]))
