"""Who may read the record, and how it reads: in sentences, with the names of today."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.deeds.lines import lines
from hamshahr.commons.deeds.permissions import may_read, readable_by
from hamshahr.kernel.audit.actions import record
from hamshahr.kernel.audit.models import AuditRecord
from hamshahr.kernel.audit.origin import Way, acting_from
from tests.cast import AWA, HODA, JONAS, KAVEH, LEILA, MATEO, NASRIN, PEOPLE, REZA

pytestmark = pytest.mark.django_db


def read(*records, by=None, language="en"):
    with override(language):
        return lines(records, language, by=by or system_actor())


def page(client, person, path="/en/desk/audit/"):
    client.force_login(person.serving())
    return client.get(path)


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.email)
def test_what_one_may_read_one_by_one_is_what_one_finds_in_the_list(person, cities, did):
    reader = person.serving()
    did(system_actor(), cities[0])
    did(system_actor(), cities[1])
    record(by=system_actor(), deed="restored", object_type="instance", object_id=1)
    allowed = {each.pk for each in AuditRecord.objects.all() if may_read(reader, each)}

    assert set(readable_by(reader).values_list("pk", flat=True)) == allowed


@pytest.mark.parametrize("person", [NASRIN, KAVEH])
def test_those_who_keep_a_city_read_what_was_done_for_it_and_no_more(person, cities, did):
    shiraz, mashhad = cities
    ours, theirs = did(system_actor(), shiraz), did(system_actor(), mashhad)

    found = readable_by(person.serving())

    assert ours in found
    assert theirs not in found


@pytest.mark.parametrize("person", [LEILA, HODA, MATEO])
def test_nobody_else_reads_the_record_of_the_city(client, person, cities):
    assert page(client, person, f"/en/cities/{cities[0].slug}/record/").status_code == 404


def test_a_city_that_is_not_there_and_one_that_is_not_yours_answer_alike(client, cities):
    not_yours = page(client, NASRIN, f"/en/cities/{cities[1].slug}/record/")
    not_there = page(client, NASRIN, "/en/cities/nowhere/record/")

    assert (not_yours.status_code, not_there.status_code) == (404, 404)


def test_a_stranger_is_sent_to_sign_in_before_anything_is_looked_up(client, cities):
    there = client.get(f"/en/cities/{cities[0].slug}/record/")
    nowhere = client.get("/en/cities/nowhere/record/")

    assert (there.status_code, nowhere.status_code) == (302, 302)


def test_the_desk_shows_the_record_to_the_office_and_to_administrators(client):
    assert page(client, AWA).status_code == 200
    assert page(client, JONAS).status_code == 200
    assert page(client, NASRIN).status_code == 404


def test_a_deed_reads_as_a_sentence_in_the_language_of_the_reader(cities, did):
    reza = REZA.serving()
    kept = did(reza, cities[0])

    assert read(kept)[0].text == "رضا خراسانی put Shiraz among the cities"
    assert "شیراز" in read(kept, language="fa")[0].text


def test_a_name_that_is_html_is_shown_as_it_was_typed(cities, did):
    trickster = MATEO.account()
    trickster.name = "<script>alert(1)</script> %(what)s %s"
    trickster.save()

    html = read(did(trickster, cities[0]))[0].html

    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; %(what)s %s" in html


def test_a_person_who_was_renamed_reads_under_the_name_of_today(cities, did):
    leila = LEILA.account()
    kept = did(leila, cities[0])
    leila.name = "لیلا شیرازی"
    leila.save()

    assert read(kept)[0].who.name == "لیلا شیرازی"


def test_a_record_of_an_older_version_reads_without_what_it_lacks():
    bare = record(by=system_actor(), deed="network.appoint", object_type="appointment", object_id=3)
    unknown = record(by=system_actor(), deed="gone.deed", object_type="gone", object_id="x1")

    first, second = read(bare, unknown)

    assert "The system appointed somebody who is gone" in first.text
    assert second.text == "The system did gone.deed to gone …x1"


def test_where_a_deed_came_from_is_told_and_networks_only_to_those_who_read_all(cities, did):
    with acting_from(Way.PAGE, "203.0.113.0/24"):
        kept = did(REZA.account(), cities[0])

    assert read(kept, by=AWA.serving())[0].network == "203.0.113.0/24"
    assert read(kept, by=NASRIN.serving())[0].network == ""
    assert read(kept, by=NASRIN.serving())[0].way == "on a page"


def test_more_records_need_no_more_queries(cities, did):
    few = [did(REZA.account(), cities[0])]
    many = [did(person.account(), city) for person in PEOPLE for city in cities]

    def queries(records):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            read(*records, by=AWA.serving())
        return len(asked)

    queries(few)
    assert queries(many) == queries(few)


def test_the_page_says_the_time_on_the_clock_of_who_reads(client, cities, did):
    did(REZA.account(), cities[0])

    assert "<time datetime=" in page(client, AWA).content.decode()
