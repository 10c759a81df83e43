"""Where experiences come from: what a list holds, counted by city."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from hamshahr.commons.accounts.models import User
from hamshahr.commons.search.asking import Query
from hamshahr.commons.search.retrieval.browsing import browse_counts, browse_total, count_by_owner
from hamshahr.commons.search.retrieval.filtering import Filters
from hamshahr.commons.search.retrieval.finding import find
from hamshahr.domains.experiences.facets import FACETS, FacetWords
from hamshahr.domains.experiences.manifest import KIND
from hamshahr.domains.experiences.permissions import visible_to
from hamshahr.domains.experiences.reasons import Reasons
from hamshahr.domains.experiences.regions import Facet
from hamshahr.domains.network.models import City

# Everything has some place in a ranking: so many of its first are told from the rest, as many as
# the first page of the list shows.
BEST = 10


@dataclass(frozen=True)
class ByCity:
    """The experiences of a list by their city, the city of the first first.

    ``counts`` has city ids, ``best`` those that answer a query best (empty: nothing was asked).
    ``total`` counts the experiences, ``library`` all there are.
    """

    counts: dict[UUID, int]
    best: frozenset[UUID]
    facets: list[Facet]
    total: int
    library: int
    is_weak: bool


def counted(cities: QuerySet[City], *, by: User | None) -> QuerySet[Any]:
    """Return the same cities, each with ``experience_count``, of those that ``by`` may see.

    The type of a city does not know the count, hence ``Any``.
    """
    own = visible_to(by).filter(city=OuterRef("pk")).order_by().values("city")
    count = Coalesce(Subquery(own.annotate(count=Count("pk")).values("count")), 0)
    return cities.annotate(experience_count=count)


def telling(cities: QuerySet[City], *, by: User | None) -> QuerySet[City]:
    """Return those of the cities that have an experience that ``by`` may see."""
    return cities.filter(Exists(visible_to(by).filter(city=OuterRef("pk"))))


def telling_of(topics: Collection[str], *, by: User | None) -> Q:
    """Return the condition of cities with an experience of these topics that ``by`` may see."""
    told = visible_to(by).filter(city=OuterRef("pk"), topic_links__topic__in=topics)
    return Q(Exists(told))


def browse_by_city(language: str, *, filters: Filters = ()) -> ByCity:
    """Return what ``finding.browse_experiences`` lists, counted by city.

    Raises ``UnknownValue`` for a filter that there is not.
    """
    words = FacetWords(language)
    words.checked(filters)
    total = browse_total(KIND, filters)
    return ByCity(
        counts={UUID(owner): count for owner, count in count_by_owner(KIND, filters).items()},
        best=frozenset(),
        facets=words.facets(browse_counts(KIND, filters), filters),
        total=total,
        library=total,
        is_weak=False,
    )


def find_by_city(query: Query, language: str, *, filters: Filters = ()) -> ByCity:
    """Return what ``finding.find_experiences`` ranks, all of its pages, counted by city.

    Raises ``UnknownValue`` for a filter that there is not, ``EmbedderUnavailable``.
    """
    words = FacetWords(language)
    words.checked(filters)
    found = find(KIND, query, filters=filters, facets=tuple(FACETS))
    counted = Counter(candidate.owner for candidate in found.ranked)
    return ByCity(
        counts={UUID(owner): count for owner, count in counted.items()},
        best=frozenset(UUID(candidate.owner) for candidate in found.ranked[:BEST]),
        facets=words.facets(found.counts, filters),
        total=len(found.ranked),
        library=found.library,
        is_weak=Reasons(found, words.topics, language).is_weak,
    )
