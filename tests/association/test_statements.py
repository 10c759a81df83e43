"""What the association says of itself: written once a language, every revision kept."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from hamshahr.commons.accounts.entering.known_browsers import COOKIE as KNOWN_BROWSER
from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.translation.languages import INTERFACE_LANGUAGES
from hamshahr.domains.association.actions import CannotBeKept, ChangedMeanwhile, write_statement
from hamshahr.domains.association.models import LONGEST_STATEMENT, StatementRevision
from hamshahr.domains.association.pages import KINDS, starting_text
from hamshahr.domains.association.permissions import may_see, visible_to
from hamshahr.domains.association.queries import not_written
from hamshahr.kernel.audit.models import AuditRecord

pytestmark = pytest.mark.django_db
IMPRINT = StatementRevision.Kind.IMPRINT


def write(text, by, *, language="fa", based_on=0, kind=IMPRINT):
    return write_statement(kind=kind, language=language, text=text, based_on=based_on, by=by)


def test_what_was_written_is_what_readers_see(client, jonas):
    write("## نشانی\n\nشیراز، خیابان **آزمون**", jonas)
    page = client.get("/fa/pages/imprint/").text

    assert "<h2>نشانی</h2>" in page
    assert "<strong>آزمون</strong>" in page
    assert "۱۴۰۵" in page, "the day it was written"


def test_a_page_that_nobody_has_written_says_so_and_who_runs_the_site(client, settings):
    settings.ASSOCIATION = "Cities of the lake"
    page = client.get("/en/pages/imprint/").text

    assert "<bdi>Cities of the lake</bdi> runs this site. It has not written this page yet." in page


def test_a_page_that_is_written_in_another_language_leads_there(client, jonas):
    write("Nous sommes ici.", jonas, language="fr")
    page = client.get("/fa/pages/imprint/").text

    assert 'href="/fr/pages/imprint/" lang="fr" dir="ltr"' in page
    assert "Nous sommes ici." not in page


@pytest.mark.parametrize("kind", ["privacy", "terms", "accessibility"])
@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_starting_texts_are_there_in_every_language_and_marked_as_drafts(client, kind, language):
    page = client.get(f"/{language}/pages/{kind}/").text

    assert len(starting_text(kind, language)) > 300
    assert page.count("<h2>") >= 3
    if language == "en":
        assert "is a draft with facts about the software" in page


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_the_privacy_page_lists_the_cookies_that_are_set_and_no_other(client, settings, language):
    named = {"language", "csrftoken", "session", "known"}
    page = client.get(f"/{language}/pages/privacy/").text

    assert {settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME,
            settings.SESSION_COOKIE_NAME, KNOWN_BROWSER} == named  # fmt: skip
    for cookie in named:
        assert f"<strong>{cookie}</strong>" in page


def test_every_revision_is_kept_and_none_can_be_changed(jonas):
    first = write("One.", jonas)
    second = write("Two.", jonas, based_on=1)

    assert (first.number, second.number) == (1, 2)
    for deed in (lambda: StatementRevision.objects.update(text="x"), first.delete):
        with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
            deed()
    assert StatementRevision.objects.filter(kind=IMPRINT).count() == 2


def test_the_same_text_again_is_no_revision(jonas):
    write("One.", jonas)

    assert write("  One.\r\n", jonas, based_on=1) is None
    assert AuditRecord.objects.filter(deed="association.write_statement").count() == 1


def test_of_two_who_write_at_once_the_second_is_told(jonas):
    write("Hers.", jonas)
    with pytest.raises(ChangedMeanwhile):
        write("His.", jonas)

    assert StatementRevision.objects.get().text == "Hers."


def test_an_empty_text_withdraws_a_statement(client, jonas):
    write("One.", jonas, language="en")
    write("", jonas, language="en", based_on=1)

    assert "nobody has written this page" in client.get("/en/pages/imprint/").text
    assert ("imprint", "en") in not_written()


@pytest.mark.parametrize(
    ("text", "language"), [("x" * (LONGEST_STATEMENT + 1), "fa"), ("a\0b", "fa"), ("x", "de")]
)
def test_what_cannot_be_kept_is_refused(jonas, text, language):
    with pytest.raises(CannotBeKept):
        write(text, jonas, language=language)


def test_only_an_administrator_writes(mateo):
    with pytest.raises(PermissionDenied):
        write("Mine.", mateo)
    with pytest.raises(PermissionDenied):
        write("Nobody's.", None)


def test_an_appointment_that_has_ended_or_not_begun_gives_nothing(jonas):
    from datetime import timedelta

    from hamshahr.kernel.today import today

    held = jonas.appointments.get()
    for starts, ends in ((-9, -1), (1, None)):
        held.starts = today() + timedelta(days=starts)
        held.ends = ends and today() + timedelta(days=ends)
        held.save()
        with pytest.raises(PermissionDenied):
            write("Late.", jonas)


def test_the_record_holds_that_it_was_written_and_not_what(jonas):
    write("A private address.", jonas)
    kept = AuditRecord.objects.get(deed="association.write_statement")

    assert kept.object_id == "imprint fa"
    assert "private" not in str(kept.details)


def test_both_forms_of_the_rule_agree(jonas, mateo):
    revision = write("One.", jonas)
    for by in (None, jonas, mateo, system_actor()):
        assert may_see(by, revision) == visible_to(by).filter(pk=revision.pk).exists()


def test_what_is_missing_is_named_by_language(settings, jonas):
    settings.LANGUAGES = [("fa", "فارسی"), ("en", "English")]
    write("One.", jonas, language="fa")

    assert ("imprint", "fa") not in not_written()
    assert ("imprint", "en") in not_written()
    assert len(not_written()) == len(KINDS) * 2 - 1


def test_a_page_asks_one_question_however_many_revisions_there_are(client, jonas):
    for number in range(5):
        write(f"Text {number}", jonas, based_on=number)
    with CaptureQueriesContext(connection) as captured:
        client.get("/fa/pages/imprint/")

    assert len(captured) == 1


@pytest.mark.parametrize("path", ["pages/nothing/", "pages/imprint/x/", "pages/IMPRINT/"])
def test_there_are_no_other_statements(client, path):
    assert client.get(f"/en/{path}").status_code == 404


def test_the_foot_of_every_page_leads_to_them(client):
    page = client.get("/en/about/").text

    for kind in KINDS:
        assert f'href="/en/pages/{kind}/"' in page
