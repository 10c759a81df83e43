"""What the library holds under a subject: a topic, a region of the world, a goal.

The best-evidenced come first, in this order: the evidence level that a reviewer set; whether a
change was measured (a result that is no target); whether its city was asked in vain if it is so
still; how recent the latest source is; how new it is in the library. What anybody may read is told,
whoever asks.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from hamshahr.commons.search.addresses import feed_url, search_url
from hamshahr.commons.search.retrieval.browsing import browse_counts, browse_total, count_by_owner
from hamshahr.commons.search.retrieval.filtering import Filters
from hamshahr.domains.experiences.heads import heads
from hamshahr.domains.experiences.manifest import KIND
from hamshahr.domains.experiences.permissions import visible_where
from hamshahr.domains.experiences.regions import (
    ActiveCities,
    ActiveCity,
    BestExperiences,
    CountedTopic,
)
from hamshahr.domains.network.addresses import city_url
from hamshahr.domains.network.models import City
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
    def filters(self) -> Filters:
        return [(self.facet, list(self.values))]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        return [(self.facet, value) for value in self.values]

    @property
    def url(self) -> str:
        """The address of the search narrowed to the subject."""
        return search_url(*self.pairs)

    @property
    def map_url(self) -> str:
        """The address of the same as a map."""
        return search_url(*self.pairs, ("view", "map"))

    @property
    def feed_url(self) -> str:
        """The address of the feed that follows the subject."""
        return feed_url(*self.pairs)


def best(subject: Subject, language: str) -> BestExperiences | None:
    """Return the best-evidenced experiences of a subject, and how many there are in all."""
    with connection.cursor() as cursor:
        cursor.execute(
            _BEST.format(seen=visible_where(None), under=_UNDER[subject.facet]),
            {"values": list(subject.values), "most": BEST},
        )
        ids = [row[0] for row in cursor.fetchall()]
    introduced = heads(ids, language)
    shown = tuple(introduced[pk] for pk in ids if pk in introduced)
    if not shown:
        return None
    return BestExperiences(
        heads=shown,
        total=browse_total(KIND, subject.filters),
        search_url=subject.url,
        map_url=subject.map_url,
        feed_url=subject.feed_url,
    )


def active_cities(subject: Subject, language: str) -> ActiveCities | None:
    """Return the cities that tell the most of a subject, and how many tell anything."""
    counts = count_by_owner(KIND, subject.filters)
    most = dict(itertools.islice(counts.items(), CITIES))
    names = {str(city.pk): city for city in City.objects.filter(pk__in=list(most))}
    cities = tuple(
        ActiveCity(
            name=names[pk].name_in(language),
            slug=names[pk].slug,
            url=city_url(names[pk].slug),
            country=country_name(names[pk].country, language),
            count=count,
        )
        for pk, count in most.items()
        if pk in names
    )
    return ActiveCities(cities, len(counts)) if cities else None


def frequent_topics(subject: Subject, language: str) -> list[CountedTopic]:
    """Return the topics that the experiences of a subject, itself no topic, carry most often."""
    labels = preferred_labels(language)
    counts = browse_counts(KIND, subject.filters).get("topic", [])
    return [
        CountedTopic(labels.get(found.value, found.value), topic_url(found.value), found.count)
        for found in counts[:TOPICS]
    ]


_UNDER = {
    "topic": "experience.id IN (SELECT experience_id FROM experiences_experiencetopic"
    " WHERE topic_id = ANY(%(values)s))",
    "region": "experience.city_id IN (SELECT id FROM network_city"
    " WHERE region_id = ANY(%(values)s))",
    "city": "experience.city_id IN (SELECT id FROM network_city WHERE slug = ANY(%(values)s))",
    "sdg": "experience.sdgs && %(values)s::smallint[]",
}
# Like the index ``experience_best_first``, which a frequent subject is found along
_BEST = """
    SELECT experience.id
    FROM experiences_experience AS experience
    WHERE {seen} AND {under}
    ORDER BY experience.evidence_level DESC NULLS LAST, experience.is_measured DESC,
             experience.unanswered_since DESC NULLS FIRST,
             GREATEST(experience.true_as_of_year, EXTRACT(YEAR FROM experience.confirmed_on))
                 DESC NULLS LAST,
             experience.published_at DESC, experience.id DESC
    LIMIT %(most)s
"""
