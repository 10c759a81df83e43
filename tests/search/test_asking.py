"""Asking: what may be asked, and in which language it is."""

import pytest

from hamshahr.commons.search.asking import LONGEST_QUERY, BadQuery, read_query
from hamshahr.commons.search.query_language import query_language


@pytest.mark.parametrize("empty", ["", "   ", "؟!…", "\x00\x00", "\u202e\u202e", "\ud800"])
def test_a_text_without_a_word_is_no_query(empty):
    with pytest.raises(BadQuery):
        read_query(empty)


def test_a_text_that_is_too_long_is_refused_with_its_length():
    with pytest.raises(BadQuery, match="100,000"):
        read_query("a" * 100_000, read_in="en")
    assert read_query("a" * LONGEST_QUERY).text


def test_an_unknown_language_code_is_refused():
    with pytest.raises(BadQuery, match="klingon"):
        read_query("bus", said="klingon")


@pytest.mark.parametrize("attack", ["'; DROP TABLE x; --", "<script>alert(1)</script>", "%_\\"])
def test_what_looks_like_an_attack_is_only_words(attack):
    try:
        assert read_query(attack).words
    except BadQuery:
        assert attack == "%_\\"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("چگونه ترافیک را کم کنیم", "fa"),
        ("كيف نخفف الازدحام المروري في المدينة", "ar"),
        ("垃圾分类", "zh"),
        ("ゴミの分別", "ja"),
        ("대중교통", "ko"),
        ("How can a city reduce traffic without building roads?", "en"),
        ("¿Cómo puede una ciudad reducir el tráfico sin construir vías?", "es"),
    ],
)
def test_the_language_is_read_from_the_text(text, language):
    assert query_language(text) == language


def test_the_page_decides_where_the_letters_leave_it_open():
    assert query_language("زباله تر", "fa") == "fa"
    assert query_language("transport", "fr") == "fr"


def test_the_page_never_decides_against_the_script():
    assert query_language("垃圾分类", "fa") == "zh"


def test_a_name_in_latin_letters_on_a_persian_page_is_taken_for_english():
    assert query_language("TransMilenio", "fa") == "en"
