"""Reads of experiences. Everything returned is what ``by`` may see."""

from typing import NamedTuple

from django.db import connection

from hamshahr.commons.accounts.models import User
from hamshahr.commons.search.similar import nearest_of_other_owners
from hamshahr.domains.experiences.heads import heads
from hamshahr.domains.experiences.manifest import KIND
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.permissions import visible_to
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


def sources_and_results(
    experience: Experience,
) -> tuple[list[SourceRecord], list[ResultRecord]]:
    """Return what an experience rests on and what was measured, in order, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_SOURCES_AND_RESULTS, {"experience": experience.pk})
        sources, results = cursor.fetchone()
    return [SourceRecord(*row) for row in sources], [ResultRecord(*row) for row in results]


_SOURCES_AND_RESULTS = """
    SELECT
        coalesce((
            SELECT json_agg(json_build_array(position + 1, title, url, publisher, year)
                            ORDER BY position)
            FROM experiences_source WHERE experience_id = %(experience)s
        ), '[]'),
        coalesce((
            SELECT json_agg(json_build_array(
                       result.indicator, result.value, result.before, result.after, result.unit,
                       result.year, result.is_target, source.position + 1
                   ) ORDER BY result.position)
            FROM experiences_result AS result
            LEFT JOIN experiences_source AS source ON source.id = result.source_id
            WHERE result.experience_id = %(experience)s
        ), '[]')
"""


def newest(language: str, *, by: User | None = None) -> list[ExperienceHead]:
    """Return the heads of what was published last."""
    ids = list(visible_to(by).values_list("pk", flat=True)[:NEWEST])
    introduced = heads(ids, language, by=by)
    return [introduced[pk] for pk in ids if pk in introduced]


def total(*, by: User | None = None) -> int:
    """Return how many experiences there are."""
    return visible_to(by).count()


def with_similar(
    experience: Experience, language: str, *, by: User | None
) -> tuple[ExperienceHead, list[ExperienceHead]]:
    """Return its head, and those of the nearest of other cities: one a city, nearest first."""
    ids = nearest_of_other_owners(KIND, experience.pk, limit=SIMILAR)
    introduced = heads([experience.pk, *ids], language, by=by)
    return introduced[experience.pk], [introduced[pk] for pk in ids if pk in introduced]
