"""Sheets at the desk: sent, looked at, tried, accepted, come back to."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from hamshahr.domains.experiences.importing.sheets import opening, reading_xlsx
from hamshahr.domains.experiences.importing.sheets.receiving import ReadAs, read_sheet
from hamshahr.domains.experiences.models import Experience, SheetImport
from tests.cast import AWA, CLAIRE
from tests.importing.sheets.workbooks import CABLE, SIGNALS, cases

pytestmark = pytest.mark.django_db


class Desk:
    """The desk in English, as one person sees it."""

    def __init__(self, client, by):
        self.client = client
        client.force_login(by)

    def at(self, name, **parts):
        with translation.override("en"):
            return reverse(f"desk:{name}", kwargs=parts)

    def send(self, content, name="cases.xlsx"):
        file = SimpleUploadedFile(name, content)
        return self.client.post(self.at("sheets-send"), {"file": file}, follow=True)

    def keep(self, page, **said):
        """Send the form of the columns as it came, with some of it said otherwise."""
        form = page.context["form"]
        typed = {field.html_name: field.value() or "" for field in form} | said
        typed = {name: value for name, value in typed.items() if value is not False}
        return self.client.post(page.wsgi_request.path, typed, follow=True)


@pytest.fixture
def desk(client):
    return Desk(client, AWA.serving())


def text(page):
    return page.content.decode()


def test_a_sheet_is_sent_looked_at_tried_and_accepted(desk):
    page = desk.send(cases(SIGNALS, CABLE))
    assert "عنوان پروژه" in text(page)
    page = desk.keep(page, **{"try": "1"})
    assert "2 experiences would be added" in text(page)
    assert not Experience.objects.filter(title=SIGNALS[0]).exists()

    sheet = SheetImport.objects.get()
    page = desk.client.post(
        desk.at("sheet-accept", pk=sheet.pk), {"version": sheet.version}, follow=True
    )
    assert "2 added, 0 changed, 0 as they were." in text(page)
    assert Experience.objects.get(title=SIGNALS[0]).start_year == 2019


def test_what_is_no_sheet_is_refused_on_the_page_with_what_to_do(desk):
    page = desk.send(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "old.xls")

    assert page.status_code == 422
    assert "(.xlsx)" in text(page)
    assert not SheetImport.objects.exists()


def test_a_correction_of_a_column_holds_and_is_there_again(desk):
    page = desk.keep(desk.send(cases(SIGNALS)), to_6="problem", name="Our list")
    assert page.context["form"]["to_6"].value() == "problem"

    again = desk.send(cases(CABLE))
    assert again.context["form"]["to_6"].value() == "problem"
    assert again.context["form"]["name"].value() == "Our list"


def test_a_word_that_is_not_known_is_explained_on_the_page(desk):
    row = (*SIGNALS[:4], "ترافیک خیلی هوشمند", *SIGNALS[5:])
    page = desk.keep(desk.send(cases(row)), **{"try": "1"})
    assert "ترافیک خیلی هوشمند" in text(page)

    words = desk.at("sheet-words", pk=SheetImport.objects.get().pk)
    wrong = desk.client.post(words, {"topics_0": "flying carpets"})
    assert wrong.status_code == 422
    assert "flying carpets" in text(wrong)
    page = desk.client.post(words, {"topics_0": "smart traffic"}, follow=True)
    assert "1 experience would be added" in text(page)


def test_a_look_alike_is_said_to_be_the_same_and_is_then_changed(desk, office):
    office.accept(office.tried(SIGNALS))
    page = desk.keep(desk.send(cases(("چراغ‌های هماهنگ در شب", *SIGNALS[1:]))), **{"try": "1"})
    (row,) = page.context["rows"]
    ((code, _title),) = row.alike

    sheet = SheetImport.objects.first()
    page = desk.client.post(
        desk.at("sheet-words", pk=sheet.pk), {"same": f"{row.code}|{code}"}, follow=True
    )
    assert "1 changes" in text(page)


def test_an_old_file_is_read_in_the_encoding_that_a_person_says(desk):
    page = desk.send("title,city\nR\xe9novation,Lyon\n".encode("windows-1252"), "old.csv")
    assert "The encoding is a guess" in text(page)

    sheet = SheetImport.objects.get()
    said = {"encoding": "windows-1256", "delimiter": ",", "header": "1", "header_rows": "1"}
    page = desk.client.post(desk.at("sheet-read", pk=sheet.pk), said, follow=True)
    assert "Rénovation" in text(page)  # é stands at the same place in both


def test_the_rows_left_out_come_back_as_a_file(desk):
    wrong = ("x", "شیراز", "ایران", "دیروز", "", "", "")
    desk.keep(desk.send(cases(SIGNALS, wrong)), **{"try": "1"})
    sheet = SheetImport.objects.get()
    sent = {"version": sheet.version, "only_good": "1"}
    page = desk.client.post(desk.at("sheet-accept", pk=sheet.pk), sent, follow=True)
    assert "One row was left out" in text(page)

    file = desk.client.get(desk.at("sheet-left-out", pk=sheet.pk))
    assert "دیروز" in b"".join(file.streaming_content).decode()


def test_a_large_sheet_is_looked_at_when_it_was_read(desk, monkeypatch):
    monkeypatch.setattr(opening, "_QUICKLY_READ", 0)
    assert "The sheet is being read" in text(desk.send(cases(SIGNALS)))
    monkeypatch.setattr(reading_xlsx, "MOST_ROWS", 0)
    sheet = SheetImport.objects.get()
    read_sheet(sheet, ReadAs())
    assert "Split it into several files" in text(desk.client.get(desk.at("sheet", pk=sheet.pk)))

    monkeypatch.undo()
    read_sheet(sheet, ReadAs())
    page = desk.client.get(desk.at("sheet", pk=sheet.pk), follow=True)
    assert "عنوان پروژه" in text(page)


def test_who_accepts_what_is_no_longer_true_is_told_so(desk, office):
    desk.keep(desk.send(cases(SIGNALS)), **{"try": "1"})
    sheet = SheetImport.objects.get()
    office.accept(office.tried(SIGNALS))

    sent = {"version": sheet.version}
    page = desk.client.post(desk.at("sheet-accept", pk=sheet.pk), sent, follow=True)
    assert "The library has changed since this sheet was tried" in text(page)


def test_a_form_of_yesterday_changes_nothing(desk):
    page = desk.send(cases(SIGNALS))
    desk.keep(page)
    late = desk.keep(page, to_6="problem")

    assert late.status_code == 422
    assert "Somebody else has changed this sheet meanwhile" in text(late)


def test_a_sheet_of_two_hundred_columns_is_shown_some_at_a_time(desk):
    heads = [f"h{place}" for place in range(200)]
    page = desk.send(cases(["x"] * 200, headings=heads))

    assert len(page.context["columns"]) == 25
    after = desk.keep(page, next="25")
    assert after.context["columns"][0].letter == "Z"


def test_what_waits_to_be_accepted_waits_at_the_desk(desk):
    desk.keep(desk.send(cases(SIGNALS)), **{"try": "1"})

    assert "1 sheet was tried and waits to be accepted" in text(desk.client.get(desk.at("home")))


def test_a_sheet_of_somebody_else_is_not_there_for_an_editor(desk, client):
    desk.send(cases(SIGNALS))
    client.force_login(CLAIRE.serving())

    pk = SheetImport.objects.get().pk
    for name in ("sheet", "sheet-columns", "sheet-left-out", "sheet-list"):
        assert client.get(desk.at(name, pk=pk)).status_code == 404
