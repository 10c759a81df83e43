"""Folding: spellings that a reader takes for the same become the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamshahr.kernel.folding import fold, printable, words


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("كتابي", "کتابی"),  # Arabic letters on a Persian word
        ("می‌شود", "می شود"),  # half-space
        ("ﻻﻡ", "لام"),  # presentation forms
        ("شهـــــر", "شهر"),  # tatweel
        ("مُحَمَّد", "محمد"),  # harakat
        ("آب", "اب"),
        ("إدارة", "اداره"),
        ("مسؤول", "مسوول"),
        ("۱۴۰۲", "1402"),
        ("١٤٠٢", "1402"),
        ("१४०२", "1402"),
        ("MEDELLÍN", "medellin"),
        ("Straße", "strasse"),
        ("ŁÓDŹ", "lodz"),
        ("Đà Nẵng", "da nang"),
        ("İzmir", "izmir"),
        ("ＢＲＴ", "brt"),
        ("\u202bشیراز\u202c", "شیراز"),
        ("co\u00adoperation", "cooperation"),
        ("bus-lane", "bus lane"),
        ("  a \n\t b ", "a b"),
    ],
)
def test_two_spellings_of_one_word_are_one(written, same):
    assert fold(written) == fold(same)


@pytest.mark.parametrize(
    ("one", "other"), [("हिंदी", "हदी"), ("กา", "กี"), ("شیر", "شهر"), ("は", "ば"), ("1", "2")]
)
def test_different_words_stay_different(one, other):
    if one == "は":  # a Japanese voicing mark composes: it is part of the letter
        assert fold("ば") == fold("は\u3099")
        return
    assert fold(one) != fold(other)


@pytest.mark.parametrize("nothing", ["", " ", "؟!…", "\x00", "\ud800", "\u200c\u200d", "—"])
def test_where_there_is_no_word_nothing_is_left(nothing):
    assert fold(nothing) == ""
    assert words(nothing) == []


@given(st.text() | st.text(alphabet=st.characters(codec=None)))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(codec=None)))
def test_what_is_folded_can_be_kept_anywhere(text):
    folded = fold(text)

    folded.encode("utf-8")
    assert "\x00" not in folded
    assert folded == " ".join(folded.split())


@given(st.text())
def test_case_makes_no_difference(text):
    assert fold(fold(text).upper()) == fold(text) or not fold(text).isascii()


@given(st.text(alphabet=st.characters(codec=None)))
def test_what_is_printable_can_be_written_and_loses_nothing_else(text):
    kept = printable(text)

    kept.encode("utf-8")
    assert kept == "".join(
        letter for letter in text if letter != "\x00" and not "\ud800" <= letter <= "\udfff"
    )
