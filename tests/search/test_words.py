"""Words: what is typed finds what is written, whatever keyboard, ending or slip lies between."""

import pytest

from hamshahr.commons.search.spelling import respelt
from hamshahr.commons.search.words.cutting import cut, joined, query_literal, vector_literal
from hamshahr.commons.search.words.glossing import gloss
from hamshahr.commons.search.words.lexicon import EXACT, MISSPELT, OTHER_ENDING, likeness


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("كتاب", "کتاب"),
        ("شهرداري", "شهرداری"),
        ("۱۴۰۲", "1402"),
        ("٢٠٢٤", "2024"),
        ("MEDELLIN", "Medellín"),
        ("حمل‌ونقل", "حمل ونقل"),
        ("مُدَرَّسَة", "مدرسه"),
    ],
)
def test_spellings_of_one_word_are_cut_to_the_same(typed, written):
    assert cut(typed) == cut(written)


def test_chinese_is_cut_into_overlapping_pairs():
    assert cut("垃圾分类") == ["垃圾", "圾分", "分类"]


def test_a_half_spaced_compound_is_known_in_one_piece_too():
    assert joined("پیاده‌راه ساختن") == ["پیادهراه"]


def test_a_text_of_nothing_but_punctuation_has_no_word():
    assert cut("؟!… -- «»") == []


def test_a_word_of_the_title_is_told_from_one_of_the_prose():
    assert vector_literal([("tram", "A"), ("the tram", "C")]) == "'tram':1A,3C 'the':2C"
    assert query_literal(["tram"], "AB") == "'tram':AB"


@pytest.mark.parametrize(
    ("typed", "known", "counts"),
    [
        ("tram", "tram", EXACT),
        ("trams", "tram", OTHER_ENDING),
        ("cities", "city", OTHER_ENDING),
        ("البلديه", "بلديه", OTHER_ENDING),
        ("زبالههای", "زباله", OTHER_ENDING),
        ("trafic", "traffic", MISSPELT),
        ("tarffic", "traffic", MISSPELT),
        ("cat", "car", 0.0),
        ("2023", "2024", 0.0),
        ("water", "metro", 0.0),
    ],
)
def test_a_word_counts_by_how_like_it_is(typed, known, counts):
    assert likeness(typed, known) == counts


def test_embedders_get_each_language_in_its_own_letters():
    assert respelt("كتابي", "fa") == "کتابی"
    assert respelt("کتابی", "ar") == "كتابي"
    assert respelt("شـــهر ۱۲", "fa") == "شهر 12"


def test_half_spaces_and_accents_reach_the_embedders():
    assert respelt("پیاده‌راه", "fa") == "پیاده‌راه"
    assert respelt("Medellín", "es") == "Medellín"


def test_a_term_is_glossed_in_english():
    known = gloss("کاهش آلودگی هوا در شهر", "fa")
    assert known is not None
    assert "air pollution" in known.text
    assert 0 < known.share < 1


def test_the_longest_term_wins():
    known = gloss("تفکیک زباله", "fa")
    assert known is not None
    assert "household waste" not in known.text


def test_endings_beginnings_and_lost_half_spaces_hide_no_term():
    assert gloss("خیابان‌ها و پیادهراه", "fa").text.startswith("pedestrian")
    assert "waste" in gloss("والنفايات", "ar").text


def test_a_verb_is_no_river():
    assert gloss("او می‌رود", "fa") is None


def test_languages_without_terms_have_no_gloss():
    assert gloss("transport public", "fr") is None
    assert gloss("public transport", "en") is None
