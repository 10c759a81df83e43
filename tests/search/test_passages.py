"""Passages: windows of two sentences, cut from the parts that answer."""

from hamshahr.commons.search.meaning.passages import passages

LONG = "The city closed the road to cars and gave it to people on foot and on bicycles. "


def test_two_sentences_make_a_passage():
    found = passages({"approach": LONG * 4}, "en")
    assert [passage.text for passage in found] == [(LONG * 2).strip()] * 2


def test_persian_sentences_end_where_persian_ends_them():
    first, second = "آیا شهر آماده است؟ " * 3, "بله، آماده است. " * 3
    found = passages({"summary": first + second}, "fa")
    assert all(passage.text[-1] in "؟." for passage in found)


def test_a_sentence_without_end_is_cut_at_a_space():
    found = passages({"summary": "word " * 400}, "en")
    assert len(found) > 1
    assert all(passage.text.split() == ["word"] * len(passage.text.split()) for passage in found)


def test_parts_that_answer_nothing_are_left_out():
    found = passages({"results": "12 percent.", "summary": LONG}, "en")
    assert {passage.part for passage in found} == {"summary"}


def test_a_thin_record_shows_what_it_has():
    assert [passage.part for passage in passages({"results": "12 percent."}, "en")] == ["results"]
    assert passages({}, "en") == []
