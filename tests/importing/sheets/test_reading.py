"""Files that people send: read as they see them, or refused with what to do."""

import datetime
import io
import zipfile

import pytest
from django.utils import translation

from hamshahr.domains.experiences.importing.sheets import packing, tables, unpacking
from hamshahr.domains.experiences.importing.sheets.opening import open_sheet
from hamshahr.domains.experiences.importing.sheets.packing import packed, unpacked
from hamshahr.domains.experiences.importing.sheets.refusing import CannotRead
from hamshahr.domains.experiences.importing.sheets.tables import letter
from tests.importing.sheets.workbooks import cases, with_part, workbook, zipped

PERSIAN = "عنوان,شهر\nچراغ‌های هماهنگ,شیراز\n"


def cells(content, **said):
    return [list(row.cells) for row in open_sheet(content, **said).rows]


def why(content, **said):
    with pytest.raises(CannotRead) as refused:
        open_sheet(content, **said)
    with translation.override("en"):
        assert len(str(refused.value)) > 20
    return refused.value.why


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_persian_is_read_in_every_form_of_unicode(encoding):
    assert cells(PERSIAN.encode(encoding))[1] == ["چراغ‌های هماهنگ", "شیراز"]


def test_an_old_persian_file_is_read_and_its_encoding_told_as_a_guess():
    table = open_sheet("عنوان,شهر\nتجربه,تبريز\n".encode("windows-1256", "ignore"))

    assert table.rows[1].cells[1] == "تبريز"
    assert (table.encoding, table.is_guess) == ("windows-1256", True)


def test_an_old_french_file_is_not_taken_for_arabic():
    table = open_sheet("titre;ville\nRénovée à l’été;Orléans\n".encode("windows-1252"))

    assert table.rows[1].cells == ["Rénovée à l’été", "Orléans"]
    assert (table.encoding, table.delimiter) == ("windows-1252", ";")


def test_a_person_says_which_encoding_it_is():
    content = "title,city\nÀé,X\n".encode("windows-1252")

    assert cells(content, encoding="windows-1252")[1][0] == "Àé"
    assert why(content, encoding="utf-8") == "encoding"


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_the_separator_is_found_though_cells_hold_others(sign):
    text = sign.join(["title", "city"]) + "\n" + sign.join(['"a, b; c"', "Lyon"]) + "\n"

    assert cells(text.encode())[1] == ["a, b; c", "Lyon"]


def test_a_cell_may_hold_lines():
    assert cells(b'title,city\n"one\ntwo",Lyon\n')[1] == ["one\ntwo", "Lyon"]


def test_a_quotation_mark_that_is_never_closed_is_told_with_its_line():
    with pytest.raises(CannotRead) as refused:
        open_sheet(b'title,city\n"never closed' + b",Lyon\n" * 30_000)
    assert (refused.value.why, refused.value.line) == ("quote", 2)


def test_nul_characters_are_taken_out_and_told():
    table = open_sheet(b"title,city\nA\x00B,Lyon\n")

    assert table.rows[1].cells == ["AB", "Lyon"]
    assert table.seen.nul


def test_an_apostrophe_that_we_put_before_a_formula_is_taken_off_again():
    assert cells(b"title,city\n'=1+1,Lyon\n'tis,Lyon\n")[1:] == [["=1+1", "Lyon"], ["'tis", "Lyon"]]


def test_numbers_days_and_truths_are_what_a_person_sees():
    day = datetime.datetime(2019, 5, 3)
    content = workbook(("a",), (2019.0, 3.5, day, True, None, "  x "))

    assert cells(content)[1] == ["2019", "3.5", "2019-05-03", "true", "", "x"]


def test_a_merged_cell_says_the_same_in_all_its_rows():
    def merge(sheet):
        sheet.merge_cells("A2:A3")

    table = open_sheet(workbook(("city", "title"), ("Lyon", "One"), (None, "Two"), change=merge))
    assert [row.cells[0] for row in table.rows] == ["city", "Lyon", "Lyon"]
    assert table.seen.merged == 1


def test_a_merged_cell_makes_no_row_of_what_is_empty_beside_it():
    def merge(sheet):
        sheet.merge_cells("A2:A1500")

    content = workbook(("city", "title"), ("Lyon", "One"), change=merge)
    assert cells(content) == [["city", "title"], ["Lyon", "One"]]


def test_rows_are_kept_as_they_were_read():
    table = open_sheet('عنوان;شهر\n\n"دو\nخط";شیراز\n'.encode("utf-16"))
    kept = unpacked(packed(table))

    assert list(kept.rows) == [(1, ["عنوان", "شهر"]), (3, ["دو\nخط", "شیراز"])]
    assert (kept.width, kept.last, kept.delimiter) == (2, 3, ";")
    assert (kept.encoding, kept.is_guess, kept.seen) == (table.encoding, False, table.seen)


def test_a_long_text_that_a_small_file_repeats_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(packing, "MOST_TEXT", 1_000)
    with pytest.raises(CannotRead) as refused:
        packed(open_sheet(workbook(*[("x" * 300,)] * 4)))
    assert refused.value.why == "too big inside"


def test_hidden_rows_and_columns_and_formulas_without_a_value_are_told():
    def hide(sheet):
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True
        sheet["C2"] = "=1+1"  # written by a program that does not compute

    seen = open_sheet(workbook(("a", "b", "c"), ("1", "2", "3"), change=hide)).seen
    assert (seen.hidden_rows, seen.hidden_columns, seen.without_value) == (1, 1, 1)


def test_of_several_sheets_one_is_chosen():
    def add(sheet):
        sheet.parent.create_sheet("second").append(["title", "Lyon"])

    content = workbook(("first",), change=add)
    assert open_sheet(content).sheets == ["Sheet", "second"]
    assert cells(content, sheet="second") == [["title", "Lyon"]]
    assert why(content, sheet="third") == "no such sheet"


def test_a_workbook_called_csv_is_read_as_what_it_is():
    assert open_sheet(cases()).sheets


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\n ", "empty"),
        (b",,,\n,,\n", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old excel"),
        (b"%PDF-1.7 ...", "no sheet"),
        (b"PK\x03\x04 but no zip", "broken"),
        (zipped(**{"a.txt": b"a"}), "no sheet"),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "ods"),
        (zipped(**{"xl/workbook.bin": b"x"}), "binary excel"),
        (zipped(**{"xl/workbook.xml": b"<workbook"}), "broken"),
        (workbook(), "empty"),
        (b",".join([b"x"] * 300), "too many columns"),
        (workbook(["x"] * 300), "too many columns"),
    ],
)
def test_what_is_no_sheet_is_refused_with_what_to_do(content, reason):
    assert why(content) == reason


def test_a_sheet_with_too_many_rows_is_refused(monkeypatch):
    from hamshahr.domains.experiences.importing.sheets import reading_csv, reading_xlsx

    for module in (reading_csv, reading_xlsx):
        monkeypatch.setattr(module, "MOST_ROWS", 3)
    assert why(b"x\n" * 5) == "too many rows"
    assert why(workbook(*[("x",)] * 5)) == "too many rows"
    assert len(cells(b"x\n" * 4)) == 4


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = zipped(**{"xl/workbook.xml": bytes(unpacking.MOST_UNPACKED + 1)})

    assert len(bomb) < tables.MOST_BYTES
    assert why(bomb) == "too big inside"


def test_millions_of_empty_elements_are_refused(monkeypatch):
    monkeypatch.setattr(unpacking, "MOST_ELEMENTS", 1_000)
    sheet = b"<worksheet>" + b"<row/>" * 2_000 + b"</worksheet>"

    assert why(with_part(cases(), "xl/worksheets/sheet1.xml", sheet)) == "too big inside"


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_a_billion_laughs_are_refused(part):
    laughs = (
        b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
        b'<x xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">&b;</x>'
    )
    assert why(with_part(cases(), part, laughs)) == "unsafe"
    assert why(with_part(cases(), part, laughs.decode().encode("utf-16"))) == "unsafe"


def test_a_workbook_that_lies_about_its_size_is_read_to_its_end():
    content = cases(("A", "Lyon"))
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        sheet = held.read("xl/worksheets/sheet1.xml")
    lying = sheet.replace(b'<dimension ref="A1:G2"', b'<dimension ref="A1:A1"')
    assert lying != sheet
    content = with_part(content, "xl/worksheets/sheet1.xml", lying)

    assert cells(content)[1] == ["A", "Lyon"]


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_a_damaged_workbook_is_refused(part):
    content = with_part(cases(), part, b"<nothing/>")

    assert why(content) in {"broken", "empty"}


def test_columns_have_the_letters_of_spreadsheets():
    assert [letter(place) for place in (0, 25, 26, 199)] == ["A", "Z", "AA", "GR"]
