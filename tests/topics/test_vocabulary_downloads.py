"""The vocabulary as SKOS, for machines: fresh, cheap to ask for again, the same for everybody."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rdflib import SKOS, URIRef

from tests.site.reading import Page
from tests.topics.skos import BY_HAND, bring_in, graph_of, taken_out

pytestmark = pytest.mark.django_db

FILES = [
    ("/vocabulary.ttl", "text/turtle; charset=utf-8", "turtle"),
    ("/vocabulary.jsonld", "application/ld+json", "json-ld"),
]


@pytest.mark.parametrize(("address", "media_type", "form"), FILES)
def test_it_is_what_the_command_writes(client, address, media_type, form):
    answer = client.get(address)

    assert answer.status_code == 200
    assert answer["Content-Type"] == media_type
    assert answer.content == taken_out(form)


@pytest.mark.parametrize(("address", "media_type", "form"), FILES)
def test_asked_again_it_is_sent_only_where_it_changed(client, tmp_path, address, media_type, form):
    mark = client.get(address)["ETag"]
    with CaptureQueriesContext(connection) as captured:
        again = client.get(address, headers={"If-None-Match": mark})
    assert (again.status_code, again.content) == (304, b"")
    assert len(captured) == 1

    bring_in(tmp_path, BY_HAND)
    changed = client.get(address, headers={"If-None-Match": mark})
    assert changed.status_code == 200
    trams = URIRef("https://cities.example/topics/trams")
    ending = address[address.rindex(".") :]
    assert (trams, SKOS.prefLabel, None) in graph_of(changed.content, ending)


@pytest.mark.parametrize(("address", "media_type", "form"), FILES)
def test_a_reader_gets_no_cookie_with_it(client, address, media_type, form):
    answer = client.get(address, headers={"Accept-Language": "ar"})

    assert not answer.cookies
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["topics/", "topics/heat/"])
def test_pages_of_topics_name_it_to_machines(client, path):
    page = Page(client.get(f"/fa/{path}"))
    named = {
        (link.attributes["type"], link.attributes["href"])
        for link in page.all("link", rel="alternate")
        if "type" in link.attributes
    }

    assert {
        ("text/turtle", "/vocabulary.ttl"),
        ("application/ld+json", "/vocabulary.jsonld"),
    } <= named


def test_the_list_of_topics_offers_it_to_people(client):
    links = {link.attributes.get("href") for link in Page(client.get("/es/topics/")).all("a")}

    assert {"/vocabulary.ttl", "/vocabulary.jsonld"} <= links


def test_it_is_read_and_never_written(client):
    assert client.post("/vocabulary.ttl").status_code == 405
