"""Two texts compared word by word: nothing of either is lost, whatever is marked or folded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamshahr.kernel.comparing import Sign, beside, compared

WORDS = ["شهر", "می\u200cرود", "tranvía", "نو", "2009", "،", ".", "\n\n"]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=80).map(" ".join)


def joined(pieces, *without):
    return "".join(piece.text for piece in pieces if piece.sign not in without)


@given(TEXTS, TEXTS)
def test_the_newer_text_is_given_back_and_of_the_older_all_but_its_spaces(before, after):
    pieces = compared(before, after)

    assert joined(pieces, Sign.GONE) == after
    assert "".join(joined(pieces, Sign.NEW).split()) == "".join(before.split())


@given(TEXTS, TEXTS, st.booleans())
def test_beside_one_another_each_text_is_whole(before, after, folds):
    left, right = beside(before, after, folds=folds)

    assert (joined(left), joined(right)) == (before, after)
    assert Sign.NEW not in {piece.sign for piece in left}
    assert Sign.GONE not in {piece.sign for piece in right}


def test_what_went_and_what_came_is_marked():
    pieces = compared("The line opened in 2008.", "The line opened in 2009.")

    assert [(piece.sign, piece.text) for piece in pieces] == [
        ("same", "The line opened in "), ("gone", "2008"), ("new", "2009"), ("same", "."),
    ]  # fmt: skip


def test_a_last_word_that_went_does_not_run_into_the_one_before():
    assert joined(compared("The line opened late", "The line opened")) == "The line opened late"


def test_a_half_space_parts_no_word():
    (gone, new) = compared("می\u200cرود", "می\u200cآید")

    assert (gone.text, new.text) == ("می\u200cرود", "می\u200cآید")


def test_words_alike_far_from_a_change_are_folded():
    same = " ".join(f"word{number}" for number in range(60))
    left, _right = beside(f"{same} old", f"{same} new", folds=True)

    assert [piece.sign for piece in left] == ["folded", "same", "gone"]


@pytest.mark.parametrize("folds", [True, False])
def test_texts_too_long_to_match_stand_whole(folds):
    left, right = beside("a " * 3_000, "b " * 3_000, folds=folds)

    assert [piece.sign for piece in (*left, *right)] == ["gone", "new"]


def test_an_empty_text_has_nothing_to_show():
    assert beside("", "new words") == ((), compared("", "new words"))
