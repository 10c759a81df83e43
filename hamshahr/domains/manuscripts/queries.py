"""Reads of manuscripts. Everything returned is what ``by`` may see."""

from uuid import UUID

from hamshahr.commons.accounts.models import User
from hamshahr.domains.manuscripts.models import Manuscript
from hamshahr.domains.manuscripts.permissions import visible_to


def get_for(manuscript_id: UUID, *, by: User | None) -> Manuscript | None:
    """Return the manuscript; none alike where it is not there or not for ``by``."""
    return visible_to(by).select_related("city", "experience").filter(pk=manuscript_id).first()
