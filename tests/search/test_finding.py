"""Finding in the starter library, with the real embedders."""

import pytest

from hamshahr.commons.search.asking import read_query
from hamshahr.commons.search.indexing.meaning import index_meaning
from hamshahr.commons.search.models import IndexVersion, SearchDocument
from hamshahr.commons.search.retrieval.finding import find
from hamshahr.commons.search.similar import nearest_of_other_owners
from hamshahr.domains.experiences.manifest import KIND

pytestmark = pytest.mark.django_db


def codes(text, **options):
    return [found.code for found in find(KIND, read_query(text, **options)).ranked]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("TransMilenio", "bogota-transmilenio"),
        ("transmillenio", "bogota-transmilenio"),
        ("Mietendeckel", "berlin-mietendeckel"),
        ("Curitiba", "curitiba-rit"),
        ("Lagos", "lagos-brt-lite"),
        ("Singapore ERP", "singapore-electronic-road-pricing"),
        ("كرج", "karaj-halghedareh-waste"),
        ("وین", "wien-gendersensible-planung"),
    ],
)
def test_who_types_a_name_finds_it_first(typed, wanted):
    assert codes(typed, read_in="fa")[0] == wanted


@pytest.mark.parametrize("typed", ["Medellín", "medellin", "MEDELLÍN", "مدلین"])
def test_a_city_is_found_in_every_spelling(typed):
    assert codes(typed, read_in="fa")[0].startswith("medellin-")


def test_a_persian_query_finds_what_was_written_in_english():
    assert "new-york-congestion-relief-zone" in codes("گرفتن پول از خودروها برای ورود به مرکز")[:5]


def test_parts_stay_in_reading_order():
    """The first part opens a document; ``jsonb`` alone would put the lessons first."""
    for document in SearchDocument.objects.all()[:20]:
        assert next(iter(document.parts)) == "summary"


def test_an_empty_library_answers_with_nothing():
    SearchDocument.objects.all().delete()
    index_meaning(anew=True)
    assert codes("bus lanes") == []


def test_a_library_of_one_document_finds_it():
    only = SearchDocument.objects.get(code="bogota-transmilenio")
    SearchDocument.objects.exclude(pk=only.pk).delete()
    index_meaning()
    assert codes("خط ویژه اتوبوس") == ["bogota-transmilenio"]


def test_a_thin_record_is_found_by_its_title_and_summary():
    thin = SearchDocument.objects.get(code="bogota-transmilenio")
    thin.parts = {"summary": thin.parts["summary"]}
    thin.digest = b"thin"
    thin.save()
    index_meaning()
    assert "bogota-transmilenio" in codes("خط ویژه اتوبوس به جای مترو")[:10]


def test_without_an_index_of_meaning_words_still_find():
    IndexVersion.objects.all().delete()
    assert codes("TransMilenio")[0] == "bogota-transmilenio"


def test_what_is_like_a_thing_is_of_other_cities_and_of_each_once():
    thing = SearchDocument.objects.get(code="bogota-transmilenio")
    near = nearest_of_other_owners(KIND, thing.object_id, limit=5)
    owners = [SearchDocument.objects.get(object_id=pk).owner for pk in near]
    assert len(set(owners)) == 5
    assert thing.owner not in owners
