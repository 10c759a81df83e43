"""Headings and what stands below them tell which field a column is; years in two calendars."""

import pytest

from hamshahr.commons.translation.calendars import Calendar
from hamshahr.domains.experiences.importing.sheets.headings import (
    find_header,
    headings,
    rows_below,
)
from hamshahr.domains.experiences.importing.sheets.lines import SheetLines
from hamshahr.domains.experiences.importing.sheets.opening import open_sheet
from hamshahr.domains.experiences.importing.sheets.plans import Plan, keys_of, signature
from hamshahr.domains.experiences.importing.sheets.remembering import plan_for
from hamshahr.domains.experiences.importing.sheets.years import read_year
from tests.importing.sheets.workbooks import HEADINGS, SIGNALS, cases, workbook

pytestmark = pytest.mark.django_db


def led(*rows):
    """Return where the columns of a sheet lead."""
    table = open_sheet(workbook(*rows))
    return [column.to for column in plan_for(table, *find_header(table)).columns]


def said(*rows, plan=None, **changed):
    """Return what each row of a sheet says."""
    table = open_sheet(workbook(*rows))
    kept = plan or plan_for(table, *find_header(table))
    kept = Plan.from_kept(kept.as_kept() | changed)
    return [read.built.content for read in SheetLines(table, kept, "cases.xlsx").examine()]


@pytest.mark.parametrize(
    "words",
    [
        ("Title", "City", "Country", "Start year", "Topics", "Status", "Summary"),
        HEADINGS,
        ("Titre", "Ville", "Pays", "Année de début", "Thèmes", "Statut", "Résumé"),
        ("Título", "Ciudad", "País", "Año de inicio", "Temas", "Estado", "Resumen"),
        ("العنوان", "المدينة", "البلد", "سنة البدء", "المواضيع", "الحالة", "الملخص"),
    ],
)
def test_headings_of_five_languages_lead_to_their_fields(words):
    fields = ["title", "city", "country_iso2", "start_year", "topics", "status", "summary"]

    assert led(words, SIGNALS) == fields


def test_arabic_letters_and_marks_of_direction_make_no_other_heading():
    assert led(("\u200fعنوان\u200e", "شهر", "كشور"), ("x", "شیراز", "IR"))[2] == "country_iso2"


def test_headings_are_found_below_a_title_and_a_date():
    rows = [("فهرست تجربه‌ها",), ("۱۴۰۳/۰۲/۱۱",), HEADINGS, SIGNALS]
    table = open_sheet(workbook(*rows))

    assert find_header(table) == (3, 1)


def test_headings_in_two_rows_are_read_together():
    above = ("", "", "Result 1", "", "Result 2", "")
    below = ("Title", "City", "before", "after", "before", "after")
    table = open_sheet(workbook(above, below, ("x", "Lyon", 1, 2, 3, 4)))

    assert find_header(table) == (1, 2)
    assert headings(table, 1, 2)[2:] == [
        "Result 1 before", "Result 1 after", "Result 2 before", "Result 2 after",
    ]  # fmt: skip
    assert [column.to for column in plan_for(table, 1, 2).columns][4] == "results.2.before"
    assert [row.number for row in rows_below(table, 1, 2)] == [3]


def test_results_are_numbered_by_their_headings_or_by_their_order():
    assert led(("Title", "Indicator 1", "Before 1", "Indicator 2", "Before 2"), ("x",) * 5)[1:] == [
        "results.1.indicator", "results.1.before", "results.2.indicator", "results.2.before",
    ]  # fmt: skip
    assert led(("Title", "City", "Before", "Before"), ("x",) * 4)[2:] == [
        "results.1.before", "results.2.before",
    ]  # fmt: skip


def test_columns_without_a_word_are_told_by_what_stands_in_them():
    rows = [
        ("Title", "City", "??", "A1", "B1"),
        *[("x", "Lyon", "https://a.example", "FR", 2019)] * 3,
    ]

    assert led(*rows)[2:] == ["sources.1.url", "country_iso2", "start_year"]


def test_a_heading_that_stands_twice_is_another_column():
    assert keys_of(["Note", "note", ""]) == ["note", "note #2", "column 3"]


def test_the_order_of_columns_and_a_row_number_make_no_other_sheet():
    assert signature(["Title", "City"]) == signature(["nr", "CITY", "title", "What is wrong"])
    assert signature(["Title", "City"]) != signature(["Title", "City", "Cost"])


@pytest.mark.parametrize(
    ("cell", "year"),
    [
        ("۱۳۹۸", 2019), ("1398", 2019), ("1398/11/20", 2020), ("20-11-1398", 2020), ("2019", 2019),
        ("2019.0", 2019), ("2019-05-03", 2019), ("12.05.2019", 2019), ("٢٠١٩", 2019),
    ],
)  # fmt: skip
def test_a_year_is_read_in_any_digits_and_from_both_calendars(cell, year):
    assert read_year(cell, None).year == year


@pytest.mark.parametrize("cell", ["", "soon", "98", "2015-2018", "20190503", "1" * 60])
def test_what_is_not_one_year_is_none(cell):
    assert read_year(cell, None) is None


def test_the_calendar_that_somebody_says_decides():
    assert read_year("1280", Calendar.SOLAR_HIJRI).year == 1901
    assert read_year("1398", Calendar.GREGORIAN).year == 1398


def test_a_row_says_what_its_columns_lead_to():
    (content,) = said(HEADINGS, SIGNALS)

    assert content["city"] == "شیراز"
    assert (content["country_iso2"], content["status"]) == ("IR", "ongoing")
    assert (content["start_year"], content["language"]) == (2019, "fa")
    assert content["id"].isascii()


def test_a_cell_is_parted_and_columns_that_go_to_one_text_are_joined():
    heads = ("Title", "City", "Partners", "Summary", "Description")
    (content,) = said(heads, ("x", "Lyon", "Police; Transit authority", "One.", "Two."))

    assert content["partners"] == ["Police", "Transit authority"]
    assert content["summary"] == "One.\n\nTwo."


def test_a_constant_holds_where_a_row_says_nothing():
    heads = ("Title", "City", "Country")
    one, other = said(heads, ("x", "Lyon", ""), ("y", "Dakar", "SN"), constants={
        "country_iso2": "FR", "sources.1.title": "The list of 2019",
    })  # fmt: skip

    assert (one["country_iso2"], other["country_iso2"]) == ("FR", "SN")
    assert one["sources"] == [{"title": "The list of 2019"}]


def test_a_word_that_somebody_explained_means_what_she_said():
    heads = ("Title", "City", "Topics", "Status")
    values = {
        "topics": {"trafic malin": "smart-traffic", "divers": ""},
        "status": {"fini": "completed"},
    }
    (content,) = said(heads, ("x", "Lyon", "Trafic malin; Divers", "Fini"), values=values)

    assert (content["topics"], content["status"]) == (["smart-traffic"], "completed")


def test_rows_with_one_title_become_one_case_with_several_results_on_request():
    heads = ("Title", "City", "Indicator", "Value", "Source")
    rows = [
        ("x", "Lyon", "minutes", 3, "A"),
        ("x", "Lyon", "riders", 9, "B"),
        ("y", "Lyon", "z", 1, ""),
    ]
    first, second = said(heads, *rows, joins_rows=True)

    assert [one["indicator"] for one in first["results"]] == ["minutes", "riders"]
    assert [first["sources"][one["source"]]["title"] for one in first["results"]] == ["A", "B"]
    assert second["title"] == "y"


def test_a_cell_with_an_error_or_far_too_much_text_is_a_mistake_of_that_cell():
    table = open_sheet(cases(("x", "Lyon", "FR", "#REF!", "", "", "")))
    (read,) = SheetLines(table, plan_for(table, 1, 1), "x").examine()
    assert [(one.field, one.code) for one in read.mistakes if one.field == "start_year"] == [
        ("start_year", "error_cell")
    ]
    table = open_sheet(b"title,city,summary\nx,Lyon," + b"y" * 40_000)
    (read,) = SheetLines(table, plan_for(table, 1, 1), "x").examine()
    assert ("summary", "too_long_a_cell") in [(one.field, one.code) for one in read.mistakes]
