"""What a reader who follows a list is told: its experiences, the newest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hamshahr.commons.accounts.models import User
from hamshahr.commons.search.asking import Query
from hamshahr.commons.search.retrieval.browsing import browse_ids
from hamshahr.commons.search.retrieval.filtering import Filters
from hamshahr.commons.search.retrieval.finding import find
from hamshahr.commons.translating.marks import shown_mark
from hamshahr.commons.translating.shown import Translated, translated_heads
from hamshahr.domains.experiences.facets import FacetWords
from hamshahr.domains.experiences.manifest import KIND
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.permissions import visible_to

# A reader who comes back after a busy month has missed nothing; a feed stays light.
ENTRIES = 50
_TOLD = ("title", "summary")


@dataclass(frozen=True)
class Told:
    """A text with its language; ``mark`` says of a translation how far it was checked."""

    text: str
    language: str
    mark: str = ""


@dataclass(frozen=True)
class Entry:
    """An experience as a feed tells of it: each text in the reader's language where it is known.

    ``changed`` is the last time that anything of this changed, a translation as well.
    """

    id: UUID
    code: str
    title: Told
    summary: Told
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
    Cities are named in ``language``, titles and summaries told in it where a translation is known,
    as lists show them: one query for all of them. Raises ``UnknownValue``, ``EmbedderUnavailable``.
    """
    FacetWords(language).checked(filters)
    if query is None:
        ids = browse_ids(KIND, filters, first=0, count=ENTRIES)
    else:
        found = find(KIND, query, filters=filters, facets=())
        ids = [candidate.object_id for candidate in found.ranked[:ENTRIES]]
    cases = list(
        visible_to(by)
        .filter(pk__in=ids)
        .select_related("city")
        .prefetch_related("topic_links")
        .order_by("-published_at", "-pk")
    )
    others = [case.pk for case in cases if case.language != language]
    known = translated_heads(KIND, others, language, _TOLD) if others else {}
    return [_entry(case, known.get(case.pk, {}), language) for case in cases]


def _entry(case: Experience, known: Mapping[str, Translated], language: str) -> Entry:
    return Entry(
        id=case.pk,
        code=case.code,
        title=_told(case.title, case.language, known.get("title")),
        summary=_told(case.summary, case.language, known.get("summary")),
        city=case.city.name_in(language),
        licence=case.licence,
        topics=tuple(link.topic_id for link in case.topic_links.all()),
        published=case.published_at or case.changed_at,
        changed=max([case.changed_at, *(one.at for one in known.values())]),
    )


def _told(text: str, language: str, known: Translated | None) -> Told:
    if known is None:
        return Told(text, language)
    return Told(known.text, known.language.code, shown_mark(known).short)
