"""What people type is kept in one spelling, turns nothing around, and stays what they wrote."""

import pytest

from hamshahr.kernel.typed_texts import as_kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("نسرین\u202e میسان", "نسرین میسان"),  # would show all that follows from its end
        ("\u202bشیراز\u202c و \u202aTram\u202c \u202dab\u202c", "شیراز و Tram ab"),
        ("پروندهٔ \u2066plan.pdf", "پروندهٔ plan.pdf"),  # reaches to the end of the line
        ("\u2069شیراز\u2067", "شیراز"),  # closed before it is opened
        ("\u2066باز\nبسته\u2069", "باز\nبسته"),  # an isolate ends with its paragraph
    ],
)
def test_what_turns_the_words_around_it_around_is_left_out(typed, kept):
    assert as_kept(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "می‌خواهم، هم‌شهر؛ نسرین قاسمی",  # half-spaces
        "👩\u200d🚒 آتش‌نشان",  # a joiner within one sign
        "شرکت C++\u200e در تهران\u200f.\u061c",
        "پروندهٔ \u2068plan \u2067الف\u2069.pdf\u2069 اینجاست",
    ],
)
def test_half_spaces_joiners_single_marks_and_closed_isolates_stay(typed):
    assert as_kept(typed) == typed


def test_one_text_from_two_systems_is_kept_in_one_spelling():
    from_windows = "  Cao đẳng\r\nشهرداری شیراز\u202e \r\n"
    from_a_mac = "Cao đa\u0306\u0309ng\nشهرداری شیراز"
    assert as_kept(from_windows) == as_kept(from_a_mac) == "Cao đẳng\nشهرداری شیراز"
