"""The files of an experience: what holds them, and so who may read them.

A file of the public content is read by whoever may read the case, one of the layer for members by
those who may read that. What an earlier revision showed stays, for the revision stays readable.
"""

from collections.abc import Collection, Iterator
from uuid import UUID

from hamshahr.commons.accounts.models import User
from hamshahr.commons.files.actions import attach, detach
from hamshahr.commons.files.holders import Holder, register_holder
from hamshahr.commons.files.models import Attachment, StoredFile
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.permissions import may_read_members_layers, readable_by
from hamshahr.domains.experiences.sections.parts import Sized, StoredDocument, StoredPicture

PUBLIC, MEMBERS = "experience", "experience-members"
_GROUPS = ("pictures", "documents", "members_documents")


def hold_files(experience: Experience, content: Content) -> None:
    """Have a case hold the files that its ``content`` names, inside the deed that publishes it.

    Another city's files are never held, whatever the content names.
    """
    layer = set(file_ids(content.members_only()))
    _attach(experience, set(file_ids(content.public())), PUBLIC)
    _attach(experience, layer, MEMBERS)
    held = Attachment.objects.filter(kind=MEMBERS, holder=experience.pk)
    for left in held.exclude(file__in=layer).select_related("file"):
        detach(left.file, MEMBERS, experience.pk)


def files_in(
    content: Content, kind: str, holder: UUID
) -> dict[str, StoredPicture | StoredDocument]:
    """Return by id those files of ``content`` that the case holds as ``kind``; two queries."""
    ids = list(file_ids(content))
    if not ids:
        return {}
    found = StoredFile.objects.filter(
        pk__in=ids, attachments__kind=kind, attachments__holder=holder
    )
    return {str(file.pk): _shown(file) for file in found.prefetch_related("sizes")}


def file_ids(content: Content) -> Iterator[UUID]:
    """Yield the files that a content names."""
    for group in _GROUPS:
        for item in content.items(group):
            if item.text("file"):
                yield UUID(item.text("file"))


def register_files() -> None:
    """Called by the manifest."""
    register_holder(Holder(PUBLIC, may_read=_may_read))
    register_holder(Holder(MEMBERS, may_read=_may_read_layer))


def _may_read(by: User | None, experience: UUID) -> bool:
    return readable_by(by).filter(pk=experience).exists()


def _may_read_layer(by: User | None, experience: UUID) -> bool:
    return may_read_members_layers(by) and _may_read(by, experience)


def _attach(experience: Experience, ids: Collection[UUID], kind: str) -> None:
    for file in StoredFile.objects.filter(pk__in=ids, owner=experience.city_id):
        attach(file, kind, experience.pk)


def _shown(file: StoredFile) -> StoredPicture | StoredDocument:
    if file.kind == StoredFile.Kind.DOCUMENT:
        return StoredDocument(file.url, file.name, file.media_type, file.bytes)
    sizes = tuple(
        Sized(file.url_of(one.width), one.width, one.height, one.bytes, one.digest)
        for one in file.sizes.all()
    )
    return StoredPicture(file.url, file.width or 0, file.height or 0, file.media_type, sizes)
