"""Finding in a library larger than what is ranked: the ways that a hundred thousand take.

The limits are lowered, so that the starter library is a large one.
"""

import pytest
from django.db import connection

from hamshahr.commons.search.asking import read_query
from hamshahr.commons.search.indexing import meaning
from hamshahr.commons.search.indexing.meaning import index_meaning, waiting
from hamshahr.commons.search.indexing.words import index_words
from hamshahr.commons.search.models import DocumentVector, SearchDocument
from hamshahr.commons.search.retrieval import candidates, finding, holding, nearest
from hamshahr.commons.search.retrieval.finding import find
from hamshahr.commons.search.similar import nearest_of_other_owners
from hamshahr.domains.experiences.manifest import KIND
from hamshahr.domains.experiences.models import Experience

pytestmark = pytest.mark.django_db

AFRICA = (("region", ["africa"]),)


@pytest.fixture
def few_are_ranked(monkeypatch):
    for module in (nearest, finding):
        monkeypatch.setattr(module, "NEAREST", 20)


@pytest.fixture
def by_the_index(monkeypatch):
    """Make the approximate index over the starter library, and let it be used."""
    monkeypatch.setattr(meaning, "_APPROXIMATE_FROM", 10)
    with connection.cursor() as cursor:
        # Within the transaction of a test, no index is made while a constraint waits to be checked
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        index_meaning(anew=True)
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")


def codes(text, **options):
    return [found.code for found in find(KIND, read_query(text, read_in="en"), **options).ranked]


@pytest.mark.parametrize(
    ("typed", "wanted"), [("TransMilenio", "bogota-transmilenio"), ("Lagos", "lagos-brt-lite")]
)
def test_a_name_is_found_though_its_document_is_not_among_the_nearest(
    few_are_ranked, monkeypatch, typed, wanted
):
    monkeypatch.setattr(candidates, "nearest", lambda *_given: {})

    assert codes(typed)[0] == wanted


def test_documents_with_the_words_in_their_titles_come_before_those_that_mention_them(
    few_are_ranked, monkeypatch
):
    monkeypatch.setattr(holding, "WITH_WORDS", 5)
    monkeypatch.setattr(candidates, "nearest", lambda *_given: {})

    found = codes("congestion")

    titled = SearchDocument.objects.filter(title__icontains="congestion")
    assert 0 < len(found) <= 5
    assert set(titled.values_list("code", flat=True)[:5]) <= set(found)


def test_a_word_that_most_documents_hold_is_not_looked_up(few_are_ranked, monkeypatch):
    monkeypatch.setattr(holding, "_LOOKED_THROUGH", 0)

    assert len(codes("city")) == 20


def test_a_filter_is_asked_of_the_whole_library(few_are_ranked):
    in_africa = SearchDocument.objects.filter(facets__contains=["region:africa"])

    found = codes("metro tunnels in Tokyo", filters=AFRICA)

    assert len(found) >= 20
    assert set(found) <= set(in_africa.values_list("code", flat=True))


def test_the_index_finds_what_looking_at_all_finds(few_are_ranked, by_the_index, monkeypatch):
    query = read_query("streets flood after every rain", read_in="en")
    by_index = {one.code for one in find(KIND, query, filters=AFRICA).ranked}
    monkeypatch.setattr(nearest, "_ALL_LOOKED_AT", 0)

    narrowed_by_index = {one.code for one in find(KIND, query, filters=AFRICA).ranked}

    assert len(by_index & narrowed_by_index) >= 0.9 * len(by_index)


def test_what_is_like_a_thing_is_found_by_the_index_too(by_the_index):
    thing = SearchDocument.objects.get(code="bogota-transmilenio")

    near = nearest_of_other_owners(KIND, thing.object_id, limit=4)

    assert len(near) == 4
    assert thing.object_id not in near


def test_the_approximate_index_goes_with_its_version(by_the_index):
    def indexes():
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_indexes WHERE indexname LIKE 'search_places_%'")
            return cursor.fetchone()[0]

    index_meaning(anew=True)

    assert indexes() == 1


def test_what_is_new_or_reworded_waits_until_it_is_read():
    assert waiting() == 0
    case = Experience.objects.get(code="lagos-brt-lite")
    case.evidence_level = 3
    case.save()
    index_words(kind=KIND, ids=[case.pk])
    assert waiting() == 0  # says the same

    case.title = "Buses that keep to their lane"
    case.save()
    index_words(kind=KIND, ids=[case.pk])
    assert waiting() == 1

    index_meaning()
    assert waiting() == 0
    document = SearchDocument.objects.get(object_id=case.pk)
    assert bytes(DocumentVector.objects.get(document=document).digest) == bytes(document.digest)


def test_what_is_withdrawn_waits_for_nothing():
    case = Experience.objects.get(code="lagos-brt-lite")
    case.title = "Buses that keep to their lane"
    case.save()
    index_words(kind=KIND, ids=[case.pk])

    case.state = Experience.State.DRAFT
    case.save()
    index_words(kind=KIND, ids=[case.pk])

    assert waiting() == 0
