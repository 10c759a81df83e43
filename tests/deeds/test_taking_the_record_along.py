"""The record is taken along as CSV or JSON lines; that it was taken is itself recorded."""

import csv
import io
import json

import pytest

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.kernel.audit.models import AuditRecord
from tests.cast import AWA, HODA, MATEO, NASRIN

pytestmark = pytest.mark.django_db

DESK = "/en/desk/audit/export/"


def taken(client, person, form="csv", path=DESK):
    client.force_login(person.serving())
    answer = client.post(path, {"form": form})
    return answer, (b"".join(answer.streaming_content).decode() if answer.streaming else "")


def rows(text):
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_a_spreadsheet_gets_a_row_for_each_deed(client, cities, did):
    did(MATEO.account(), cities[0])
    answer, text = taken(client, AWA)

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer["Content-Disposition"]
    sentences = [row[2] for row in rows(text)]
    assert "Mateo Restrepo put Shiraz among the cities" in sentences


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\tx", "＝1"])
def test_a_name_that_is_a_formula_is_not_computed(client, cities, did, name):
    mateo = MATEO.account()
    mateo.name = name
    mateo.save()
    did(mateo, cities[0])

    _, text = taken(client, AWA)

    begins = tuple("=+-@\t＝")
    assert not [cell for row in rows(text) for cell in row if cell.startswith(begins)]
    assert f"'{name}" in [row[1] for row in rows(text)]


def test_a_program_gets_a_line_of_json_for_each_deed(client, cities, did):
    kept = did(MATEO.account(), cities[0])
    _, text = taken(client, AWA, "jsonl")

    lines = [json.loads(line) for line in text.splitlines()]
    told = next(line for line in lines if line["id"] == str(kept.pk))
    assert told["actor"] == {"id": str(MATEO.account().pk), "name": "Mateo Restrepo"}
    assert told["city"]["name"] == "Shiraz"


def test_only_what_was_searched_for_is_in_it(client, cities, did):
    did(MATEO.account(), cities[0], "network.move_city")
    _, text = taken(client, AWA, "jsonl", f"{DESK}?deed=network.move_city")

    assert {json.loads(line)["deed"] for line in text.splitlines()} == {"network.move_city"}


def test_who_took_it_is_recorded_without_what_was_searched_for(client, cities):
    taken(client, AWA, path=f"{DESK}?person=Mateo")

    kept = AuditRecord.objects.get(deed="deeds.export_record")
    assert (kept.actor_id, kept.origin) == (AWA.account().pk, "page")
    assert kept.details == {"narrowed_by": ["person"]}


def test_a_focal_point_takes_along_what_is_of_her_city_alone(client, cities, did):
    shiraz, mashhad = cities
    ours, theirs = did(system_actor(), shiraz), did(system_actor(), mashhad)
    _, text = taken(client, NASRIN, "jsonl", f"/en/cities/{shiraz.slug}/record/export/")

    ids = {json.loads(line)["id"] for line in text.splitlines()}
    assert str(ours.pk) in ids
    assert str(theirs.pk) not in ids
    assert AuditRecord.objects.get(deed="deeds.export_record").body == shiraz.pk


def test_an_address_that_names_another_city_does_not_widen_it(client, cities, did):
    shiraz, mashhad = cities
    theirs = did(system_actor(), mashhad)
    path = f"/en/cities/{shiraz.slug}/record/export/?city={mashhad.pk}"

    assert str(theirs.pk) not in taken(client, NASRIN, "jsonl", path)[1]


@pytest.mark.parametrize("person", [HODA, NASRIN])
def test_who_may_not_read_it_takes_nothing(client, person):
    assert taken(client, person)[0].status_code == 404
    assert not AuditRecord.objects.filter(deed="deeds.export_record").exists()


def test_looking_takes_nothing(client):
    client.force_login(AWA.serving())

    assert client.get(DESK).status_code == 405


def test_a_form_that_there_is_not_is_not_there(client):
    assert taken(client, AWA, "xlsx")[0].status_code == 404


def test_more_than_one_batch_is_taken_without_a_gap(client, monkeypatch, cities, did):
    monkeypatch.setattr("hamshahr.commons.deeds.exporting._BATCH", 3)
    for _ in range(10):
        did(MATEO.account(), cities[0], "network.move_city")
    _, text = taken(client, AWA, "jsonl", f"{DESK}?deed=network.move_city")

    assert len({json.loads(line)["id"] for line in text.splitlines()}) == 10
