"""What a reader who follows a list is told: its experiences, the newest first."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hamshahr.commons.accounts.models import User
from hamshahr.commons.search.asking import Query
from hamshahr.commons.search.retrieval.browsing import browse_ids
from hamshahr.commons.search.retrieval.filtering import Filters
from hamshahr.commons.search.retrieval.finding import find
from hamshahr.domains.experiences.facets import FacetWords
from hamshahr.domains.experiences.manifest import KIND
from hamshahr.domains.experiences.permissions import visible_to

# A reader who comes back after a busy month has missed nothing; a feed stays light.
ENTRIES = 50


@dataclass(frozen=True)
class Entry:
    """An experience as a feed tells of it; its texts are in ``language``."""

    id: UUID
    code: str
    title: str
    summary: str
    language: str
    city: str
    licence: str
    topics: tuple[str, ...]  # codes
    published: datetime
    changed: datetime


def entries(
    query: Query | None, language: str, *, filters: Filters = (), by: User | None
) -> list[Entry]:
    """Return the experiences of a list, the newest first: at most ``ENTRIES``.

    With a ``query`` those that fit best are told, without one the newest under ``filters``.
    Cities are named in ``language``. Raises ``UnknownValue``, ``EmbedderUnavailable``.
    """
    FacetWords(language).checked(filters)
    if query is None:
        ids = browse_ids(KIND, filters, first=0, count=ENTRIES)
    else:
        found = find(KIND, query, filters=filters, facets=())
        ids = [candidate.object_id for candidate in found.ranked[:ENTRIES]]
    cases = (
        visible_to(by)
        .filter(pk__in=ids)
        .select_related("city")
        .prefetch_related("topic_links")
        .order_by("-published_at", "-pk")
    )
    return [
        Entry(
            id=case.pk,
            code=case.code,
            title=case.title,
            summary=case.summary,
            language=case.language,
            city=case.city.name_in(language),
            licence=case.licence,
            topics=tuple(link.topic_id for link in case.topic_links.all()),
            published=case.published_at or case.changed_at,
            changed=case.changed_at,
        )
        for case in cases
    ]
