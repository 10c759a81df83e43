"""Numbers and codes as people of the network type them, and what is asked back."""

from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from hamshahr.commons.translation.languages import INTERFACE_LANGUAGES
from hamshahr.commons.translation.reader import Digits, Reader, reading_as
from hamshahr.commons.translation.reading import decimal
from hamshahr.commons.translation.reading import number as shown
from hamshahr.commons.translation.typed.answers import Ambiguous, Unread
from hamshahr.commons.translation.typed.read_code import read_code
from hamshahr.commons.translation.typed.read_number import read_number, write_number

READERS = st.builds(Reader, digits=st.sampled_from([None, *Digits]))
LANGUAGES = st.sampled_from(INTERFACE_LANGUAGES)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("۱۲۳۴", "1234"),
        ("١٢٣٤", "1234"),
        ("１２３４", "1234"),
        ("۱٬۲۳۴٬۵۶۷", "1234567"),
        ("1 234 567", "1234567"),
        ("1\u00a0234\u202f567", "1234567"),
        ("1'234’567", None),  # one kind of apostrophe, or a slip of the pen
        ("1'234'567", "1234567"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("12,34,567", "1234567"),  # as India parts it
        ("1.234.567,89", "1234567.89"),
        ("1,234,567.89", "1234567.89"),
        ("۱٬۲۳۴٫۵", "1234.5"),
        ("۱،۲۳۴٫۵", "1234.5"),
        ("3,5", "3.5"),
        ("0,125", "0.125"),
        ("1234.567", "1234.567"),
        (".5", "0.5"),
        ("۳/۵", "3.5"),  # the decimal sign of Persian keyboards
        ("−۵", "-5"),
        ("\u200e-5\u200f", "-5"),
        ("+7", "7"),
    ],
)
def test_a_number_is_read_as_people_write_it(typed, number):
    read = read_number(typed, places=4)

    assert read == Decimal(number) if number else isinstance(read, Unread)


@pytest.mark.parametrize("typed", ["1,234", "1.234", "۱.۲۳۴", "١،٢٣٤"])
def test_thousands_that_could_be_decimals_are_asked_back(typed):
    assert read_number(typed, places=3) == Ambiguous((Decimal("1234"), Decimal("1.234")))


@pytest.mark.parametrize("typed", ["1,234", "1.234", "۱٬۲۳۴"])
@pytest.mark.parametrize("places", [0, 2])
def test_where_three_decimals_cannot_be_they_are_not_asked_about(typed, places):
    assert read_number(typed, places=places) == 1234


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "in digits"),
        ("twelve", "in digits"),
        ("1e5", "in digits"),
        ("NaN", "in digits"),
        ("1.2.3", "in digits"),
        ("12 34", "in digits"),
        ("1,23,4", "in digits"),
        ("1/2", "in digits"),  # a half, or one and two tenths
        ("10²", "in digits"),
        ("5%", "in digits"),
        ("9" * 29, "in digits"),
        ("9" * 5000, "in digits"),
        ("2.5", "whole number"),
    ],
)
def test_what_is_no_number_is_answered_with_what_to_do(typed, told):
    with override("en"):
        read = read_number(typed)

    assert isinstance(read, Unread)
    assert told in read.say


def test_decimals_beyond_those_of_the_field_are_not_rounded_away():
    with override("en"):
        assert read_number("12.3456", places=2) == Unread("Write at most 2 decimals.")
    assert read_number("12.30000", places=2) == Decimal("12.3")


@given(value=st.decimals(-(10**9), 10**9, places=4), language=LANGUAGES, reader=READERS)
def test_what_a_form_shows_is_read_as_the_same_number(value, language, reader):
    with reading_as(reader):
        for exact in (value, value.quantize(Decimal("0.001")), int(value)):
            assert read_number(write_number(exact, language), places=4) == exact


@given(value=st.integers(-(10**12), 10**12), language=LANGUAGES, reader=READERS)
def test_what_a_page_shows_can_be_typed_into_a_field(value, language, reader):
    with reading_as(reader):
        assert read_number(shown(value, language)) == value
        assert read_number(decimal(value / 100, 2, language), places=2) == Decimal(value) / 100


@given(st.one_of(st.text(), st.text("0123456789۰۱۲٣٤ /-.٫٬,'+", max_size=30)), st.integers(0, 4))
def test_no_text_whatever_breaks_the_reading_of_numbers(text, places):
    read = read_number(text, places=places)

    assert isinstance(read, Decimal | Ambiguous | Unread)


@pytest.mark.parametrize(
    "typed",
    ["123456", "۱۲۳۴۵۶", "١٢٣ ٤٥٦", "１２３-４５６", " 123\u00a0456 ", "\u200f۱۲۳\u200c۴۵۶"],
)
def test_a_code_is_read_with_the_digits_of_any_keyboard(typed):
    assert read_code(typed, lengths=(6,)) == "123456"


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12a456", "12345²", "1" * 5000])
def test_what_is_no_code_is_answered_with_how_long_it_is(typed):
    with override("en"):
        assert "6 digits" in read_code(typed, lengths=(6,)).say


def test_a_code_may_have_one_of_several_lengths():
    assert read_code("۱۲۳۴ ۵۶۷۸", lengths=(6, 8)) == "12345678"
    with override("fa"):
        assert "۶ یا ۸" in read_code("1234567", lengths=(8, 6)).say


@given(st.text())
def test_no_text_whatever_breaks_the_reading_of_codes(text):
    assert isinstance(read_code(text, lengths=(6,)), str | Unread)
