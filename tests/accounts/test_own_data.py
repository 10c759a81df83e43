"""All that is kept about a person, in one file for her; no part of the product is forgotten."""

import csv
import io
import json
import zipfile

import pytest
from django.apps import apps
from django.db import models

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.own_data.bundle import own_bundle
from hamshahr.commons.accounts.own_data.parts import personal_data
from hamshahr.commons.accounts.preferences.actions import choose_preferences
from hamshahr.domains.association.actions import write_statement
from hamshahr.domains.association.models import StatementRevision
from hamshahr.kernel.audit.models import AuditRecord
from tests.cast import JONAS, LEILA, NASRIN, REZA

pytestmark = pytest.mark.django_db

# Fields that say something of a person, and are not hers to be given; each with its reason
EXEMPT: dict[str, str] = {}


def bundle(person, language="en"):
    with own_bundle(by=person, language=language) as file:
        return zipfile.ZipFile(io.BytesIO(file.read()))


def part(person, name):
    return json.loads(bundle(person).read(f"{name}.json"))


def test_whatever_points_at_a_person_is_part_of_her_data_or_says_why_not():
    covered = {field for each in personal_data() for field in each.covers}
    found = {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.concrete and (field.related_model is User or isinstance(field, models.EmailField))
    }

    assert found - covered == set(EXEMPT)
    assert covered <= found
    assert all(EXEMPT.values())


def test_whatever_points_at_a_person_says_whether_it_goes_or_stays_with_her():
    for relation in User._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel):
            assert relation.on_delete in {models.CASCADE, models.PROTECT, models.SET_NULL}, relation


def test_it_holds_her_account_and_what_she_wrote():
    jonas = JONAS.serving()
    write_statement(
        kind=StatementRevision.Kind.IMPRINT, language="fa", text="شناسنامه", based_on=0, by=jonas
    )

    assert part(jonas, "account")[0]["email"] == "jonas@secretariat.example"
    assert part(jonas, "statements")[0]["text"] == "شناسنامه"
    assert part(jonas, "appointments")[0]["role"] == "administrator"


def test_it_holds_what_she_did_in_sentences():
    leila = LEILA.account()
    choose_preferences(language="fa", calendar="", digits="", time_zone="", by=leila)

    did = {each["deed"]: each["sentence"] for each in part(leila, "record")}

    assert did["accounts.choose_preferences"].startswith("لیلا فراهانی ")


def test_it_holds_nothing_of_anybody_else():
    choose_preferences(language="fa", calendar="", digits="", time_zone="", by=REZA.account())
    NASRIN.serving()
    held = bundle(LEILA.account())

    everything = "".join(held.read(name).decode() for name in held.namelist())
    assert "reza@mashhad.example" not in everything
    assert "nasrin@shiraz.example" not in everything


def test_each_part_is_there_for_programs_and_for_spreadsheets_and_all_to_be_read():
    names = set(bundle(LEILA.account()).namelist())

    assert names == {"index.html"} | {
        f"{each.name}.{form}" for each in personal_data() for form in ("json", "csv")
    }


def test_it_never_holds_what_signs_her_in():
    leila = LEILA.account()
    leila.set_password("a password of 1405")
    leila.save()
    held = bundle(leila)

    assert leila.password not in "".join(held.read(name).decode() for name in held.namelist())


def test_the_page_to_be_read_is_in_her_language_and_direction():
    page = bundle(LEILA.account(), "fa").read("index.html").decode()

    assert '<html lang="fa" dir="rtl">' in page
    assert "لیلا فراهانی" in page


def test_a_name_that_is_a_formula_or_html_does_no_harm():
    leila = LEILA.account()
    leila.name = "=cmd|' /C calc'!A0 <b>"
    leila.save()
    held = bundle(leila)
    rows = list(csv.reader(io.StringIO(held.read("account.csv").decode("utf-8-sig"))))

    assert rows[1][rows[0].index("name")].startswith("'=")
    assert "&lt;b&gt;" in held.read("index.html").decode()
    assert "<b>" not in held.read("index.html").decode()


def test_that_she_took_it_is_recorded():
    leila = LEILA.account()
    own_bundle(by=leila, language="en").close()

    assert AuditRecord.objects.get(deed="accounts.export_own_data").actor_id == leila.pk
