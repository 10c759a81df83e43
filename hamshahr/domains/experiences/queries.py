"""Reads of experiences. Everything returned is what ``by`` may see."""

import json
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from hamshahr.commons.accounts.models import User
from hamshahr.commons.search.similar import nearest_of_other_owners
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.experiences.heads import heads
from hamshahr.domains.experiences.manifest import KIND
from hamshahr.domains.experiences.models import Experience, MembersLayer
from hamshahr.domains.experiences.permissions import (
    may_read_members_layers,
    readable_where,
    visible_to,
)
from hamshahr.domains.experiences.publishing.projecting import imported_content
from hamshahr.domains.experiences.regions import ExperienceHead, MembersOnly

# How many stand beside a case, and how many are new on the home page.
SIMILAR = 4
NEWEST = 6


def get_for(code: str, *, by: User | None) -> Experience | None:
    """Return the experience with this code; none alike where it is not there or not for ``by``."""
    return visible_to(by).select_related("city").filter(code=code).first()


class SourceRecord(NamedTuple):
    """A source of an import; ``number`` counts from 1."""

    number: int
    title: str
    url: str
    publisher: str
    year: int | None


class ResultRecord(NamedTuple):
    """A result of an import; ``source_number`` is that of the source it rests on."""

    indicator: str
    value: str
    before: str
    after: str
    unit: str
    year: int | None
    is_target: bool
    source_number: int | None


class RevisionRecord(NamedTuple):
    """What the current revision of a case says of itself."""

    pk: UUID
    number: int
    content: dict[str, Any]
    evidence_reason: str
    published_at: datetime


class CaseRecord(NamedTuple):
    """What the page of an experience shows beside its head."""

    pk: UUID
    code: str
    city_id: UUID
    language: str
    title: str
    title_en: str
    summary: str
    problem: str
    approach: str
    lessons: str
    conditions: str
    cost: str
    partners: list[str]
    sdgs: list[int]
    status: str
    start_year: int | None
    end_year: int | None
    true_as_of_year: int | None
    state: str
    licence: str
    rights_holder: str
    provenance: str
    published_at: datetime | None
    confirmed_on: date | None
    topics: list[str]
    sources: list[SourceRecord]
    results: list[ResultRecord]
    revision: RevisionRecord | None
    members_layer: MembersOnly

    def content(self) -> Content:
        """Return what it tells: its city's own words, or what an import brought."""
        if self.revision is not None:
            return Content(self.revision.content)
        results = ((result, result.source_number) for result in self.results)
        return imported_content(self, self.topics, self.sources, results)


def case(code: str, *, by: User | None) -> CaseRecord | None:
    """Return all that the page of an experience shows, retired or not, in one statement.

    ``None`` alike where it is not there or not for ``by``; what is retired is still read. Written
    in SQL for the reason that ``heads`` gives.
    """
    with connection.cursor() as cursor:
        cursor.execute(_CASE + readable_where(by), {"code": code})
        row = cursor.fetchone()
    if row is None:
        return None
    *own, sources, results, revised, number, content, reason, published, words, papers = row
    revision = None
    if number is not None:
        revision = RevisionRecord(revised, number, json.loads(content), reason, published)
    return CaseRecord._make(
        [
            *own,
            [SourceRecord(*source) for source in sources],
            [ResultRecord(*result) for result in results],
            revision,
            MembersOnly(bool(words), papers or 0),
        ]
    )


def members_layer(pk: UUID, *, by: User | None) -> MembersLayer | None:
    """Return what a case tells members only; ``None`` alike where nothing, or not for ``by``."""
    if not may_read_members_layers(by):
        return None
    return MembersLayer.objects.filter(experience=pk).first()


_CASE = """
    SELECT experience.id, experience.code, experience.city_id, experience.language,
           experience.title, experience.title_en, experience.summary, experience.problem,
           experience.approach, experience.lessons, experience.conditions, experience.cost,
           experience.partners, experience.sdgs, experience.status, experience.start_year,
           experience.end_year, experience.true_as_of_year, experience.state,
           experience.licence, experience.rights_holder, experience.provenance,
           experience.published_at, experience.confirmed_on,
           ARRAY(
               SELECT topic_id FROM experiences_experiencetopic
               WHERE experience_id = experience.id ORDER BY position
           ),
           coalesce((
               SELECT json_agg(json_build_array(position + 1, title, url, publisher, year)
                               ORDER BY position)
               FROM experiences_source WHERE experience_id = experience.id
           ), '[]'),
           coalesce((
               SELECT json_agg(json_build_array(
                          result.indicator, result.value, result.before, result.after,
                          result.unit, result.year, result.is_target, source.position + 1
                      ) ORDER BY result.position)
               FROM experiences_result AS result
               LEFT JOIN experiences_source AS source ON source.id = result.source_id
               WHERE result.experience_id = experience.id
           ), '[]'),
           revision.id, revision.number, revision.content, revision.evidence_reason,
           revision.published_at,
           layer.content ? 'members_words',
           jsonb_array_length(coalesce(layer.content -> 'members_documents', '[]'))
    FROM experiences_experience AS experience
    LEFT JOIN experiences_revision AS revision ON revision.id = experience.revision_id
    LEFT JOIN experiences_memberslayer AS layer ON layer.experience_id = experience.id
    WHERE experience.code = %(code)s AND """


def newest(language: str, *, by: User | None = None) -> list[ExperienceHead]:
    """Return the heads of what was published last."""
    ids = list(visible_to(by).values_list("pk", flat=True)[:NEWEST])
    introduced = heads(ids, language, by=by)
    return [introduced[pk] for pk in ids if pk in introduced]


def with_similar(
    pk: UUID, language: str, *, by: User | None
) -> tuple[ExperienceHead, list[ExperienceHead]]:
    """Return its head, and those of the nearest of other cities: one a city, nearest first."""
    ids = nearest_of_other_owners(KIND, pk, limit=SIMILAR)
    introduced = heads([pk, *ids], language, by=by, retired=pk)
    return introduced[pk], [introduced[other] for other in ids if other in introduced]
