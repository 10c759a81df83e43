"""The library that speed is measured on: grown where nothing is lost, and no page asks more of it.

Grown by a few hundred here; bench/growing.py grows to a hundred thousand.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.growing import NotOurs, grow, write_experiences, write_places
from hamshahr.commons.search.indexing.words import index_words
from hamshahr.commons.search.retrieval import placing, readable
from hamshahr.commons.search.retrieval.nearest import NEAREST
from hamshahr.domains.experiences.manifest import KIND
from hamshahr.domains.experiences.models import Experience
from hamshahr.kernel.remembering import forget_all
from tests.site.addresses import PAGES

pytestmark = pytest.mark.django_db

MORE = 300


def queries_of_every_page(client):
    asked = {}
    for name, path in PAGES.items():
        client.get(f"/en/{path}")  # what a process reads once
        readable.forget()
        forget_all()
        placing._placed.cache_clear()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/en/{path}").status_code == 200
        asked[name] = len(captured)
    return asked


def grow_a_little():
    there = Experience.objects.count()
    ids = write_experiences(there, there + MORE)
    index_words(kind=KIND, ids=ids)
    write_places()


@pytest.mark.slow
def test_no_page_asks_more_of_a_larger_library(client, a_clock_that_stands):
    grow_a_little()  # to more than what is ranked whole
    before, there = queries_of_every_page(client), Experience.objects.count()
    assert there > NEAREST

    grow_a_little()
    after = queries_of_every_page(client)

    assert Experience.objects.count() == there + MORE
    assert {name: after[name] - before[name] for name in PAGES if after[name] > before[name]} == {}


def test_a_database_that_holds_a_library_is_never_grown():
    there = Experience.objects.count()

    with pytest.raises(NotOurs, match="name an empty database"):
        grow(there + MORE)

    assert Experience.objects.count() == there


def test_what_is_generated_says_so():
    there = Experience.objects.count()
    ids = write_experiences(there, there + 20)

    generated = Experience.objects.filter(pk__in=ids)

    assert generated.count() == 20
    assert all(case.code.startswith("generated-") for case in generated)
    assert all(case.rights_holder == "Generated for a benchmark" for case in generated)
