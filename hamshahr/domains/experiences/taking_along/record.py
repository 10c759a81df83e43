"""What is taken along of an experience, whichever form it takes."""

from dataclasses import dataclass

from django.urls import reverse

from hamshahr.commons.accounts.models import User
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.permissions import readable_by
from hamshahr.kernel.addresses import public_address


@dataclass(frozen=True)
class Record:
    """An experience with its sources, results and topics read, and its address for good.

    ``address`` is whole, and of the page in the reader's language.
    """

    experience: Experience
    address: str

    @property
    def topics(self) -> list[str]:
        """The codes of its topics, the most telling first."""
        return [link.topic_id for link in self.experience.topic_links.all()]


def record_of(code: str, *, by: User | None) -> Record | None:
    """Return the experience with all its parts, read in a fixed number of statements.

    ``None`` alike where it is not there or not for ``by``.
    """
    found = (
        readable_by(by)
        .select_related("city", "revision")
        .prefetch_related("sources", "results__source", "topic_links")
        .filter(code=code)
        .first()
    )
    if found is None:
        return None
    return Record(found, public_address(reverse("experiences:experience", args=[code])))
