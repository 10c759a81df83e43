"""What the library holds under a subject: a topic, a region of the world, a goal.

The best-evidenced come first, in this order: the evidence level that a reviewer set; whether a
change was measured (a result that is no target); how recent the latest source is; how new it is in
the library.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from hamshahr.commons.accounts.models import User
from hamshahr.commons.search.addresses import feed_url, search_url
from hamshahr.domains.experiences.heads import heads
from hamshahr.domains.experiences.permissions import visible_where
from hamshahr.domains.experiences.regions import (
    ActiveCities,
    ActiveCity,
    BestExperiences,
    CountedTopic,
)
from hamshahr.domains.network.queries import country_name
from hamshahr.domains.topics.addresses import topic_url
from hamshahr.domains.topics.queries import preferred_labels

# What a page of a subject shows of each; the rest is one link away, in the search.
BEST = 6
CITIES = 12
TOPICS = 12


@dataclass(frozen=True)
class Subject:
    """A facet of the search with the values that the subject stands for (a theme: its topics)."""

    facet: str  # topic, region, sdg or city
    values: Sequence[str]

    @property
    def url(self) -> str:
        """The address of the search narrowed to the subject."""
        return search_url(*((self.facet, value) for value in self.values))

    @property
    def feed_url(self) -> str:
        """The address of the feed that follows the subject."""
        return feed_url(*((self.facet, value) for value in self.values))


def best(subject: Subject, language: str, *, by: User | None) -> BestExperiences | None:
    """Return the best-evidenced experiences of a subject, and how many there are in all."""
    rows = _rows(_BEST, subject, language, by, BEST)
    introduced = heads([pk for pk, _ in rows], language, by=by)
    shown = tuple(introduced[pk] for pk, _ in rows if pk in introduced)
    return BestExperiences(shown, rows[0][1], subject.url, subject.feed_url) if shown else None


def active_cities(subject: Subject, language: str, *, by: User | None) -> ActiveCities | None:
    """Return the cities that tell the most of a subject, and how many tell anything."""
    rows = _rows(_CITIES, subject, language, by, CITIES)
    cities = tuple(
        ActiveCity(name, slug, country_name(country, language), count)
        for name, slug, country, count, _ in rows
    )
    return ActiveCities(cities, rows[0][-1]) if cities else None


def frequent_topics(subject: Subject, language: str, *, by: User | None) -> list[CountedTopic]:
    """Return the topics that the experiences of a subject carry most often."""
    labels = preferred_labels(language)
    return [
        CountedTopic(labels.get(code, code), topic_url(code), count)
        for code, count in _rows(_TOPICS, subject, language, by, TOPICS)
    ]


def _rows(
    statement: str, subject: Subject, language: str, by: User | None, most: int
) -> list[tuple[Any, ...]]:
    under = f"{visible_where(by)} AND {_UNDER[subject.facet]}"
    given: dict[str, Any] = {"values": list(subject.values), "language": language, "most": most}
    with connection.cursor() as cursor:
        cursor.execute(statement.format(under=under), given)
        return list(cursor.fetchall())


_UNDER = {
    "topic": "experience.id IN (SELECT experience_id FROM experiences_experiencetopic"
    " WHERE topic_id = ANY(%(values)s))",
    "region": "experience.city_id IN (SELECT id FROM network_city"
    " WHERE region_id = ANY(%(values)s))",
    "sdg": "experience.sdgs && %(values)s::smallint[]",
    "city": "experience.city_id IN (SELECT id FROM network_city WHERE slug = ANY(%(values)s))",
}
_BEST = """
    SELECT experience.id, count(*) OVER ()
    FROM experiences_experience AS experience
    WHERE {under}
    ORDER BY experience.evidence_level DESC NULLS LAST,
             EXISTS (SELECT FROM experiences_result AS result
                     WHERE result.experience_id = experience.id AND NOT result.is_target) DESC,
             experience.true_as_of_year DESC NULLS LAST,
             experience.published_at DESC, experience.id DESC
    LIMIT %(most)s
"""
_CITIES = """
    SELECT coalesce(city.names ->> %(language)s, city.name), city.slug, city.country,
           active.experiences, active.cities
    FROM (
        SELECT experience.city_id, count(*) AS experiences, count(*) OVER () AS cities
        FROM experiences_experience AS experience
        WHERE {under}
        GROUP BY experience.city_id
        ORDER BY 2 DESC, 1 LIMIT %(most)s
    ) AS active
    JOIN network_city AS city ON city.id = active.city_id
    ORDER BY active.experiences DESC, city.name
"""
_TOPICS = """
    SELECT link.topic_id, count(*)
    FROM experiences_experience AS experience
    JOIN experiences_experiencetopic AS link ON link.experience_id = experience.id
    WHERE {under}
    GROUP BY link.topic_id ORDER BY 2 DESC, 1 LIMIT %(most)s
"""
