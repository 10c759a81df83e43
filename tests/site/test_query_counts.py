"""How many questions a page asks of the database: few, and no more for more rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamshahr.commons.search.retrieval import placing, readable
from hamshahr.domains.experiences import queries
from hamshahr.domains.experiences.models import Experience, Result, Source
from hamshahr.faces.site import searching
from hamshahr.kernel.remembering import forget_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_clock_that_stands")]

FEW, MANY = 3, 30


def asked(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("search/", 10),
        # In one language: each embedder's passages are one question more
        ("search/?q=flood&language=en", 16),
        ("search/?q=flood&language=en&region=asia-pacific&sdg=11", 16),
    ],
)
def test_a_list_asks_no_more_for_more_rows(client, monkeypatch, path, most):
    client.get(f"/en/{path}")  # what a process reads once
    counts = []
    for rows in (FEW, MANY):
        monkeypatch.setattr(searching, "ROWS_A_PAGE", rows)
        # Both lists are read anew, whatever was shown or remembered a moment before
        readable.forget()
        forget_all()
        counts.append(asked(client, f"/en/{path}"))

    assert counts[0] == counts[1] <= most


def test_the_home_page_asks_no_more_for_more_rows(client, monkeypatch):
    client.get("/en/")
    counts = []
    for rows in (FEW, MANY):
        monkeypatch.setattr(queries, "NEWEST", rows)
        counts.append(asked(client, "/en/"))

    assert counts[0] == counts[1] <= 10


def test_an_experience_asks_no_more_for_more_of_anything(client, monkeypatch):
    experience = Experience.objects.get(code="lagos-brt-lite")
    client.get("/en/experiences/lagos-brt-lite/")
    counts = []
    for rows in (FEW, MANY):
        monkeypatch.setattr(queries, "SIMILAR", rows)
        experience.results.all().delete()
        experience.sources.all().delete()
        sources = Source.objects.bulk_create(
            Source(experience=experience, position=position, title="Report")
            for position in range(rows)
        )
        Result.objects.bulk_create(
            Result(
                experience=experience, position=p, source=sources[p], indicator="Trips", value="1"
            )
            for p in range(rows)
        )
        counts.append(asked(client, "/en/experiences/lagos-brt-lite/"))

    assert counts[0] == counts[1] <= 12


def test_pages_without_a_library_ask_little(client):
    assert asked(client, "/en/about/") == 0
    assert asked(client, "/en/design/") == 0
    assert asked(client, "/en/topics/") <= 3


def test_the_same_query_is_read_for_its_meaning_once(client, monkeypatch):
    client.get("/en/search/?q=flood")
    read = []
    monkeypatch.setattr(placing, "read", lambda *given: read.append(given))

    client.get("/en/search/?q=flood&page=2")
    client.get("/en/search/?q=flood&region=asia")

    assert read == []
