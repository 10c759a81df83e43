"""Reads of experiences. Everything returned is what ``by`` may see."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from hamshahr.commons.accounts.models import User
from hamshahr.commons.search.similar import nearest_of_other_owners
from hamshahr.domains.experiences.heads import heads
from hamshahr.domains.experiences.manifest import KIND
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.permissions import visible_to, visible_where
from hamshahr.domains.experiences.regions import ExperienceHead

# How many stand beside a case, and how many are new on the home page.
SIMILAR = 4
NEWEST = 6


def get_for(code: str, *, by: User | None) -> Experience | None:
    """Return the experience with this code; none alike where it is not there or not for ``by``."""
    return visible_to(by).select_related("city").filter(code=code).first()


class SourceRecord(NamedTuple):
    """A source as a page shows it; ``number`` counts from 1."""

    number: int
    title: str
    url: str
    publisher: str
    year: int | None


class ResultRecord(NamedTuple):
    """A result as a page shows it; ``source`` is the number of the source it rests on."""

    indicator: str
    value: str
    before: str
    after: str
    unit: str
    year: int | None
    is_target: bool
    source: int | None


class CaseRecord(NamedTuple):
    """What the page of an experience shows beside its head."""

    pk: UUID
    code: str
    summary: str
    problem: str
    approach: str
    lessons: str
    conditions: str
    cost: str
    partners: list[str]
    sdgs: list[int]
    licence: str
    rights_holder: str
    provenance: str
    published_at: datetime | None
    true_as_of_year: int | None
    sources: list[SourceRecord]
    results: list[ResultRecord]


def case(code: str, *, by: User | None) -> CaseRecord | None:
    """Return all that the page of an experience shows, in one statement.

    ``None`` alike where it is not there or not for ``by``. Written in SQL for the reason that
    ``heads`` gives.
    """
    with connection.cursor() as cursor:
        cursor.execute(_CASE + visible_where(by), {"code": code})
        row = cursor.fetchone()
    if row is None:
        return None
    *own, sources, results = row
    listed = [SourceRecord(*source) for source in sources]
    measured = [ResultRecord(*result) for result in results]
    return CaseRecord._make([*own, listed, measured])


_CASE = """
    SELECT experience.id, experience.code, experience.summary, experience.problem,
           experience.approach, experience.lessons, experience.conditions, experience.cost,
           experience.partners, experience.sdgs, experience.licence, experience.rights_holder,
           experience.provenance, experience.published_at,
           experience.true_as_of_year,
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
           ), '[]')
    FROM experiences_experience AS experience
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
    introduced = heads([pk, *ids], language, by=by)
    return introduced[pk], [introduced[other] for other in ids if other in introduced]
