"""Counting the library: what lists show is what the documents hold, at once after a change."""

from collections import Counter

import pytest

from hamshahr.commons.search.indexing.words import index_words
from hamshahr.commons.search.models import SearchDocument
from hamshahr.commons.search.retrieval.browsing import (
    browse_counts,
    browse_ids,
    browse_total,
    count_by_owner,
)
from hamshahr.domains.experiences.manifest import KIND
from hamshahr.domains.experiences.models import Experience

pytestmark = pytest.mark.django_db

NARROWED = (("region", ["asia-pacific", "africa"]), ("status", ["ongoing"]))


def having(documents, facet, values):
    return [
        document
        for document in documents
        if {f"{facet}:{value}" for value in values} & set(document.facets)
    ]


def counted(documents, facet):
    tokens = Counter(token for document in documents for token in document.facets)
    return {
        token.partition(":")[2]: count
        for token, count in tokens.items()
        if token.startswith(f"{facet}:")
    }


def test_a_facet_is_counted_among_what_the_others_leave():
    everything = list(SearchDocument.objects.all())
    (region, regions), (status, statuses) = NARROWED
    in_regions, ongoing = (
        having(everything, region, regions),
        having(everything, status, statuses),
    )
    both = having(in_regions, status, statuses)

    counts = browse_counts(KIND, NARROWED)

    told = {facet: {one.value: one.count for one in counts[facet]} for facet in counts}
    assert told["region"] == counted(ongoing, "region")
    assert told["status"] == counted(in_regions, "status")
    assert told["topic"] == counted(both, "topic")
    assert browse_total(KIND, NARROWED) == len(both) > 0
    assert sum(count_by_owner(KIND, NARROWED).values()) == len(both)


def test_a_list_is_in_the_order_of_publication_to_its_end():
    newest = SearchDocument.objects.order_by("-since", "-object_id")

    listed = browse_ids(KIND, (), first=0, count=1_000)

    assert listed == list(newest.values_list("object_id", flat=True))
    assert browse_ids(KIND, (), first=len(listed) - 1, count=10) == listed[-1:]
    assert browse_ids(KIND, (), first=len(listed), count=10) == []


def test_a_value_that_nothing_has_leaves_nothing():
    nowhere = (("region", ["atlantis"]),)

    assert browse_total(KIND, nowhere) == 0
    assert browse_ids(KIND, nowhere, first=0, count=10) == []
    assert [one.count for one in browse_counts(KIND, nowhere)["region"] if one.value == "atlantis"]


def test_what_is_withdrawn_is_counted_no_more_at_once():
    case = Experience.objects.get(code="lagos-brt-lite")
    before = browse_total(KIND, ())

    case.state = Experience.State.DRAFT
    case.save()
    index_words(kind=KIND, ids=[case.pk])

    assert browse_total(KIND, ()) == before - 1
    assert case.pk not in browse_ids(KIND, (), first=0, count=1_000)


def test_what_is_published_is_counted_at_once():
    case = Experience.objects.get(code="lagos-brt-lite")
    case.state = Experience.State.DRAFT
    case.save()
    index_words(kind=KIND, ids=[case.pk])
    before = browse_total(KIND, ())

    case.state = Experience.State.PUBLISHED
    case.save()
    index_words(kind=KIND, ids=[case.pk])

    assert browse_total(KIND, ()) == before + 1


def test_a_kind_without_documents_has_an_empty_list():
    assert browse_total("need", ()) == 0
    assert browse_counts("need", ()) == {}
