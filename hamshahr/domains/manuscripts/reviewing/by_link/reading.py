"""What the holder of a link reads: the text that was handed in, and its files."""

from uuid import UUID

from hamshahr.commons.files.models import StoredFile
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.manuscripts.files import file_paths
from hamshahr.domains.manuscripts.models import Approval


def submitted_text(approval: Approval) -> Content:
    """Return the text that is to be approved, without what is kept for the record alone."""
    return Content(approval.submission.content).without_records()


def file_for(approval: Approval, pk: UUID) -> StoredFile | None:
    """Return a file that the text names, and that is its city's; else ``None``."""
    if pk not in file_paths(submitted_text(approval)).values():
        return None
    owner = approval.submission.manuscript.city_id
    return StoredFile.objects.filter(pk=pk, owner=owner).first()
