"""The form by which a file is added."""

import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory

from hamshahr.commons.files.adding import Adding, answer_added
from hamshahr.commons.files.models import StoredFile
from tests.files.made import PDF
from tests.site.reading import Page

pytestmark = pytest.mark.django_db


def shown(kind):
    adding = Adding(StoredFile.Kind(kind), "/en/somewhere/")
    return Page(HttpResponse(render_to_string("files/adding.html", {"adding": adding})))


def test_a_picture_is_asked_for_with_what_is_to_be_seen_in_it():
    form = shown("picture")

    told = form.one("input", type="file").attributes
    assert told["accept"] == "image/jpeg,image/png,image/webp"
    assert form.one("textarea", name="alternative").attributes["maxlength"] == "400"
    assert form.one("form").attributes["enctype"] == "multipart/form-data"
    assert form.one("form").attributes["data-most"] == str(15 * 2**20)


def test_a_document_is_asked_for_with_its_kinds_and_its_limit():
    form = shown("document")

    assert form.one("input", type="file").attributes["accept"].startswith(".pdf,.docx")
    assert "at most 25 MB" in form.one("form").attributes["data-too-large"]
    assert not list(form.all("textarea"))


def test_a_browser_is_led_on_and_a_script_is_told(add_document):
    kept = add_document("bylaw.pdf", PDF)

    led = answer_added(RequestFactory().post("/"), kept, onward="/en/there/")
    script = RequestFactory().post("/", headers={"accept": "application/json"})
    told = answer_added(script, kept, onward="/en/there/")

    assert (led.status_code, led.url) == (302, "/en/there/")
    assert told.status_code == 201
    assert str(kept.pk) in told.content.decode()
