"""Files are handed out to who may read what holds them, and so that they can do no harm."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from hamshahr.commons.files import holders
from hamshahr.commons.files.actions import attach, detach
from hamshahr.commons.files.holders import Holder
from hamshahr.commons.files.models import StoredFile
from hamshahr.config import answers, environment
from hamshahr.kernel.identifiers import new_id
from tests.cast import HODA, MATEO, NASRIN
from tests.files.made import PDF

pytestmark = pytest.mark.django_db

HELD = new_id()


@pytest.fixture
def holder_that(monkeypatch):
    """Make the tests a kind of holder with readers of its own."""

    def holder_that(may_read):
        kind = Holder("tests", may_read)
        monkeypatch.setattr(holders, "_holders", {**holders._holders, "tests": kind})

    return holder_that


def ask(browser, path, **headers):
    """Return the answer with its whole ``body``, as a browser reads it."""
    told = browser.get(path, headers=headers or None)
    told.body = b"".join(told) if told.streaming else told.content
    return told


def test_what_nothing_holds_is_read_by_who_added_it_and_her_city(client, as_person, add_document):
    kept = add_document()

    assert ask(as_person(NASRIN), kept.url).body == PDF
    assert ask(as_person(HODA), kept.url).status_code == 200  # of the same city
    assert ask(as_person(MATEO), kept.url).status_code == 404
    assert ask(client, kept.url).status_code == 404


def test_what_is_held_is_read_by_who_may_read_its_holder(
    client, as_person, add_document, holder_that
):
    kept, mateo = add_document(), MATEO.serving()
    holder_that(lambda by, holder: holder == HELD and by == mateo)
    attach(kept, "tests", HELD)

    assert ask(as_person(MATEO), kept.url).status_code == 200
    assert ask(as_person(NASRIN), kept.url).status_code == 404
    assert ask(client, kept.url).status_code == 404

    detach(kept, "tests", HELD)
    assert ask(as_person(MATEO), kept.url).status_code == 404


def test_what_a_public_thing_holds_is_everybodys_though_a_draft_holds_it_too(
    client, add_document, holder_that
):
    kept, public = add_document(), new_id()
    holder_that(lambda _by, holder: holder == public)
    attach(kept, "tests", HELD)
    assert ask(client, kept.url).status_code == 404

    attach(kept, "tests", public)
    assert ask(client, kept.url).status_code == 200


def test_not_there_not_hers_and_another_name_are_answered_alike(as_person, add_document):
    kept, browser = add_document(), as_person(MATEO)
    there = kept.url
    nowhere = reverse("files:file", kwargs={"pk": new_id(), "name": kept.name})
    renamed = reverse("files:file", kwargs={"pk": kept.pk, "name": "free-money.pdf"})

    told = [ask(browser, path) for path in (there, nowhere)]
    assert [one.status_code for one in told] == [404, 404]
    assert ask(as_person(NASRIN), renamed).status_code == 404


def test_a_document_is_handed_out_to_be_kept_and_can_run_nothing(as_person, add_document):
    kept = add_document("آیین‌نامهٔ پارکینگ.pdf")

    told = ask(as_person(NASRIN), kept.url)

    assert told["Content-Type"] == "application/pdf"
    assert told["Content-Disposition"].startswith("attachment; filename*=utf-8''%D8%A2")
    assert told["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in told["Content-Security-Policy"]
    assert "default-src 'none'" in told["Content-Security-Policy"]
    assert told["Content-Length"] == str(len(PDF))
    assert "no-store" in told["Cache-Control"]


def test_a_picture_is_shown_in_each_of_its_widths(as_person, add_picture):
    kept, browser = add_picture(), as_person(NASRIN)

    told = ask(browser, kept.url_of(480))

    assert told["Content-Type"] == "image/jpeg"
    assert told["Content-Disposition"].startswith("inline")
    assert told.body[:3] == b"\xff\xd8\xff"
    assert ask(browser, kept.url_of(481)).status_code == 404


def test_only_what_is_public_is_kept_by_others_and_asked_for_once(
    client, add_document, holder_that
):
    kept = add_document()
    holder_that(lambda _by, _holder: True)
    attach(kept, "tests", HELD)

    told = ask(client, kept.url)
    assert "public" in told["Cache-Control"]
    assert "immutable" in told["Cache-Control"]
    again = ask(client, kept.url, **{"if-none-match": told["ETag"]})
    assert (again.status_code, again.body) == (304, b"")


def test_content_that_was_lost_is_not_there(as_person, add_document, contents):
    kept = add_document()
    contents()[0].unlink()

    assert ask(as_person(NASRIN), kept.url).status_code == 404


def test_nothing_is_sent_to_a_file(as_person, add_document):
    assert as_person(NASRIN).post(add_document().url).status_code == 405


def test_files_of_a_city_follow_it_when_it_becomes_another(add_document, shiraz):
    from hamshahr.commons.accounts.cities import kept_of_cities

    kept, other = add_document(), new_id()
    files = next(each for each in kept_of_cities() if each.name == "files")

    assert files.count(shiraz) == 1
    files.move(shiraz, other)
    assert StoredFile.objects.get(pk=kept.pk).owner == other


@pytest.mark.parametrize(
    "said", ["clamd://127.0.0.1:3310", "clamd://scanner.example", "clamd:///run/clamd.ctl"]
)
def test_a_scanner_is_named_by_its_address_or_its_socket(said, monkeypatch):
    monkeypatch.setenv("HAMSHAHR_SCANNER", said)

    assert environment.scanner() == said


@pytest.mark.parametrize("said", ["clamav", "http://a.example", "clamd://", "clamd://a:b@c", ""])
def test_what_is_no_scanner_is_refused_with_an_example(said, monkeypatch):
    with pytest.raises(answers.BadAnswer, match=r"clamd://127\.0\.0\.1:3310"):
        answers.scanner(said)

    monkeypatch.setenv("HAMSHAHR_SCANNER", said or "x")
    with pytest.raises(ImproperlyConfigured, match="HAMSHAHR_SCANNER"):
        environment.scanner()
