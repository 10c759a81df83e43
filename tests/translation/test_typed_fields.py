"""Forms that take typed dates, numbers and codes, and ask back what is ambiguous."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.utils.translation import override

from hamshahr.commons.translation.calendars import Calendar
from hamshahr.commons.translation.reader import Reader, reading_as
from hamshahr.commons.translation.typed.fields import (
    TypedCodeField,
    TypedDateField,
    TypedNumberField,
    require_order,
)


class SeatForm(forms.Form):
    """A seat on the board, and its fee."""

    since = TypedDateField(earliest=date(2000, 1, 1), latest=date(2030, 6, 30))
    until = TypedDateField(required=False)
    fee = TypedNumberField(places=3, min_value=0, required=False)
    cities = TypedNumberField(max_value=5000, required=False)

    def clean(self):
        require_order(self, "since", "until")
        return self.cleaned_data


class CodeForm(forms.Form):
    code = TypedCodeField()


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def labels(form, name):
    """Return the readings that the form offers for a field, in words."""
    return re.findall(r"<label><input[^>]*> (.*?)</label>", str(form[name]))


def test_what_is_clear_is_taken_without_a_question():
    form = SeatForm({"since": "۱۴۰۴/۰۷/۰۳", "fee": "۱٬۲۳۴٫۵", "cities": "١٣٨"})

    assert form.is_valid()
    assert form.cleaned_data == {
        "since": date(2025, 9, 25),
        "until": None,
        "fee": Decimal("1234.5"),
        "cities": 138,
    }


def test_an_ambiguous_date_comes_back_as_typed_with_both_readings_in_words():
    form = SeatForm({"since": "03/04/2025"})

    assert not form.is_valid()
    assert form.errors["since"].as_data()[0].code == "ambiguous"
    assert 'value="03/04/2025"' in str(form["since"])
    assert labels(form, "since") == [
        "Thursday, April 3, 2025, which is Farvardin 14, 1404 AP",
        "Tuesday, March 4, 2025, which is Esfand 14, 1403 AP",
    ]


def test_the_readings_stand_in_the_calendar_of_the_reader_first():
    with override("fa"):
        assert labels(SeatForm({"since": "03/04/2025"}), "since")[0].startswith(
            "پنجشنبه ۱۴ فروردین ۱۴۰۴"
        )
        with reading_as(Reader(calendar=Calendar.GREGORIAN)):
            assert labels(SeatForm({"since": "03/04/2025"}), "since")[0].startswith(
                "پنجشنبه ۳ آوریل ۲۰۲۵"
            )


@pytest.mark.parametrize("day", [date(2025, 4, 3), date(2025, 3, 4)])
def test_the_reading_that_was_chosen_is_taken(day):
    form = SeatForm({"since": "03/04/2025", "since_meant": day.isoformat()})

    assert form.is_valid()
    assert form.cleaned_data["since"] == day


@pytest.mark.parametrize("meant", ["2025-12-31", "", "3", "🙂"])
def test_a_choice_that_is_no_reading_of_the_text_is_asked_again(meant):
    form = SeatForm({"since": "05/06/2025", "since_meant": meant})

    assert form.errors["since"].as_data()[0].code == "ambiguous"


def test_a_choice_made_before_the_text_was_changed_is_forgotten():
    form = SeatForm({"since": "2025-06-05", "since_meant": "2025-04-03"})

    assert form.is_valid()
    assert form.cleaned_data["since"] == date(2025, 6, 5)


def test_a_choice_stays_chosen_while_something_else_is_wrong():
    form = SeatForm({"since": "03/04/2025", "since_meant": "2025-03-04", "cities": "many"})

    assert set(form.errors) == {"cities"}
    assert re.search(r'value="2025-03-04" checked', str(form["since"]))


def test_a_bound_does_not_decide_between_two_readings():
    # May 8, 2030 would do and August 5 would not; who meant August 5 is to hear that it is too late
    assert SeatForm({"since": "05/08/2030"}).errors["since"].as_data()[0].code == "ambiguous"


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("since", "", "This field is required."),
        ("since", "1999-01-01", "not before January 1, 2000"),
        ("since", "1410/1/1", "not after June 30, 2030"),
        ("until", "2024-01-01", "not before January 1, 2025"),
        ("fee", "-1", "a number from 0"),
        ("fee", "1.23456", "at most 3 decimals"),
        ("cities", "5001", "a number up to 5,000"),
        ("cities", "4.5", "a whole number"),
    ],
)
def test_a_mistake_is_told_and_the_text_kept(name, typed, told):
    form = SeatForm({"since": "2025-01-01", name: typed})

    assert told in form.errors[name][0]
    assert f'value="{typed}"' in str(form[name])
    assert 'aria-invalid="true"' in str(form[name])


def test_an_ambiguous_number_is_told_in_words():
    form = SeatForm({"since": "2025-01-01", "fee": "1,234"})

    assert labels(form, "fee") == [
        "1,234: one thousand two hundred thirty-four",
        "1.234: one point two three four",
    ]
    meant = {"since": "2025-01-01", "fee": "1,234", "fee_meant": "1.234"}
    assert SeatForm(meant)["fee"].form.is_valid()


@pytest.mark.parametrize("language", ["fa", "en", "fr", "es", "ar"])
def test_a_form_sent_back_untouched_changes_nothing(language):
    given = {"since": date(2025, 4, 3), "until": None, "fee": Decimal("1.234"), "cities": 1234}
    with override(language):
        shown = SeatForm(initial=given)
        sent = {
            field.name: re.search(r'value="(.*?)"', str(field)).group(1) for field in shown
        }  # what the browser would send
        form = SeatForm(sent, initial=given)

        assert form.is_valid(), form.errors
        assert form.cleaned_data == given
        assert not form.has_changed()


def test_what_is_typed_cannot_break_out_of_the_page():
    assert "<script>" not in str(SeatForm({"since": '"><script>'})["since"])


def test_a_code_may_be_filled_in_by_the_browser_and_is_read_in_any_digits():
    form = CodeForm({"code": "۱۲۳ ۴۵۶"})

    assert form.is_valid()
    assert form.cleaned_data["code"] == "123456"
    shown = str(CodeForm()["code"])
    assert 'autocomplete="one-time-code"' in shown
    assert 'inputmode="numeric"' in shown
    assert 'dir="ltr"' in shown
